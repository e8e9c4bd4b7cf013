import type { Repository } from '../store.ts';
import type { World } from '../world.ts';

/** The newest commit of a branch; undefined when there is no such branch. */
export function branchSha({ github }: World, repository: Repository, name: string): string | undefined {
  return github.branches.findBy('repo_id', repository.id).find((branch) => branch.name === name)?.sha;
}
