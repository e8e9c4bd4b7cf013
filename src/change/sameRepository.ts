import { HumanError } from '../base/errors.ts';
import type { HostedRepository } from './hostedRepository.ts';
import type { ObservePorts } from './observePorts.ts';
import { say } from '../base/say.ts';

/**
 * Makes sure that the clone's remote leads to the repository that it led to before. One that is renamed is found under
 * its old name as well, until another one takes that name; tickets and pull requests of that one are none of ours.
 *
 * @throws {HumanError} when the name was taken by another one.
 */
export async function mustBeSameRepository(
  { workingCopy, codeHost, base }: Pick<ObservePorts, 'workingCopy' | 'codeHost' | 'base'>,
  { id }: Pick<HostedRepository, 'id'>,
  signal: AbortSignal,
): Promise<void> {
  const address = `${base.host.authority}/${base.owner}/${base.name}`.toLowerCase();
  const words = `${address} ${id}`;
  const kept = await workingCopy.repositoryBehind(base.remote);
  if (kept === words) {
    return;
  }
  const [keptAddress, keptId] = kept?.split(' ') ?? [];
  // With another address the person has said which repository is meant.
  if (keptAddress === address && keptId !== undefined) {
    const moved = await codeHost.repositoryWithId(keptId, signal);
    // One that is gone was made anew; and hosts may write an id in another way.
    if (moved && moved.fullName.toLowerCase() !== `${base.owner}/${base.name}`.toLowerCase()) {
      throw new HumanError(
        say`${base.owner}/${base.name} is another repository now: the one of this clone is ${moved.fullName} today. Nothing was read from the other one, or changed in it. Run “git remote set-url ${base.remote} ${moved.url}.git”, then retry.`,
      );
    }
  }
  // Where it can't be kept, the next look keeps it.
  await workingCopy.rememberRepository(base.remote, words).catch(() => undefined);
}
