import type { Repository } from '../store.ts';
import type { World } from '../world.ts';

/** The repository that had this name, `owner/name`, before it was renamed. */
export function movedTo({ github, moved }: World, fullName: string): Repository | undefined {
  return github.repos.get(moved.get(fullName) ?? 0);
}

/** Lets a request be answered; where it gave a repository another name, git and whoever knows the old one follow. */
export async function followingRenames(
  { github, git, moved }: World,
  method: string,
  path: string,
  answer: () => Promise<Response>,
): Promise<Response> {
  const [, fullName = ''] = /^\/repos\/([^/]+\/[^/]+)$/.exec(path) ?? [];
  const repository = method === 'PATCH' ? github.repos.findOneBy('full_name', fullName) : undefined;
  const response = await answer();
  const renamed = repository && github.repos.get(repository.id);
  if (renamed && renamed.full_name !== fullName) {
    git.rename(fullName, renamed.full_name);
    moved.set(fullName, renamed.id);
    moved.delete(renamed.full_name);
  }
  return response;
}
