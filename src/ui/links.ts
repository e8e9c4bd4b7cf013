import * as vscode from 'vscode';
import { addressOf, type Link } from '../change/links.ts';
import { showWarning } from './messages.ts';
import { t } from './language.ts';

/** Opens an address that came from outside, when it is one of the web and, for things of the host, on that host. */
export async function openLink(link: Link | undefined, authority: string | undefined): Promise<void> {
  if (!link || authority === undefined) {
    await showWarning(t`There is nothing to open: the branch that is checked out has no change yet.`);
    return;
  }
  const address = addressOf(link, authority);
  if (address === undefined) {
    await showWarning(
      t`Not opened, because it does not lead to ${link.where === 'host' ? authority : t`a web page`}: ${link.url.slice(0, 200)}`,
    );
    return;
  }
  await vscode.env.openExternal(vscode.Uri.parse(address, true));
}
