import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import { HostError } from '../change/hostError.ts';
import { pullRequestLink, ticketLink, type Link } from '../change/links.ts';
import type { Node } from './changeView/node.ts';
import { commands } from './contributions.ts';
import { knownOf, type Known } from './currentChange.ts';
import type { CurrentChangeModel } from './currentChangeModel.ts';
import { t } from './language.ts';
import { openLink } from './links.ts';
import { showFailure, type Log } from './messages.ts';
import type { Sites } from './sites.ts';

/** For how many milliseconds something is told that needs no answer. */
const briefly = 4000;

/** What can be done with the change that is shown, from the palette or from a line of the view. */
export function registerChangeCommands(model: CurrentChangeModel, sites: Sites, log: Log): Disposable {
  const store = new DisposableStore();
  const register = (id: string, run: (known: Known | undefined, target: unknown) => Promise<unknown>) => {
    store.add(
      vscode.commands.registerCommand(id, async (target: unknown) => {
        try {
          await run(knownOf(model.state), target);
        } catch (error) {
          const retry = async () => vscode.commands.executeCommand(id, target);
          await showFailure(
            log,
            error,
            ...(error instanceof HostError ? [{ label: t`Retry`, run: retry }] : []),
          );
        }
      }),
    );
  };
  const open = async (known: Known | undefined, link: Link | undefined) =>
    openLink(link, known?.change.record.repository.host);

  register(commands.openTicket, async (known) => open(known, known && ticketLink(known.change.record)));
  register(commands.openPullRequest, async (known) =>
    open(known, known && pullRequestLink(known.change.record)),
  );
  // A click gives the link, a menu the line.
  register(commands.openLink, async (known, target) =>
    openLink(linkIn(target), authorityIn(target) ?? known?.change.record.repository.host),
  );
  register(commands.copyBranchName, async (known) => copy(known?.change.branch));
  register(commands.copyStatus, async (known) => {
    const { markdownReport } = await import('../procedure/reportText.ts');
    if (known) {
      await copy(markdownReport(known.change.report).join('\n'));
      vscode.window.setStatusBarMessage(t`$(check) The status is copied as Markdown.`, briefly);
    }
  });
  register(commands.requestReview, async (known, target) => {
    const { requestReview } = await import('./requestReview.ts');
    if (known) {
      await requestReview(known, isNode(target) ? target.role : undefined, sites);
      await model.refresh();
    }
  });
  register(commands.authorize, async () => {
    const { state } = model;
    const url = state.kind === 'failed' && state.error instanceof HostError ? state.error.url : undefined;
    // The organization's sign-in may be anywhere.
    await openLink(url === undefined ? undefined : { url, where: 'web' }, '');
  });
  return store;
}

async function copy(text: string | undefined): Promise<void> {
  if (text !== undefined) {
    await vscode.env.clipboard.writeText(text);
  }
}

function linkIn(target: unknown): Link | undefined {
  if (isNode(target)) {
    return target.link;
  }
  return typeof target === 'object' && target !== null && 'url' in target ? (target as Link) : undefined;
}

function authorityIn(target: unknown): string | undefined {
  return isNode(target) ? target.authority : undefined;
}

function isNode(target: unknown): target is Node {
  return typeof target === 'object' && target !== null && 'item' in target;
}
