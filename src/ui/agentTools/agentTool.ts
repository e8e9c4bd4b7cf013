import * as vscode from 'vscode';
import { Cancelled, HumanError, sentenceOf, throwIfCancelled } from '../../base/errors.ts';
import { say } from '../../base/say.ts';
import type { Log } from '../messages.ts';

/** Something that an agent may do in a person's name. */
export interface AgentTool {
  /**
   * What is shown while it runs, and what the person is asked before, if it changes anything. Changes nothing itself.
   *
   * @throws {HumanError} when it could not be done anyway: nobody is asked in vain.
   */
  prepare(input: unknown): Promise<vscode.PreparedToolInvocation>;
  /** @returns texts for the agent. */
  run(input: unknown, signal: AbortSignal): Promise<readonly string[]>;
}

/** A tool as VS Code calls it; failures are told to the agent in a sentence, and logged whole. */
export function agentTool(tool: AgentTool, log: Log): vscode.LanguageModelTool<unknown> {
  return {
    prepareInvocation: async ({ input }) =>
      told(log, async () => {
        mustBeTrusted();
        return tool.prepare(input);
      }),
    invoke: async ({ input }, token) =>
      told(log, async () => {
        mustBeTrusted();
        const stop = new AbortController();
        const listener = token.onCancellationRequested(() => {
          stop.abort();
        });
        try {
          if (token.isCancellationRequested) {
            stop.abort();
          }
          throwIfCancelled(stop.signal);
          const texts = await tool.run(input, stop.signal);
          return new vscode.LanguageModelToolResult(
            texts.map((text) => new vscode.LanguageModelTextPart(text)),
          );
        } finally {
          listener.dispose();
        }
      }),
  };
}

async function told<T>(log: Log, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof Cancelled) {
      throw new vscode.CancellationError();
    }
    log.error(sentenceOf(error), error);
    throw new Error(sentenceOf(error), { cause: error });
  }
}

/** VS Code may start us for a tool, in a folder that nobody trusts yet. */
function mustBeTrusted(): void {
  if (!vscode.workspace.isTrusted) {
    throw new HumanError(say`This folder is not trusted, so Change Guide does nothing with it.`);
  }
}
