import type { ChangeRecord, Fact, PullRequest } from '../procedure/changeRecord.ts';
import { evaluate } from '../procedure/evaluate.ts';
import type { Procedure, RoleId } from '../procedure/procedure.ts';
import type { ComplianceReport, Finding } from '../procedure/report.ts';
import { ticketIn } from './branchName.ts';
import type { ChangeFacts } from './observedChange.ts';
import { parseDraft } from './pullRequestDraft.ts';
import { branchOfRef, isNoCommit, type PushedRef } from './push.ts';
import type { PushedClone } from './pushedClone.ts';
import { ticketNamedIn } from './ticketLinks.ts';

/** One thing that a push does to the procedure, or that is still open when it is made. */
export type PushPoint =
  | { readonly kind: 'base-branch' | 'ticket'; readonly finding: Finding }
  /** Open points of the description, from the draft or else from the pull request. */
  | {
      readonly kind: 'description';
      readonly from: 'draft' | 'pull-request';
      readonly findings: readonly Finding[];
    }
  /** With these files the security team has to review the change, which it did not before. */
  | {
      readonly kind: 'security';
      readonly files: readonly { readonly path: string; readonly pattern: string }[];
    }
  /** Approvals that count now, and will not any more. */
  | { readonly kind: 'stale'; readonly approvals: readonly StaleApproval[] };

interface StaleApproval {
  readonly author: string;
  readonly role: RoleId;
}

export interface PushedBranch {
  readonly clone: Pick<PushedClone, 'changedFiles' | 'changeDigest' | 'commitOf'>;
  readonly ref: PushedRef;
  /** The branch's name in this clone. */
  readonly branch: string;
  /** False for a push to a fork, where even its default branch is the developer's own. */
  readonly toBaseRepository: boolean;
  readonly known: ChangeFacts | undefined;
  /** The text of the draft. */
  readonly draft: string | undefined;
  readonly rememberedTicket: string | undefined;
  readonly procedure: Procedure;
  readonly defaultBranch: string;
  /** The newest commit of the base branch that this clone has. */
  readonly baseCommit: string;
}

/** What there is to say about the push of one branch, in the order in which it is to be told. */
export async function judgeBranch(pushed: PushedBranch): Promise<PushPoint[]> {
  const { clone, ref, baseCommit, procedure } = pushed;
  const before = isNoCommit(ref.remoteSha) ? undefined : await clone.commitOf(ref.remoteSha);
  const [filesAfter, filesBefore] = await Promise.all([
    clone.changedFiles(baseCommit, ref.localSha),
    before === undefined ? [] : clone.changedFiles(baseCommit, before),
  ]);
  const patchIds = await patchIdsOf(pushed, [ref.localSha, ...(before === undefined ? [] : [before])]);
  const after = evaluate(procedure, recordAt(pushed, ref.localSha, { files: filesAfter, patchIds }));
  const earlier = evaluate(
    procedure,
    recordAt(pushed, before ?? ref.remoteSha, { files: filesBefore, patchIds }),
  );
  const intoBase = findingsOf(after, 'branch.is-base');
  if (intoBase[0]) {
    // A fork's own copy, and a base branch that this push creates, are nobody's loss.
    return pushed.toBaseRepository && !isNoCommit(ref.remoteSha)
      ? [{ kind: 'base-branch', finding: intoBase[0] }]
      : [];
  }
  return [
    ...findingsOf(after, 'ticket.missing').map((finding) => ({ kind: 'ticket' as const, finding })),
    ...descriptionPoint(pushed, after),
    ...securityPoint(earlier, after),
    ...stalePoint(earlier, after),
  ];
}

function findingsOf<Code extends Finding['code']>(
  { steps }: ComplianceReport,
  ...codes: readonly Code[]
): Extract<Finding, { code: Code }>[] {
  const wanted: ReadonlySet<string> = new Set(codes);
  return steps.flatMap(({ findings }) =>
    findings.filter((finding): finding is Extract<Finding, { code: Code }> => wanted.has(finding.code)),
  );
}

function descriptionPoint({ draft, known }: PushedBranch, after: ComplianceReport): PushPoint[] {
  if (draft === undefined && openPullRequest(known) === undefined) {
    return [];
  }
  const findings = findingsOf(
    after,
    'pr.section-missing',
    'pr.section-empty',
    'checklist.item-missing',
    'checklist.unanswered',
    'checklist.no-reason',
  );
  const from = draft === undefined ? 'pull-request' : 'draft';
  return findings.length === 0 ? [] : [{ kind: 'description', from, findings }];
}

function securityPoint(earlier: ComplianceReport, after: ComplianceReport): PushPoint[] {
  const reasons = ['impact.path', 'impact.label', 'impact.requested', 'checklist.not-applicable'] as const;
  const files = findingsOf(after, 'impact.path').map(({ data }) => data);
  return files.length === 0 || findingsOf(earlier, ...reasons).length > 0
    ? []
    : [{ kind: 'security', files }];
}

function stalePoint(earlier: ComplianceReport, after: ComplianceReport): PushPoint[] {
  const approvals = earlier.steps.flatMap(({ number, role, approvals: counted }) => {
    const then = after.steps.find((step) => step.number === number)?.approvals ?? [];
    const isStale = (review: string) =>
      then.some((approval) => approval.review === review && approval.reason === 'approval.stale');
    return role === 'developer'
      ? []
      : counted
          .filter(({ counts, review }) => counts && isStale(review))
          .map(({ author }) => ({ author, role }));
  });
  return approvals.length === 0 ? [] : [{ kind: 'stale', approvals }];
}

function openPullRequest(known: ChangeFacts | undefined): PullRequest | undefined {
  const pullRequest = known?.record.pullRequest ?? undefined;
  return pullRequest?.state === 'open' ? pullRequest : undefined;
}

/** The change as it would stand at a commit: what is known of it, with the head moved there. */
function recordAt(
  pushed: PushedBranch,
  head: string,
  { files, patchIds }: Pick<ChangeRecord, 'files' | 'patchIds'>,
): ChangeRecord {
  const { known, ref, defaultBranch } = pushed;
  const record = known?.record;
  const pullRequest = pullRequestAt(pushed, head);
  const isAmong = record?.commits.some(({ sha }) => sha === head) ?? false;
  const ticket = ticketKeyOf(pushed);
  const read = (unread: Fact) =>
    record?.unknown.filter(({ fact }) => fact !== unread && fact !== 'files') ?? [];
  return {
    ...(record ?? emptyRecord),
    repository: record?.repository ?? { ...emptyRecord.repository, defaultBranch },
    branch: { name: branchOfRef(ref.remoteRef) ?? pushed.branch, headSha: head },
    // A ticket that has a name is there, as far as one can say offline.
    ticket: null,
    pullRequest,
    // The rules want to find the head among the commits; who wrote this one they learn after the push.
    commits: isAmong ? (record?.commits ?? []) : [...(record?.commits ?? []), { ...unreadCommit, sha: head }],
    files,
    patchIds,
    unknown:
      ticket === undefined
        ? read('ticket')
        : [...read('ticket'), { fact: 'ticket', reason: 'a push is judged offline' }],
  };
}

/** What keeps an approval over a rebase, where the procedure says so. */
async function patchIdsOf(
  { clone, known, procedure, baseCommit }: PushedBranch,
  commits: readonly string[],
): Promise<ChangeRecord['patchIds']> {
  const patchIds = { ...known?.record.patchIds };
  if (openPullRequest(known) && procedure.approvals.stale === 'keep-if-unchanged') {
    for (const commit of commits.filter((sha) => !Object.hasOwn(patchIds, sha))) {
      const digest = await clone.changeDigest(baseCommit, commit);
      if (digest !== undefined) {
        patchIds[commit] = digest;
      }
    }
  }
  return patchIds;
}

function pullRequestAt(pushed: PushedBranch, head: string): PullRequest | null {
  const { known, draft, ref, branch } = pushed;
  const open = openPullRequest(known);
  if (draft === undefined) {
    return open ? { ...open, headSha: head } : null;
  }
  const { title, body } = parseDraft(draft);
  const headRef = branchOfRef(ref.remoteRef) ?? branch;
  const baseRef = pushed.procedure.baseBranch ?? pushed.defaultBranch;
  return { ...plannedPullRequest, baseRef, headRef, ...open, title, body, headSha: head };
}

function ticketKeyOf({
  known,
  rememberedTicket,
  branch,
  procedure,
  draft,
}: PushedBranch): string | undefined {
  return (
    rememberedTicket ??
    ticketIn(branch, procedure.branch.name) ??
    known?.record.ticket?.key ??
    ticketNamedIn(draft ?? openPullRequest(known)?.body ?? '')
  );
}

// Nothing that is judged here depends on these times: the records are only compared with one another.
const noTime = '1970-01-01T00:00:00Z';

const unreadCommit = { parents: [], authors: [], committer: null, authoredAt: noTime, committedAt: noTime };

const plannedPullRequest = {
  number: 0,
  url: '',
  author: '',
  isDraft: false,
  state: 'open',
  createdAt: noTime,
  labels: [],
} as const;

const emptyRecord = {
  schema: 'change-record/1',
  capturedAt: noTime,
  repository: { host: '', owner: '', name: '', defaultBranch: '' },
  reviews: [],
  checks: [],
  deployments: [],
  patchIds: {},
  people: {},
  teams: {},
} as const;
