import * as vscode from 'vscode';
import { HumanError } from '../../base/errors.ts';
import type { ChangedFile } from '../../procedure/changeRecord.ts';
import { gitApi } from '../gitExtension.ts';
import { showInformation } from '../messages.ts';
import { nameOf, type OpenedChange } from './openedChange.ts';
import { t } from '../language.ts';
import { say } from '../../base/say.ts';

/** The extension that shows pull requests with their conversations; since 0.126 it opens their files by an address. */
const pullRequestsExtension = 'github.vscode-pull-request-github';

/** Opens what the pull request changes: in the GitHub Pull Requests extension if it is there, else in VS Code’s own diff editor. */
export async function openFiles(opened: OpenedChange): Promise<void> {
  const { pullRequest, hosted, change } = opened;
  if (vscode.extensions.getExtension(pullRequestsExtension)) {
    const { owner, name } = change.record.repository;
    const query = JSON.stringify({ owner, repo: name, pullRequestNumber: pullRequest.number });
    const address = vscode.Uri.from({
      scheme: vscode.env.uriScheme,
      authority: pullRequestsExtension,
      path: '/open-pull-request-changes',
      query,
    });
    // `env.openExternal` asks the system for it, which in a browser leads nowhere.
    await vscode.commands.executeCommand('vscode.open', address);
    return;
  }
  const { signal } = new AbortController();
  const base = await opened.site.workingCopy.fetchBranch(hosted.base.remote, pullRequest.baseRef, signal);
  await showChanges(opened, { from: base, to: pullRequest.headSha });
}

/** Shows what changed between the point where two commits parted and the second one. Nothing is checked out. */
export async function showChanges(
  { site: { workingCopy }, hosted, pullRequest, repository }: OpenedChange,
  { from, to }: { readonly from: string; readonly to: string },
): Promise<void> {
  const { signal } = new AbortController();
  const parted = await vscode.window.withProgress(
    { location: vscode.ProgressLocation.Window, title: t`Fetching ${to.slice(0, 7)}…` },
    async () => {
      const here = await workingCopy.fetchCommits(hosted.base.remote, [from, to], signal);
      if (!here.has(from) || !here.has(to)) {
        throw new HumanError(
          say`The commits of ${nameOf(pullRequest)} could not be fetched from ${hosted.base.remote}. Fetch by hand, or open the pull request in the browser.`,
        );
      }
      return workingCopy.mergeBase(from, to);
    },
  );
  const [files, api] = await Promise.all([workingCopy.changedFiles(from, to), gitApi()]);
  if (!api || files.length === 0) {
    void showInformation(t`${nameOf(pullRequest)} changes no files.`);
    return;
  }
  const at = (path: string) => vscode.Uri.joinPath(repository.rootUri, path);
  const sides = (file: ChangedFile) => [
    at(file.path),
    file.status === 'added' ? undefined : api.toGitUri(at(file.previousPath ?? file.path), parted),
    file.status === 'removed' ? undefined : api.toGitUri(at(file.path), to),
  ];
  await vscode.commands.executeCommand(
    'vscode.changes',
    `${nameOf(pullRequest)} (${parted.slice(0, 7)} … ${to.slice(0, 7)})`,
    files.map(sides),
  );
}
