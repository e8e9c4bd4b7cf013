import type { PullRequest } from '../store.ts';
import type { World } from '../world.ts';

/** Notes by which pull request commits came to its base branch. */
export function noteLandings({ extra }: World, { id }: PullRequest, commits: readonly string[]): void {
  for (const sha of commits) {
    extra.landings.insert({ sha, pull_id: id });
  }
}
