import * as vscode from 'vscode';
import { HumanError, throwIfCancelled } from '../../base/errors.ts';
import { say } from '../../base/say.ts';
import { readDraft } from '../../change/draftPoints.ts';
import { t } from '../language.ts';
import type { DraftContexts } from '../pullRequest/draftContexts.ts';
import { contextOfCurrentBranch, preparePullRequest } from '../pullRequest/prepareCommand.ts';
import type { Repositories } from '../repositories.ts';
import type { AgentTool } from './agentTool.ts';
import { textsIn } from './input.ts';

/** **Change: Prepare Pull Request** for an agent, which is told what the draft still lacks. Nothing is sent to the host. */
export function prepareTool(repositories: Repositories, contexts: DraftContexts): AgentTool {
  return {
    prepare: async (input) => {
      textsIn(input, []);
      await repositories.connect();
      const branch = repositories.current?.state.HEAD?.name;
      if (branch === undefined) {
        throw new HumanError(say`No branch is checked out. Check out the branch of the change first.`);
      }
      const message = new vscode.MarkdownString().appendText(
        t`The draft for the branch ${branch} is opened; where there is none, it is made from the template. It stays on this machine.`,
      );
      return {
        invocationMessage: t`Preparing the pull request…`,
        confirmationMessages: { title: t`Prepare the pull request?`, message },
      };
    },
    run: async (input, signal) => {
      textsIn(input, []);
      const document = await preparePullRequest(repositories, contexts);
      throwIfCancelled(signal);
      const { facts } = await contextOfCurrentBranch(repositories, contexts);
      const { points, draft } = readDraft(facts.procedure, document.getText());
      const open = [
        ...(draft.title === '' ? ['The pull request has no title: its first heading.'] : []),
        ...points.map(({ finding }) => finding.message),
      ];
      return [
        `The draft is ${document.uri.fsPath}. Edit that file; the person looks at it and submits it.`,
        open.length === 0
          ? 'Nothing is open in it.'
          : `Open in it:\n${open.map((sentence) => `- ${sentence}`).join('\n')}`,
        document.getText(),
      ];
    },
  };
}
