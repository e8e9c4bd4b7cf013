import { onOneLine } from '../../base/text.ts';
import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import type { ComplianceReport, StepNumber } from '../../procedure/report.ts';
import type { AuditEntry } from './entry.ts';

type Cell = string | number | boolean | null | undefined;

const approvalSteps = [3, 4, 5, 6] as const;

/** What each column holds, by its name. docs/audit.md describes them. */
const columns: readonly (readonly [name: string, of: (entry: AuditEntry) => Cell])[] = [
  ['repository', ({ repository }) => repository],
  ['commit', ({ commit }) => commit.sha],
  ['committed_at', ({ commit }) => commit.committedAt],
  ['misdated', ({ commit }) => commit.misdated],
  ['kind', kindOf],
  ['verdict', ({ verdict }) => verdict],
  ['exceptions', ({ exceptions }) => together(exceptions.map(({ code }) => code))],
  ['pull_request', ({ came }) => (came.by === 'push' ? null : came.number)],
  ['url', ({ came }) => (came.by === 'pull-request' ? came.url : null)],
  ['title', ({ came, commit }) => (came.by === 'pull-request' ? came.title : commit.subject)],
  ['base', ({ came }) => (came.by === 'pull-request' ? came.base : null)],
  ['reverts', ({ reverts }) => reverts],
  ['by_bot', ({ byBot }) => byBot],
  ['ticket', ({ change }) => change?.record.ticket?.key],
  ['author', ({ change, commit }) => change?.record.pullRequest?.author ?? commit.author.name],
  ['opened_at', ({ change }) => change?.record.pullRequest?.createdAt],
  ...approvalSteps.map(
    (step) =>
      [`approved_step_${step}`, ({ change }: AuditEntry) => approversIn(change?.report, step)] as const,
  ),
  ['merged_by', ({ change }) => change?.record.pullRequest?.mergedBy],
  ['merged_at', ({ change }) => change?.record.pullRequest?.mergedAt],
  ...([1, 2, 3, 4, 5, 6] as const).map(
    (step) => [`step_${step}`, ({ change }: AuditEntry) => change?.report.steps[step - 1]?.status] as const,
  ),
  ['why', ({ exceptions }) => together(exceptions.map(({ sentence }) => sentence))],
  ['unread', ({ came, change }) => (came.by === 'unknown' ? came.reason : unreadIn(change?.record))],
  ['judged_at', ({ came }) => (came.by === 'pull-request' ? came.judgedAt : null)],
  ['procedure', ({ change }) => change?.report.procedure.digest],
  ['facts_read_at', ({ change }) => change?.record.capturedAt],
];

export const csvHeader = row(columns.map(([name]) => name));

/** A line of `changes.csv`, by RFC 4180, with its line end. */
export function csvRow(entry: AuditEntry): string {
  return row(columns.map(([, of]) => of(entry)));
}

function kindOf({ came, reverts, byBot }: AuditEntry): string {
  if (came.by !== 'pull-request') {
    return came.by === 'push' ? 'direct push' : 'unknown';
  }
  return reverts !== null ? 'revert' : byBot ? 'bot change' : 'change';
}

function approversIn(report: ComplianceReport | undefined, step: StepNumber): string | undefined {
  const counting = report?.steps[step - 1]?.approvals.filter(({ counts }) => counts);
  return counting && together(counting.map(({ author }) => author));
}

function unreadIn(record: ChangeRecord | undefined): string | undefined {
  return record && together(record.unknown.map(({ fact, reason }) => `${fact}: ${reason}`));
}

function together(texts: readonly string[]): string {
  return texts.join('; ');
}

function row(cells: readonly Cell[]): string {
  return `${cells.map(cell).join(',')}\r\n`;
}

/**
 * Each text in quotes. One that a spreadsheet would take for a formula gets an apostrophe before it, which makes it a
 * text.
 *
 * @see https://owasp.org/www-community/attacks/CSV_Injection
 */
function cell(value: Cell): string {
  if (typeof value !== 'string') {
    return value == null ? '' : String(value);
  }
  const line = onOneLine(value);
  // A space before it, as of a wide character or none to be seen, does not keep every program from calculating.
  const text = /^[\s\p{Cf}]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]/u.test(line) ? `'${line}` : line;
  return `"${text.replaceAll('"', '""')}"`;
}
