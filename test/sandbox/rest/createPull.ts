import { insertPull } from '../entities/pull.ts';
import { sameText } from '../entities/text.ts';
import { branchSha } from '../git/branches.ts';
import { commitsBetween } from '../git/pulls.ts';
import type { PullRequest, Repository } from '../store.ts';
import type { Call } from './call.ts';
import { forbidden, invalid, type FieldError } from './errors.ts';
import { canWrite } from './permissions.ts';
import { ownerOf } from './represent.ts';

/** Opens a pull request from a branch of the repository, or of a fork of it, or refuses as GitHub does. */
export function createPull(call: Call): PullRequest {
  const { repository, world } = call;
  const base = call.text('base') ?? '';
  const head = headOf(call);
  const shas = {
    head: branchSha(world, head.repository, head.ref),
    base: branchSha(world, repository, base),
  };
  if (shas.head === undefined || shas.base === undefined) {
    throw invalid(
      ...(['head', 'base'] as const).filter((side) => shas[side] === undefined).map(field('invalid')),
    );
  }
  if (!canWrite(world, head.repository, call.user)) {
    throw forbidden();
  }
  const title = call.text('title')?.trim();
  if (title === undefined || title === '') {
    throw invalid({ resource: 'PullRequest', field: 'title', code: 'missing_field' });
  }
  const from = world.git.folder(head.repository.full_name);
  world.git.run(repository.full_name, ['fetch', '--quiet', '--no-tags', from, `refs/heads/${head.ref}`]);
  if (commitsBetween(world, repository, shas.base, shas.head).length === 0) {
    throw custom(`No commits between ${base} and ${head.ref}`);
  }
  const open = world.github.pullRequests
    .findBy('repo_id', repository.id)
    .filter(({ state }) => state === 'open');
  if (
    open.some(
      (pull) =>
        pull.head_repo_id === head.repository.id && pull.head_ref === head.ref && pull.base_ref === base,
    )
  ) {
    throw custom(`A pull request already exists for ${ownerOf(head.repository)}:${head.ref}.`);
  }
  return insertPull(world, repository, {
    author: call.user.id,
    title,
    body: call.text('body') ?? null,
    draft: call.body['draft'] === true,
    head: { ...head, sha: shas.head },
    base: { ref: base, sha: shas.base },
  });
}

/** `branch`, or `owner:branch`, which may be of a fork. */
function headOf(call: Call): { readonly repository: Repository; readonly ref: string } {
  const { repository, world } = call;
  const [, owner, ref] = /^([^:]*):(.*)$/.exec(call.text('head') ?? '') ?? [];
  if (owner === undefined || ref === undefined || sameText(owner, ownerOf(repository))) {
    return { repository, ref: ref ?? call.text('head') ?? '' };
  }
  const fork = world.github.repos
    .findBy('forked_from_id', repository.id)
    .find((candidate) => sameText(ownerOf(candidate), owner));
  if (!fork) {
    throw invalid(field('invalid')('head'));
  }
  return { repository: fork, ref };
}

function field(code: FieldError['code']): (name: string) => FieldError {
  return (name) => ({ resource: 'PullRequest', field: name, code });
}

function custom(message: string): Error {
  return invalid({ resource: 'PullRequest', code: 'custom', message });
}
