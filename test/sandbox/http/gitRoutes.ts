import { followGit } from '../git/follow.ts';
import { httpBackend } from '../git/httpBackend.ts';
import { movedTo } from '../rest/moved.ts';
import { permissionOf } from '../rest/permissions.ts';
import { needsSingleSignOn, singleSignOnHeader, singleSignOnMessage } from '../rest/singleSignOn.ts';
import type { World } from '../world.ts';
import { userOf, type ApiRequest } from './api.ts';

const gitPath = /^\/([^/]+\/[^/]+)\.git\/(?:info\/refs|git-upload-pack|git-receive-pack)$/;

export function isGitPath(pathname: string): boolean {
  return gitPath.test(pathname);
}

/**
 * Clone, fetch and push. Git's own server answers; after a push the store follows. Under an earlier name a repository
 * is served too: git does not follow a redirect that comes after it was asked who it is.
 */
export async function answerGit(world: World, request: ApiRequest): Promise<Response> {
  const user = userOf(world, request.headers);
  const [path = '', asked = ''] = gitPath.exec(decodeURIComponent(request.url.pathname)) ?? [];
  const repository = world.github.repos.findOneBy('full_name', asked) ?? movedTo(world, asked);
  if (!user) {
    const headers = { 'www-authenticate': 'Basic realm="GitHub"' };
    const message = request.headers.has('authorization')
      ? 'remote: Invalid username or password.'
      : 'Authentication required.';
    return new Response(`${message}\n`, { status: 401, headers });
  }
  const level = repository ? permissionOf(world, repository, user) : 'none';
  if (!repository || level === 'none') {
    return new Response('Repository not found.\n', { status: 404 });
  }
  if (needsSingleSignOn(world, user, repository)) {
    return new Response(`${singleSignOnMessage}\n`, { status: 403, headers: singleSignOnHeader(world) });
  }
  const fullName = repository.full_name;
  const service = request.url.searchParams.get('service') ?? request.url.pathname.split('/').at(-1);
  const pushes = service === 'git-receive-pack';
  if (pushes && (level === 'read' || level === 'triage')) {
    return new Response(`Permission to ${fullName}.git denied to ${user.login}.\n`, { status: 403 });
  }
  const response = await httpBackend(world.git, {
    ...request,
    path: path.replace(asked, fullName),
    login: user.login,
  });
  if (pushes && request.method === 'POST') {
    followGit(world, repository);
  }
  return response;
}
