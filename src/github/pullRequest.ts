import type { PullRequest } from '../procedure/changeRecord.ts';

/** What we read of the answers that hold pull requests. */
interface Pull {
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body: string | null;
  readonly user: { readonly login: string } | null;
  readonly draft?: boolean;
  readonly state: string;
  readonly created_at: string;
  readonly merged_at: string | null;
  readonly base: { readonly ref: string };
  readonly head: { readonly ref: string; readonly sha: string };
  readonly labels: readonly { readonly name: string }[];
}

export function pullRequestFrom(pull: Pull): PullRequest {
  return {
    number: pull.number,
    url: pull.html_url,
    title: pull.title,
    body: pull.body ?? '',
    author: pull.user?.login ?? 'ghost',
    isDraft: pull.draft ?? false,
    state: pull.merged_at !== null ? 'merged' : pull.state === 'closed' ? 'closed' : 'open',
    createdAt: pull.created_at,
    baseRef: pull.base.ref,
    headRef: pull.head.ref,
    headSha: pull.head.sha,
    labels: pull.labels.map(({ name }) => name),
    ...(pull.merged_at !== null && { mergedAt: pull.merged_at }),
  };
}
