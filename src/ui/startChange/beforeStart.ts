import { HumanError } from '../../base/errors.ts';
import { say } from '../../base/say.ts';
import type { HostedRepository } from '../../change/codeHost.ts';
import { readProcedure } from '../../change/readProcedure.ts';
import { mustBeSameRepository } from '../../change/sameRepository.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { settings } from '../settings.ts';
import type { HostedSite, Site } from '../sites.ts';

/** What the base branch says, and the names that branches have already. */
export interface Base {
  readonly procedure: Procedure;
  readonly taken: readonly string[];
  readonly baseBranch: string;
}

/**
 * What would else only show once the ticket is there, or can't be made.
 *
 * @throws {HumanError} when no change can be started in this repository.
 */
export async function mustAllowChanges(
  { workingCopy }: Site,
  { codeHost, base, pushRemote }: HostedSite,
  hosted: HostedRepository,
  signal: AbortSignal,
): Promise<void> {
  await mustBeSameRepository({ workingCopy, codeHost, base }, hosted, signal);
  const { owner, name, hasIssues, canPush } = hosted;
  if (!hasIssues) {
    throw new HumanError(
      say`Issues are turned off in ${owner}/${name}, so it can hold no tickets. An administrator can turn them on in the repository’s settings.`,
    );
  }
  if (settings().publishBranch && pushRemote === base.remote && !canPush) {
    throw new HumanError(
      say`Your account may not push to ${owner}/${name}. Ask for write access; or work on a fork, as the remote “origin” beside this repository as “upstream”.`,
    );
  }
}

export async function lookAtBase(
  { workingCopy }: Site,
  { base, pushRemote }: HostedSite,
  { defaultBranch }: HostedRepository,
  signal: AbortSignal,
): Promise<Base> {
  const newest = await workingCopy.fetchBranch(base.remote, defaultBranch, signal);
  const [{ procedure }, { local, remote }] = await Promise.all([
    readProcedure(workingCopy, newest),
    workingCopy.branchNames(pushRemote, signal),
  ]);
  return { procedure, taken: [...local, ...remote], baseBranch: procedure.baseBranch ?? defaultBranch };
}
