import type { RepositoryName } from '../../change/hostedChange.ts';
import type { CandidateAnswer } from './answers.ts';

export interface Chosen {
  /** Undefined when the branch has none. */
  readonly chosen: CandidateAnswer | undefined;
  /** Others of the same branch that are open too, as into another base. */
  readonly otherOpen: readonly CandidateAnswer[];
}

/**
 * Which pull request is this branch's: the newest open one, else the newest that was merged, else the newest. Others
 * may have a branch of the same name in their forks, so the repository that it comes from must be one of ours.
 *
 * @param candidates the newest first.
 * @param base the repository that they go to. Its owner may have several forks of it; anyone else has one, whose name
 *   in the clone may be an old one.
 */
export function chooseCandidate(
  candidates: readonly CandidateAnswer[],
  heads: readonly RepositoryName[],
  base: RepositoryName,
): Chosen {
  const ours = candidates.filter((candidate) => isFrom(candidate, heads, base));
  const inState = (state: string) => ours.find((candidate) => candidate.state === state);
  const chosen = inState('OPEN') ?? inState('MERGED') ?? ours[0];
  return { chosen, otherOpen: ours.filter((other) => other !== chosen && other.state === 'OPEN') };
}

function isFrom(
  { headRepository, headRepositoryOwner }: CandidateAnswer,
  heads: readonly RepositoryName[],
  base: RepositoryName,
): boolean {
  const [owner, name] = headRepository?.nameWithOwner.toLowerCase().split('/') ?? [];
  // A fork that was deleted leaves its owner at most.
  const theirs = owner ?? headRepositoryOwner?.login.toLowerCase();
  const hasOneFork = theirs !== base.owner.toLowerCase();
  return heads.some(
    (head) =>
      head.owner.toLowerCase() === theirs &&
      (hasOneFork || name === undefined || head.name.toLowerCase() === name),
  );
}
