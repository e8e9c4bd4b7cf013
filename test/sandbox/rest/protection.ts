import type { Repository } from '../store.ts';
import type { World } from '../world.ts';

/** The checks that a branch requires; undefined when it is not protected. */
export function requiredContexts(
  { extra }: World,
  repository: Repository,
  branch: string,
): readonly string[] | undefined {
  return extra.protections
    .findBy('repo_id', repository.id)
    .filter((protection) => protection.branch === branch)
    .at(-1)?.contexts;
}
