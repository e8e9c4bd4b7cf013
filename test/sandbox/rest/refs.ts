import type { Repository } from '../store.ts';
import type { World } from '../world.ts';
import { followGit } from '../git/follow.ts';
import { nodeId } from '../nodeId.ts';
import { GitHubError, notFound, unprocessable } from './errors.ts';
import { repositoryUrl } from './represent.ts';
import { created, noContent, type Routes } from './respond.ts';

const git = '/repos/:owner/:repo/git';

export const refRoutes: Routes = {
  [`GET ${git}/ref/:ref{.+}`]: (call) => {
    const name = `refs/${call.parameter('ref')}`;
    const found = listRefs(call.world, call.repository).find((ref) => ref.name === name);
    if (!found) {
      throw notFound();
    }
    return refJson(call.world, call.repository, found);
  },
  [`GET ${git}/matching-refs/:ref{.+}`]: (call) => {
    const start = `refs/${call.parameter('ref')}`;
    const refs = listRefs(call.world, call.repository).filter((ref) => ref.name.startsWith(start));
    return call.page(refs, (ref) => refJson(call.world, call.repository, ref));
  },
  [`POST ${git}/refs`]: (call) => {
    const name = call.text('ref') ?? '';
    const sha = call.text('sha') ?? '';
    createRef(call.world, call.writable, name, sha);
    return created(refJson(call.world, call.repository, { name, sha, type: 'commit' }));
  },
  [`PATCH ${git}/refs/:ref{.+}`]: (call) => {
    const { world, writable } = call;
    const ref = existing(world, writable, `refs/${call.parameter('ref')}`);
    const sha = call.text('sha') ?? '';
    if (world.git.commit(writable.full_name, sha) === undefined) {
      throw unprocessable('Object does not exist');
    }
    const forward = world.git.succeeds(writable.full_name, ['merge-base', '--is-ancestor', ref.sha, sha]);
    if (!forward && call.body['force'] !== true) {
      throw new GitHubError(422, 'Update is not a fast forward');
    }
    world.git.run(writable.full_name, ['update-ref', ref.name, sha, ref.sha]);
    followGit(world, writable);
    return refJson(world, writable, { ...ref, sha });
  },
  [`DELETE ${git}/refs/:ref{.+}`]: (call) => {
    const { world, writable } = call;
    const ref = existing(world, writable, `refs/${call.parameter('ref')}`);
    world.git.run(writable.full_name, ['update-ref', '-d', ref.name, ref.sha]);
    followGit(world, writable);
    return noContent();
  },
};

interface GitRef {
  /** In full: `refs/heads/main`. */
  readonly name: string;
  readonly sha: string;
  readonly type: string;
}

/** Makes a branch or tag in the bare repository, or refuses as GitHub does. */
export function createRef(world: World, repository: Repository, name: string, sha: string): void {
  if (!name.startsWith('refs/') || name.split('/').length < 3) {
    throw new GitHubError(
      422,
      "Reference name must start with 'refs/' and contain at least one other slash.",
    );
  }
  if (!world.git.succeeds(repository.full_name, ['check-ref-format', name])) {
    throw new GitHubError(422, `${name} is not a valid ref name.`);
  }
  if (!/^[0-9a-f]{40}$/.test(sha) || world.git.commit(repository.full_name, sha) === undefined) {
    throw new GitHubError(422, 'Object does not exist');
  }
  const names = listRefs(world, repository).map((ref) => ref.name);
  if (names.includes(name)) {
    throw new GitHubError(422, 'Reference already exists');
  }
  // Git keeps refs as files: `feature` and `feature/1` cannot both be there.
  if (names.some((other) => other.startsWith(`${name}/`) || name.startsWith(`${other}/`))) {
    throw new GitHubError(422, 'Reference update failed');
  }
  world.git.run(repository.full_name, ['update-ref', name, sha, '0'.repeat(40)]);
  followGit(world, repository);
}

function listRefs(world: World, repository: Repository): GitRef[] {
  const format = '--format=%(objectname) %(objecttype) %(refname)';
  return world.git.lines(repository.full_name, ['for-each-ref', format]).map((line) => {
    const [sha = '', type = '', name = ''] = line.split(' ');
    return { sha, type, name };
  });
}

function existing(world: World, repository: Repository, name: string): GitRef {
  const ref = listRefs(world, repository).find((candidate) => candidate.name === name);
  if (!ref) {
    throw new GitHubError(422, 'Reference does not exist');
  }
  return ref;
}

function refJson(world: World, repository: Repository, ref: GitRef): Record<string, unknown> {
  const url = repositoryUrl(world, repository);
  const stored = world.github.refs.findBy('repo_id', repository.id).find((row) => row.ref === ref.name);
  return {
    ref: ref.name,
    node_id: stored?.node_id ?? nodeId(`Ref:${ref.name}:`, repository.id),
    url: `${url}/git/${ref.name}`,
    object: { sha: ref.sha, type: ref.type, url: `${url}/git/${ref.type}s/${ref.sha}` },
  };
}
