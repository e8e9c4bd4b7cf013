import { documentationUrl } from '../rest/respond.ts';
import { movedTo } from '../rest/moved.ts';
import type { World } from '../world.ts';

/** What a path below `/repositories/ID` is by the repository's name. */
export function byName({ github }: World, path: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const repository = github.repos.get(Number(id ?? 0));
  return repository ? `/repos/${repository.full_name}${rest}` : path;
}

/**
 * Sends a request for a repository under an earlier name to where it is now. GitHub answers 307 to what writes, so
 * that it is sent on as it is.
 *
 * @param path below `/api/v3`.
 */
export function redirectApi(
  world: World,
  method: string,
  path: string,
  search: string,
): Response | undefined {
  const [, owner, name, rest = ''] = /^\/repos\/([^/]+)\/([^/]+)(\/.*)?$/.exec(path) ?? [];
  const repository = movedTo(world, `${owner ?? ''}/${name ?? ''}`);
  if (!repository) {
    return undefined;
  }
  const url = `${world.apiUrl}/repositories/${repository.id}${rest}${search}`;
  const status = method === 'GET' || method === 'HEAD' ? 301 : 307;
  const body = { message: 'Moved Permanently', url, documentation_url: documentationUrl };
  return Response.json(body, { status, headers: { location: url } });
}

/** The same for people: the page with the new name in its address. */
export function redirectPage(world: World, { pathname, search }: URL): Response | undefined {
  const [, owner, name, rest = ''] = /^\/([^/]+)\/([^/]+)(\/.*)?$/.exec(pathname) ?? [];
  const repository = movedTo(world, `${owner ?? ''}/${name ?? ''}`);
  return repository
    ? new Response(null, {
        status: 301,
        headers: { location: `${world.url}/${repository.full_name}${rest}${search}` },
      })
    : undefined;
}
