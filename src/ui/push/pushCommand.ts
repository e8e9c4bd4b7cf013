import * as vscode from 'vscode';
import { HumanError, wordsOf } from '../../base/errors.ts';
import { guardPush, type BranchJudgement } from '../../change/guardPush.ts';
import type { PushedRef } from '../../change/push.ts';
import type { GitRepository } from '../gitExtension.ts';
import { askInDialog, showFailure, showInformation } from '../messages.ts';
import { idOf } from '../repositories.ts';
import { pickRepository } from '../startChange/preflight.ts';
import type { PushDependencies, PushParts } from './parts.ts';
import { confirmed } from './pointList.ts';
import { t, translated } from '../language.ts';
import { say } from '../../base/say.ts';

/** **Change: Push**, also behind **Commit & Check & Push**: first looks at what is open, then pushes. */
export async function pushCommand(given: unknown, dependencies: PushDependencies): Promise<void> {
  const { repositories, parts, log } = dependencies;
  try {
    await repositories.connect();
    const repository = isRepository(given)
      ? repositories.all.find((each) => idOf(each) === idOf(given))
      : await pickRepository(repositories, t`Push`);
    if (!repository) {
      throw new HumanError(say`There is no Git repository here. Open the folder of a clone first.`);
    }
    const push = await plannedPush(repository, dependencies);
    const { notes, ...ports } = await parts(repository);
    const { branches } = await guardPush({ remote: push.remote, refs: [push.ref] }, ports).catch(
      async (error: unknown) => unjudged(error),
    );
    const [judged] = branches;
    if (judged && !(await confirmed(judged, repository, dependencies))) {
      return;
    }
    await pushNow(repository, push, notes);
    if (!judged) {
      void showInformation(
        t`Pushed “${push.branch}” to ${push.remote}. There was nothing to say against it.`,
      );
    }
  } catch (error) {
    await showFailure(log, error);
  }
}

interface PlannedPush {
  readonly branch: string;
  readonly remote: string;
  readonly refspec: string;
  readonly isNew: boolean;
  readonly ref: PushedRef;
}

async function plannedPush(
  repository: GitRepository,
  { sites, parts }: PushDependencies,
): Promise<PlannedPush> {
  // The Git extension may not have seen the newest commit yet.
  await repository.status();
  const { name, commit, upstream } = repository.state.HEAD ?? {};
  if (name === undefined || commit === undefined) {
    throw new HumanError(say`No branch is checked out, so there is nothing to push. Check one out first.`);
  }
  const { hosted } = await sites.of(repository);
  const remote = upstream?.remote ?? hosted?.pushRemote ?? repository.state.remotes[0]?.name;
  if (remote === undefined) {
    throw new HumanError(say`This repository has no remote to push to. Add one first.`);
  }
  const target = upstream?.name ?? name;
  const { clone } = await parts(repository);
  const known = await clone.commitOf(`refs/remotes/${remote}/${target}`);
  return {
    branch: name,
    remote,
    refspec: `refs/heads/${name}:refs/heads/${target}`,
    isNew: upstream === undefined,
    ref: {
      localRef: `refs/heads/${name}`,
      localSha: commit,
      remoteRef: `refs/heads/${target}`,
      remoteSha: known ?? '0'.repeat(commit.length),
    },
  };
}

async function pushNow(
  repository: GitRepository,
  { remote, refspec, isNew, ref }: PlannedPush,
  notes: PushParts['notes'],
): Promise<void> {
  // All was said and decided; the hook need not say it again.
  await notes.allow([ref.localSha]);
  try {
    await vscode.window.withProgress(
      { location: vscode.ProgressLocation.Window, title: t`Pushing…` },
      async () => repository.push(remote, refspec, isNew),
    );
  } catch (error) {
    throw new HumanError(say`Nothing was pushed. ${wordsOf(error)}`, { cause: error });
  } finally {
    await notes.disallow();
  }
}

async function unjudged(error: unknown): Promise<{ branches: readonly BranchJudgement[] }> {
  const anyway = t`Push Anyway`;
  const answer = await askInDialog(
    'warning',
    t`This push could not be checked.`,
    translated(wordsOf(error)),
    anyway,
  );
  if (answer !== anyway) {
    throw new HumanError(say`Nothing was pushed.`, { cause: error });
  }
  return { branches: [] };
}

function isRepository(value: unknown): value is GitRepository {
  return typeof value === 'object' && value !== null && 'rootUri' in value;
}
