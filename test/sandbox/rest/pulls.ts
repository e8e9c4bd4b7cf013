import { noteLandings } from '../entities/landings.ts';
import { changedFiles, commitsBetween, mergeInGit, patchOf } from '../git/pulls.ts';
import { followGit } from '../git/follow.ts';
import type { PullRequest } from '../store.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';
import { closingNumbers } from './closing.ts';
import { createPull } from './createPull.ts';
import { GitHubError } from './errors.ts';
import { refuseMerge, type MergeMethod } from './mergeRules.ts';
import { ownerOf, repositoryUrl } from './represent.ts';
import { created, noContent, type Routes } from './respond.ts';

const pulls = '/repos/:owner/:repo/pulls';
const one = `${pulls}/:number`;

export const pullRoutes: Routes = {
  [`POST ${pulls}`]: async (call) => {
    const pull = createPull(call);
    return created(
      await call.world.ask(`/repos/${call.repository.full_name}/pulls/${pull.number}`, call.user.login),
    );
  },
  [`GET ${one}/files`]: (call) => {
    const { pull, repository, world } = call;
    const files = changedFiles(world, repository, pull.base_sha, pull.head_sha);
    return call.page(files, (file) => {
      const path = file.path.split('/').map(encodeURIComponent).join('/');
      const page = `${world.url}/${repository.full_name}`;
      return {
        sha: file.sha,
        filename: file.path,
        ...(file.previousPath !== undefined && { previous_filename: file.previousPath }),
        status: file.status,
        additions: file.additions,
        deletions: file.deletions,
        changes: file.additions + file.deletions,
        blob_url: `${page}/blob/${pull.head_sha}/${path}`,
        raw_url: `${page}/raw/${pull.head_sha}/${path}`,
        contents_url: `${repositoryUrl(world, repository)}/contents/${path}?ref=${pull.head_sha}`,
        patch: patchOf(world, repository, pull.base_sha, pull.head_sha, file),
      };
    });
  },
  [`GET ${one}/commits`]: async (call) => {
    const { pull, repository, user, world } = call;
    const range = `${pull.base_sha}...${pull.head_sha}`;
    const comparison = await world.ask(`/repos/${repository.full_name}/compare/${range}`, user.login);
    return call.page((comparison as { commits: unknown[] }).commits, (commit) => commit);
  },
  [`GET ${one}/merge`]: (call) => {
    if (!call.pull.merged) {
      throw new GitHubError(404, 'Not Found');
    }
    return noContent();
  },
  [`PUT ${one}/merge`]: (call) => merge(call),
};

function merge(call: Call): unknown {
  const { pull, user, world } = call;
  const repository = call.writable;
  if (pull.state !== 'open' || pull.draft) {
    throw new GitHubError(
      405,
      pull.draft ? 'Pull Request is still a draft' : 'Pull Request is not mergeable',
    );
  }
  const expected = call.text('sha');
  if (expected !== undefined && expected !== pull.head_sha) {
    throw new GitHubError(409, 'Head branch was modified. Review and try the merge again.');
  }
  const method = (call.text('merge_method') ?? 'merge') as MergeMethod;
  if (pull.mergeable === false) {
    throw new GitHubError(405, 'Pull Request is not mergeable');
  }
  refuseMerge(world, repository, pull, method);
  const message = mergeMessage(call, pull, method);
  const merged = commitsBetween(world, repository, pull.base_sha, pull.head_sha);
  const sha = mergeInGit(world, repository, pull, { method, message, by: user });
  const now = new Date().toISOString();
  world.github.pullRequests.update(pull.id, {
    merged: true,
    merged_at: now,
    merged_by_id: user.id,
    merge_commit_sha: sha,
    state: 'closed',
    closed_at: now,
  });
  noteLandings(world, pull, [...merged, sha]);
  closeIssues(call, pull, now);
  followGit(world, repository);
  return { sha, merged: true, message: 'Pull Request successfully merged' };
}

function mergeMessage(call: Call, pull: PullRequest, method: MergeMethod): string {
  const title = mergeHeadline(call.world, pull, method);
  const text = call.text('commit_message') ?? (method === 'merge' ? pull.title : '');
  return [call.text('commit_title') ?? title, text].filter(Boolean).join('\n\n');
}

/** The first line of the commit that a merge makes, as the repository's settings come. */
export function mergeHeadline({ github }: World, pull: PullRequest, method: MergeMethod): string {
  const from = github.repos.get(pull.head_repo_id);
  return method === 'squash'
    ? `${pull.title} (#${pull.number})`
    : `Merge pull request #${pull.number} from ${from ? ownerOf(from) : ''}/${pull.head_ref}`;
}

/** The pull request as an issue, and the issues that it says it closes when it reaches the default branch. */
function closeIssues(call: Call, pull: PullRequest, now: string): void {
  const { github } = call.world;
  const closing = pull.base_ref === call.repository.default_branch ? closingNumbers(pull.body) : [];
  for (const issue of github.issues.findBy('repo_id', pull.repo_id)) {
    if (issue.state === 'open' && [pull.number, ...closing].includes(issue.number)) {
      github.issues.update(issue.id, {
        state: 'closed',
        state_reason: issue.is_pull_request ? null : 'completed',
        closed_at: now,
        closed_by_id: call.user.id,
      });
    }
  }
}
