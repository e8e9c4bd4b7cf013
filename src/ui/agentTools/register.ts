import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { tools } from '../contributions.ts';
import type { CurrentChangeModel } from '../currentChangeModel.ts';
import type { Log } from '../messages.ts';
import type { DraftContexts } from '../pullRequest/draftContexts.ts';
import type { AgentTool } from './agentTool.ts';
import type { StartToolDependencies } from './startTool.ts';

export interface AgentToolsDependencies extends StartToolDependencies {
  readonly model: CurrentChangeModel;
  readonly contexts: DraftContexts;
  readonly log: Log;
}

/** What agents in VS Code's chat may do; each is loaded when it is first called. */
export function registerAgentTools(dependencies: AgentToolsDependencies): Disposable {
  const { model, contexts, repositories, log } = dependencies;
  const store = new DisposableStore();
  const register = (name: string, load: () => Promise<AgentTool>) => {
    const tool = async () => {
      const { agentTool } = await import('./agentTool.ts');
      return agentTool(await load(), log);
    };
    store.add(
      vscode.lm.registerTool<unknown>(name, {
        prepareInvocation: async (options, token) => (await tool()).prepareInvocation?.(options, token),
        invoke: async (options, token) => (await tool()).invoke(options, token),
      }),
    );
  };
  register(tools.getStatus, async () => (await import('./statusTool.ts')).statusTool(model));
  register(tools.start, async () => (await import('./startTool.ts')).startTool(dependencies));
  register(tools.preparePullRequest, async () =>
    (await import('./prepareTool.ts')).prepareTool(repositories, contexts),
  );
  return store;
}
