import path from 'node:path';
import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { blockedMark } from '../../change/pushWords.ts';
import { commands } from '../contributions.ts';
import {
  forcePush,
  type ForcePush,
  type GitApi,
  type GitRepository,
  type PushErrorHandler,
} from '../gitExtension.ts';
import { showFailure, showWarning } from '../messages.ts';
import { idOf } from '../repositories.ts';
import type { PushDependencies } from './parts.ts';
import { showJudgement } from './show.ts';
import { t } from '../language.ts';

/** Follows the pushes that VS Code makes: tells what the hook said, and offers to check before the push. */
export function followPushes(api: GitApi, dependencies: PushDependencies): Disposable {
  const store = new DisposableStore();
  const watched = new Set<string>();
  const watch = (repository: GitRepository) => {
    if (!watched.has(idOf(repository))) {
      watched.add(idOf(repository));
      watchNote(repository, dependencies, store).catch((error: unknown) => {
        dependencies.log.error('What the push hook says can’t be followed', error);
      });
    }
  };
  api.repositories.forEach(watch);
  store.add(api.onDidOpenRepository(watch));
  store.add(api.registerPushErrorHandler(blockedPushHandler(dependencies)));
  store.add(
    api.registerPostCommitCommandsProvider({
      getCommands: () => [
        {
          command: commands.push,
          title: t`$(checklist) Commit & Check & Push`,
          tooltip: t`Commit, look at what the procedure still asks for, then push`,
        },
      ],
    }),
  );
  return store;
}

/** git shows VS Code what a hook says only when it stops the push, so a warning comes by a file. */
async function watchNote(
  repository: GitRepository,
  { parts, log }: PushDependencies,
  store: DisposableStore,
): Promise<void> {
  const { notes, noteFile } = await parts(repository);
  const file = await noteFile();
  const watcher = store.add(
    vscode.workspace.createFileSystemWatcher(
      new vscode.RelativePattern(vscode.Uri.file(path.dirname(file)), path.basename(file)),
    ),
  );
  let timer: NodeJS.Timeout | undefined;
  const tell = async () => {
    const judgement = await notes.judged();
    if (judgement?.mode === 'warn') {
      await showJudgement(judgement);
    }
  };
  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      tell().catch((error: unknown) => void showFailure(log, error));
    }, rest);
  };
  watcher.onDidChange(soon);
  watcher.onDidCreate(soon);
}

/** How many milliseconds of rest end a row of events that one written file makes. */
const rest = 150;

/** VS Code takes any refusal for the remote's, and would say “Try running Pull first”. */
function blockedPushHandler({ parts, log }: PushDependencies): PushErrorHandler {
  return {
    async handlePushError(repository, remote, refspec, error) {
      if (!new RegExp(`^${blockedMark}`, 'm').test(error.stderr ?? '')) {
        return false;
      }
      const { notes } = await parts(repository);
      const judgement = await notes.judged();
      const anyway = {
        label: t`Push Anyway`,
        run: async () => {
          try {
            await notes.allow((judgement?.branches ?? []).map(({ commit }) => commit));
            const args = error.gitArgs ?? [];
            await repository.push(remote.name, refspec, args.includes('-u'), forceOf(args));
          } catch (failure) {
            await showFailure(log, failure);
          } finally {
            await notes.disallow();
          }
        },
      };
      // Not awaited: VS Code shows the push as running until we return.
      void (judgement?.mode === 'block'
        ? showJudgement(judgement, anyway)
        : showWarning(t`The push was stopped by the change procedure. The Git output says why.`));
      return true;
    },
  };
}

function forceOf(args: readonly string[]): ForcePush | undefined {
  if (args.includes('--force-if-includes')) {
    return forcePush.withLeaseIfIncludes;
  }
  if (args.includes('--force-with-lease')) {
    return forcePush.withLease;
  }
  return args.includes('--force') ? forcePush.force : undefined;
}
