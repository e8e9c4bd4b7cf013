import type { Change } from '../../change/observedChange.ts';
import type { AuditedRepository } from '../../change/mergedChanges.ts';
import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import type { Verdict } from '../../procedure/report.ts';
import { plain, shortSha } from '../../procedure/wording.ts';
import { evidenceFacts } from '../fromChange.ts';
import type { Arrival, AuditEntry } from './entry.ts';
import { directPush, exceptionsOf, type AuditException } from './exceptions.ts';
import type { CommitToJudge } from './population.ts';

/** A pull request that has an entry already: its further commits point to that. */
export interface JudgedPull {
  readonly judgedAt: string;
  readonly mergeCommit: string | undefined;
  readonly url: string;
  readonly title: string;
  readonly base: string;
  readonly verdict: Verdict;
  /** What its description says that it reverts. */
  readonly reverts: string | undefined;
  readonly byBot: boolean;
}

/** The first commit of a pull request: it holds the facts. */
export function judgedEntry(
  repository: AuditedRepository,
  commit: CommitToJudge,
  change: Change,
): AuditEntry {
  const { record, report } = change;
  const exceptions = exceptionsOf(record, report, repository.baseBranch);
  const pullRequest = record.pullRequest;
  return {
    ...entry(repository, commit),
    came: {
      by: 'pull-request',
      number: pullRequest?.number ?? 0,
      url: pullRequest?.url ?? '',
      title: pullRequest?.title ?? '',
      base: pullRequest?.baseRef ?? '',
      judgedAt: commit.sha,
    },
    verdict: exceptions.length > 0 ? 'violated' : report.verdict,
    exceptions,
    reverts: revertsOf(record) ?? ofCommit(commit),
    byBot: isByBot(record),
    change: { record, report, procedureSource: evidenceFacts(change).procedureSource },
  };
}

/** A further commit of a pull request that was merged by rebasing it. */
export function furtherEntry(
  repository: AuditedRepository,
  commit: CommitToJudge,
  number: number,
  { judgedAt, url, title, base, verdict, reverts, byBot }: JudgedPull,
): AuditEntry {
  return {
    ...entry(repository, commit),
    came: { by: 'pull-request', number, url, title, base, judgedAt },
    verdict,
    reverts: reverts ?? ofCommit(commit),
    byBot,
  };
}

export function pushedEntry(repository: AuditedRepository, commit: CommitToJudge): AuditEntry {
  const { name } = commit.author;
  return {
    ...entry(repository, commit),
    came: { by: 'push' },
    verdict: 'violated',
    exceptions: [directPush(plain(repository.baseBranch), name === '' ? 'Someone' : plain(name))],
  };
}

/** @param number of its pull request, as far as that is known. */
export function unreadEntry(
  repository: AuditedRepository,
  commit: CommitToJudge,
  number: number | null,
  reason: string,
): AuditEntry {
  return { ...entry(repository, commit), came: { by: 'unknown', number, reason }, verdict: 'unknown' };
}

function entry(
  { owner, name }: AuditedRepository,
  commit: CommitToJudge,
): Omit<AuditEntry, 'came' | 'verdict'> & { readonly exceptions: readonly AuditException[] } {
  const { sha, firstParent, committedAt, misdated, author, subject } = commit;
  return {
    schema: 'audit-entry/1',
    repository: `${owner}/${name}`,
    commit: { sha, firstParent, committedAt, misdated, author, subject },
    exceptions: [],
    reverts: ofCommit(commit),
    byBot: /\[bot\]@users\.noreply\./i.test(commit.author.email),
    change: null,
  };
}

/** What later commits need to know of an entry that was made. */
export function judgedPull({ came, change, verdict, byBot, commit }: AuditEntry): [number, JudgedPull] | [] {
  if (came.by !== 'pull-request' || change === null) {
    return [];
  }
  const { number, url, title, base }: Arrival & { by: 'pull-request' } = came;
  const mergeCommit = change.record.pullRequest?.mergeCommitSha;
  const reverts = revertsOf(change.record);
  return [number, { judgedAt: commit.sha, mergeCommit, url, title, base, verdict, reverts, byBot }];
}

function ofCommit({ reverts }: CommitToJudge): string | null {
  return reverts === null ? null : shortSha(reverts);
}

/** In GitHub's own words: what its Revert button writes. */
function revertsOf({ pullRequest, repository: { owner, name } }: ChangeRecord): string | undefined {
  const { title = '', body = '' } = pullRequest ?? {};
  const [, place = '', number] = /^Reverts ([\w.-]+\/[\w.-]+)?#([1-9]\d{0,8})\b/m.exec(body) ?? [];
  const isHere = place === '' || place.toLowerCase() === `${owner}/${name}`.toLowerCase();
  if (number !== undefined) {
    return `${isHere ? '' : place}#${number}`;
  }
  const what = /^Revert "(.+)"/.exec(title)?.[1];
  return what === undefined ? undefined : plain(what);
}

function isByBot({ pullRequest, people }: ChangeRecord): boolean {
  const author = pullRequest?.author.toLowerCase();
  return Object.entries(people).some(([login, { kind }]) => kind === 'bot' && login.toLowerCase() === author);
}
