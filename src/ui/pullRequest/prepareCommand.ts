import * as vscode from 'vscode';
import { Cancelled, HumanError } from '../../base/errors.ts';
import { newDraft } from '../../change/newDraft.ts';
import { openPullRequest } from '../../change/draftReport.ts';
import { draftText } from '../../change/pullRequestDraft.ts';
import { findTemplates } from '../../change/templates.ts';
import { templateText } from '../../procedure/templateText.ts';
import type { Repositories } from '../repositories.ts';
import { plainLabel } from '../text.ts';
import type { DraftContext, DraftContexts } from './draftContexts.ts';
import { t } from '../language.ts';
import { say } from '../../base/say.ts';

/** **Change: Prepare Pull Request**: opens the branch's draft, which is made when there is none. */
export async function preparePullRequest(
  repositories: Repositories,
  contexts: DraftContexts,
): Promise<vscode.TextDocument> {
  const context = await contextOfCurrentBranch(repositories, contexts);
  const { site, branch, submission } = context;
  const file = await site.drafts.file(branch);
  if ((await site.drafts.read(branch)) === undefined) {
    await site.drafts.write(branch, await newText(context));
    const existing = openPullRequest(context.facts.record);
    await site.drafts.writeSubmission({
      schema: 'submission/1',
      branch,
      ...(existing && { agreed: { title: existing.title, body: existing.body } }),
    });
    contexts.forget();
  } else if (!submission) {
    await site.drafts.writeSubmission({ schema: 'submission/1', branch });
    contexts.forget();
  }
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  await vscode.window.showTextDocument(document, { preview: false });
  return document;
}

export async function contextOfCurrentBranch(
  repositories: Repositories,
  contexts: DraftContexts,
): Promise<DraftContext> {
  await repositories.connect();
  const repository = repositories.current;
  if (!repository) {
    throw new HumanError(say`There is no Git repository here. Open the folder of a clone first.`);
  }
  const branch = repository.state.HEAD?.name;
  if (branch === undefined) {
    throw new HumanError(say`No branch is checked out. Check out the branch of the change first.`);
  }
  return contexts.ofBranch(repository, branch);
}

/** From the pull request that is there, else from the template on the base branch. */
async function newText(context: DraftContext): Promise<string> {
  const { branch, facts } = context;
  const existing = openPullRequest(facts.record);
  if (existing) {
    return draftText({ title: existing.title, body: existing.body.replace(/\r\n?/g, '\n') });
  }
  const { ticketKey, ticket } = facts;
  return newDraft({ template: await template(context), branch, ticketKey, ticket });
}

async function template({ site, facts }: DraftContext): Promise<string> {
  const { workingCopy, hosted } = site;
  const base = `refs/remotes/${hosted.base.remote}/${facts.procedureSource.baseBranch}`;
  const found = await findTemplates(async (folder) => workingCopy.listFolder(base, folder));
  const { template: preferred } = facts.procedure.pullRequest;
  const own = await workingCopy.readFile(base, preferred);
  const choices = own === undefined || found.includes(preferred) ? found : [preferred, ...found];
  const [first, ...others] = choices;
  const path = others.length === 0 ? first : await pick(choices);
  return (
    (path === undefined ? undefined : await workingCopy.readFile(base, path)) ?? templateText(facts.procedure)
  );
}

async function pick(paths: readonly string[]): Promise<string> {
  const items = paths.map((path) => ({
    label: plainLabel(path.split('/').at(-1) ?? path),
    description: path,
    path,
  }));
  const picked = await vscode.window.showQuickPick(items, {
    title: t`Prepare Pull Request`,
    placeHolder: t`From which template?`,
    ignoreFocusOut: true,
  });
  if (!picked) {
    throw new Cancelled();
  }
  return picked.path;
}
