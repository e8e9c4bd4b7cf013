import * as vscode from 'vscode';
import type { PushHookState } from '../../change/pushHook.ts';
import type { GitRepository } from '../gitExtension.ts';
import { showFailure, showInformation, showWarning } from '../messages.ts';
import { pickRepository } from '../startChange/preflight.ts';
import type { PushDependencies } from './parts.ts';
import { t } from '../language.ts';
import { counted } from '../../base/say.ts';

/** **Change: Turn On Push Warnings** and its opposite. */
export async function turnPushWarnings(on: boolean, dependencies: PushDependencies): Promise<void> {
  const { repositories, parts, log } = dependencies;
  try {
    await repositories.connect();
    const repository = await pickRepository(repositories, t`Push Warnings`);
    if (!repository) {
      await showWarning(t`There is no Git repository here. Open the folder of a clone first.`);
      return;
    }
    const { hook } = await parts(repository);
    tellState(on ? await hook.install() : await hook.uninstall()).catch((error: unknown) => {
      void showFailure(log, error);
    });
  } catch (error) {
    await showFailure(log, error);
  }
}

/** Asks whether this clone should warn before a push; never more than once in a workspace. */
export async function offerPushWarnings(
  repository: GitRepository,
  asked: vscode.Memento,
  { parts, log }: PushDependencies,
): Promise<void> {
  try {
    const { hook } = await parts(repository);
    if (asked.get(askedKey) === true || (await hook.state()).kind !== 'off') {
      return;
    }
    await asked.update(askedKey, true);
    const turnOn = t`Turn On`;
    const answer = await showInformation(
      t`Before a push from this clone, Change Guide can say what is still open, and whose approvals the push would make stale. Turn that on? It adds a hook to this clone; nothing is committed.`,
      turnOn,
      t`Not Now`,
    );
    if (answer === turnOn) {
      await tellState(await hook.install());
    }
  } catch (error) {
    await showFailure(log, error);
  }
}

const askedKey = 'pushWarnings.asked';

async function tellState(state: PushHookState): Promise<void> {
  switch (state.kind) {
    case 'off':
      await showInformation(t`Push warnings are off in this clone.`);
      return;
    case 'on': {
      await showInformation(
        state.before === undefined
          ? t`Push warnings are on in this clone.`
          : t`Push warnings are on in this clone. The hook that was there runs first.`,
      );
      return;
    }
    case 'by-hand':
      await tellLines(state);
  }
}

async function tellLines({ owner, file, lines }: Extract<PushHookState, { kind: 'by-hand' }>): Promise<void> {
  const copy = lines.length === 1 ? t`Copy Line` : t`Copy Lines`;
  const answer = await showInformation(
    counted(
      lines.length,
      t`The hooks of this clone belong to ${owner}, so one step is yours: add a line to ${file}. It does nothing for people who don’t use Change Guide.`,
      t`The hooks of this clone belong to ${owner}, so one step is yours: add some lines to ${file}. They do nothing for people who don’t use Change Guide.`,
    ),
    copy,
  );
  if (answer === copy) {
    await vscode.env.clipboard.writeText(`${lines.join('\n')}\n`);
  }
}
