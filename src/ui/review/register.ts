import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import type { Node } from '../changeView/node.ts';
import { commands } from '../contributions.ts';
import { knownOf } from '../currentChange.ts';
import type { CurrentChangeModel } from '../currentChangeModel.ts';
import { showFailure } from '../messages.ts';
import { pickedIn } from '../waiting/waitingNode.ts';
import type { CheckedOut, ReviewDependencies } from './dependencies.ts';
import { KeptTexts } from './keptTexts.ts';
import { ReviewTarget } from './reviewTarget.ts';
import { t } from '../language.ts';

export interface ReviewRegistration extends Omit<ReviewDependencies, 'target' | 'texts' | 'checkedOut'> {
  readonly model: CurrentChangeModel;
  /** Where is kept what was typed and not sent yet. */
  readonly memory: vscode.Memento;
}

/** The commands of those who review, sign off, approve and merge; each is loaded when it is first run. */
export function registerReview({ model, memory, ...others }: ReviewRegistration): Disposable {
  const store = new DisposableStore();
  const dependencies: ReviewDependencies = {
    ...others,
    target: store.add(new ReviewTarget()),
    texts: new KeptTexts(memory),
    checkedOut: () => checkedOut(model),
  };
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
        if (picked || isOfBranch(line)) {
          dependencies.target.pick(picked);
        }
        try {
          await run();
        } catch (error) {
          void showFailure(dependencies.log, error, {
            label: t`Retry`,
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

/** Called on a line of the Current Change, a command is about the branch that is checked out, whatever was picked. */
function isOfBranch(line: unknown): line is Node {
  return typeof line === 'object' && line !== null && 'offers' in line;
}

/** The pull request of the branch that is checked out. */
function checkedOut({ state }: CurrentChangeModel): CheckedOut | undefined {
  const known = knownOf(state);
  const number = known?.change.record.pullRequest?.number;
  return known && number !== undefined ? { repository: known.git, number } : undefined;
}
