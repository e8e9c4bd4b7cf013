import { insertPull } from '../entities/pull.ts';
import { commitsBetween } from '../git/pulls.ts';
import type { PullRequest, Repository } from '../store.ts';
import type { Call } from './call.ts';
import { invalid, type FieldError } from './errors.ts';

/** Opens a pull request between two branches of the repository, or refuses as GitHub does. */
export function createPull(call: Call): PullRequest {
  const { world } = call;
  const repository = call.writable;
  const base = call.text('base') ?? '';
  const head = headBranch(call, repository);
  const shas = { head: branchSha(call, repository, head), base: branchSha(call, repository, base) };
  if (!shas.head || !shas.base) {
    throw invalid(...(['head', 'base'] as const).filter((side) => !shas[side]).map(field('invalid')));
  }
  const title = call.text('title')?.trim();
  if (!title) {
    throw invalid({ resource: 'PullRequest', field: 'title', code: 'missing_field' });
  }
  if (commitsBetween(world, repository, shas.base, shas.head).length === 0) {
    throw custom(`No commits between ${base} and ${head}`);
  }
  const open = world.github.pullRequests
    .findBy('repo_id', repository.id)
    .filter(({ state }) => state === 'open');
  if (open.some((pull) => pull.head_ref === head && pull.base_ref === base)) {
    throw custom(`A pull request already exists for ${call.parameter('owner')}:${head}.`);
  }
  return insertPull(world, repository, {
    author: call.user.id,
    title,
    body: call.text('body') ?? null,
    draft: call.body['draft'] === true,
    head: { ref: head, sha: shas.head },
    base: { ref: base, sha: shas.base },
  });
}

/** `branch`, or `owner:branch`; the sandbox has no forks. */
function headBranch(call: Call, repository: Repository): string {
  const head = call.text('head') ?? '';
  const [owner = ''] = repository.full_name.split('/');
  return head.startsWith(`${owner}:`) ? head.slice(owner.length + 1) : head;
}

function branchSha(call: Call, repository: Repository, name: string): string | undefined {
  return call.world.github.branches.findBy('repo_id', repository.id).find((branch) => branch.name === name)
    ?.sha;
}

function field(code: FieldError['code']): (name: string) => FieldError {
  return (name) => ({ resource: 'PullRequest', field: name, code });
}

function custom(message: string): Error {
  return invalid({ resource: 'PullRequest', code: 'custom', message });
}
