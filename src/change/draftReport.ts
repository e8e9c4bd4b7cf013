import type { ChangeRecord, Commit, PullRequest } from '../procedure/changeRecord.ts';
import { evaluate } from '../procedure/evaluate.ts';
import type { ComplianceReport } from '../procedure/report.ts';
import type { ChangeFacts } from './observedChange.ts';
import type { Description } from './pullRequests.ts';

/** What a report on a draft rests on. */
export type DraftFacts = Pick<ChangeFacts, 'procedure' | 'record' | 'viewer'>;

/** What the procedure would say of the change, were this draft submitted now. */
export function reportOnDraft(
  { procedure, record, viewer }: DraftFacts,
  draft: Description & { readonly labels: readonly string[] },
): ComplianceReport {
  const { title, body } = draft;
  const existing = openPullRequest(record);
  if (existing) {
    const labels = [...existing.labels, ...draft.labels];
    return evaluate(procedure, {
      ...record,
      pullRequest: { ...existing, title, body, labels, isDraft: false },
    });
  }
  const pullRequest: PullRequest = {
    number: 0,
    url: '',
    title,
    body,
    author: viewer ?? 'ghost',
    isDraft: false,
    state: 'open',
    createdAt: record.capturedAt,
    baseRef: procedure.baseBranch ?? record.repository.defaultBranch,
    headRef: record.branch.name,
    headSha: record.branch.headSha,
    labels: draft.labels,
  };
  return evaluate(procedure, {
    ...record,
    pullRequest,
    commits: withHead(record, viewer),
    reviews: [],
    // What does not exist yet need not be read.
    unknown: record.unknown.filter(({ fact }) => fact === 'ticket' || fact === 'files'),
  });
}

/** The change's pull request, as far as there is one that a draft could still describe. */
export function openPullRequest({ pullRequest, unknown }: ChangeRecord): PullRequest | undefined {
  const isRead = !unknown.some(({ fact }) => fact === 'pullRequest');
  return isRead && pullRequest?.state === 'open' ? pullRequest : undefined;
}

/** The branch's commits; where they were not read, its head stands for them. */
function withHead(
  { commits, branch, capturedAt }: ChangeRecord,
  viewer: string | undefined,
): readonly Commit[] {
  return commits.some(({ sha }) => sha === branch.headSha)
    ? commits
    : [
        {
          sha: branch.headSha,
          parents: [],
          authors: [viewer ?? null],
          committer: viewer ?? null,
          authoredAt: capturedAt,
          committedAt: capturedAt,
        },
      ];
}
