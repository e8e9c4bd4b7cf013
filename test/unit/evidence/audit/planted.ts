import type { AuditEntry } from '../../../../src/evidence/audit/entry.ts';
import type { Period } from '../../../sandbox/period/period.ts';
import type { SinKind } from '../../../sandbox/period/sins.ts';
import type { ExceptionCode } from '../../../../src/evidence/audit/exceptionTitles.ts';

/** By which exceptions each kind of sin is known; one of them is enough. */
const codes: Readonly<Record<SinKind, readonly ExceptionCode[]>> = {
  'direct-push': ['push.direct'],
  'early-merge': ['approvals.missing'],
  'self-approval': ['approval.author', 'approval.contributor'],
  'stale-approval': ['approval.stale'],
  'missing-ticket': ['ticket.missing'],
  'same-person-twice': ['approval.other-role'],
  'final-after-merge': ['approval.after-merge'],
  'final-out-of-order': ['approval.out-of-order'],
  'other-branch': ['merge.other-branch'],
  'admin-bypass': ['merge.bypass'],
  'edited-after-merge': ['pr.section-empty'],
};

/** What an audit says of each commit, from its `audit.ndjson`. */
export function entriesIn(text: string): AuditEntry[] {
  return text
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as AuditEntry);
}

/** Sins that were not found as what they are, and what was found where nothing was planted. */
export function misjudged({ sins }: Period, entries: readonly AuditEntry[]): string[] {
  const numberOf = ({ came }: AuditEntry) => (came.by === 'pull-request' ? came.number : undefined);
  const isOf = (entry: AuditEntry, { commit, pull }: Period['sins'][number]) =>
    pull === undefined ? entry.commit.sha === commit : numberOf(entry) === pull;
  const missed = sins.filter(
    (sin) =>
      !entries.some(
        (entry) => isOf(entry, sin) && entry.exceptions.some(({ code }) => codes[sin.kind].includes(code)),
      ),
  );
  const invented = entries.filter(
    (entry) =>
      (entry.exceptions.length > 0 || entry.verdict !== 'compliant') && !sins.some((sin) => isOf(entry, sin)),
  );
  return [
    ...missed.map(
      ({ kind, pull, commit }) => `missed: ${kind} of ${pull === undefined ? commit : `#${pull}`}`,
    ),
    ...invented.map(
      (entry) =>
        `invented: ${entry.verdict} ${entry.exceptions.map(({ code }) => code).join(' ')} of ${numberOf(entry) ?? entry.commit.sha}`,
    ),
  ];
}
