import type { Repository } from '../store.ts';
import type { World } from '../world.ts';
import { rulesetsOf } from './rulesets.ts';

/** The checks that the protection of a branch requires; undefined when it is not protected. */
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

/** The checks that must pass before anything is merged into a branch, by its protection and by rulesets. */
export function requiredChecks(world: World, repository: Repository, branch: string): string[] {
  const ofRules = rulesetsOf(world, repository, branch).flatMap(({ checks }) => checks);
  const names = [
    ...(requiredContexts(world, repository, branch) ?? []),
    ...ofRules.map(({ context }) => context),
  ];
  return [...new Set(names)];
}
