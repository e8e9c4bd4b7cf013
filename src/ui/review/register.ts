import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { commands } from '../contributions.ts';
import { showFailure } from '../messages.ts';
import { pickedIn } from '../waiting/waitingNode.ts';
import type { ReviewDependencies } from './dependencies.ts';

/** The commands of those who review, sign off, approve and merge; each is loaded when it is first run. */
export function registerReviewCommands(dependencies: ReviewDependencies): Disposable {
  const store = new DisposableStore();
  const running = new Set<string>();
  const register = (id: string, run: () => Promise<void>) => {
    store.add(
      vscode.commands.registerCommand(id, async (line: unknown) => {
        // Pressed again while it runs, a command leaves its first run alone.
        if (running.has(id)) {
          return;
        }
        running.add(id);
        const picked = pickedIn(line);
        if (picked) {
          dependencies.target.pick(picked);
        }
        try {
          await run();
        } catch (error) {
          void showFailure(dependencies.log, error, {
            label: 'Retry',
            run: async () => vscode.commands.executeCommand(id),
          });
        } finally {
          running.delete(id);
        }
      }),
    );
  };
  register(commands.reviewPullRequest, async () =>
    (await import('./pickPullRequest.ts')).pickPullRequest(dependencies),
  );
  register(commands.showFiles, async () => {
    const [{ openTarget }, { openFiles }] = await Promise.all([
      import('./pickPullRequest.ts'),
      import('./files.ts'),
    ]);
    const opened = await openTarget(dependencies);
    if (opened) {
      await openFiles(opened);
    }
  });
  register(commands.approve, async () => (await import('./approve.ts')).approve(dependencies));
  register(commands.requestChanges, async () => (await import('./approve.ts')).requestChanges(dependencies));
  register(commands.qaSignOff, async () => (await import('./qaSignOff.ts')).signOff(dependencies));
  register(commands.giveFinalApproval, async () =>
    (await import('./finalApproval.ts')).giveFinalApproval(dependencies),
  );
  register(commands.merge, async () => (await import('./merge.ts')).merge(dependencies));
  register(commands.askForSecurityReview, async () =>
    (await import('./askSecurity.ts')).askForSecurityReview(dependencies),
  );
  return store;
}
