import { followGit } from '../git/follow.ts';
import { httpBackend } from '../git/httpBackend.ts';
import { permissionOf } from '../rest/permissions.ts';
import type { World } from '../world.ts';
import { userOf, type ApiRequest } from './api.ts';

const gitPath = /^\/([^/]+\/[^/]+)\.git\/(?:info\/refs|git-upload-pack|git-receive-pack)$/;

export function isGitPath(pathname: string): boolean {
  return gitPath.test(pathname);
}

/** Clone, fetch and push. Git's own server answers; after a push the store follows. */
export async function answerGit(world: World, request: ApiRequest): Promise<Response> {
  const user = userOf(world, request.headers);
  const fullName = decodeURIComponent(gitPath.exec(request.url.pathname)?.[1] ?? '');
  const repository = world.github.repos.findOneBy('full_name', fullName);
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
  const service = request.url.searchParams.get('service') ?? request.url.pathname.split('/').at(-1);
  const pushes = service === 'git-receive-pack';
  if (pushes && (level === 'read' || level === 'triage')) {
    return new Response(`Permission to ${fullName}.git denied to ${user.login}.\n`, { status: 403 });
  }
  const response = await httpBackend(world.git, { ...request, login: user.login });
  if (pushes && request.method === 'POST') {
    followGit(world, repository);
  }
  return response;
}
