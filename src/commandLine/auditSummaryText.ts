import path from 'node:path';
import { styleText } from 'node:util';
import { onOneLine } from '../base/text.ts';
import { auditFiles } from '../evidence/audit/auditFile.ts';
import { exceptionTitles } from '../evidence/audit/exceptionTitles.ts';
import type { AuditOutcome } from '../evidence/audit/ports.ts';
import type { AuditSummary } from '../evidence/audit/summary.ts';
import { counted } from '../evidence/audit/page/words.ts';
import type { Terminal } from './command.ts';

/** The outcome of an audit for a person who just waited for it. */
export function auditSummaryText({ summary }: AuditOutcome, out: string, { stdout }: Terminal): string {
  const { totals, exceptions, sample } = summary;
  const paint = (colour: Parameters<typeof styleText>[0], text: string) =>
    styleText(colour, text, { stream: stdout });
  const { compliant, violated, unknown } = totals.verdicts;
  return [
    `${titleOf(summary)}: ${counted(totals.commits, 'commit')}, ${counted(totals.changes, 'change')}`,
    `  ${paint('green', '✓')} ${compliant} compliant`,
    `  ${paint('red', '✗')} ${violated} violated, ${directPushes(totals.directPushes)}`,
    `  ${paint('magenta', '?')} ${unknown} unknown${couldNotBeRead(totals)}`,
    ...(exceptions.byCode.length === 0 ? [] : ['Exceptions:']),
    ...exceptions.byCode.map(
      ({ code, commits }) => `  ${String(commits).padStart(5)}  ${exceptionTitles[code]} (${code})`,
    ),
    ...unreadRepositories(summary),
    `Wrote ${auditFiles.changes}, ${auditFiles.entries} and ${auditFiles.audit} to ${out}. Open ${path.join(out, auditFiles.page)} to read it.${
      sample
        ? ` The evidence of ${counted(sample.changes.length, 'change')}, drawn with the seed “${sample.seed}”, is in ${path.join(out, auditFiles.sample)}.`
        : ''
    }`,
  ]
    .map((line) => `${onOneLine(line)}\n`)
    .join('');
}

function titleOf({ asked, totals }: AuditSummary): string {
  const { owner, repositories, period, shard } = asked;
  const what = owner === null && repositories.length === 1 ? repositories[0] : (owner ?? 'The repositories');
  const part = shard ? `, part ${shard.number} of ${shard.of}` : '';
  const many = totals.repositories === 1 ? '' : ` in ${totals.repositories} repositories`;
  return `${what ?? ''}, ${period.since} to ${period.until}${part}${many}`;
}

function directPushes(number: number): string {
  return `${number} pushed directly`;
}

function couldNotBeRead({ unreadCommits, unreadRepositories: repositories }: AuditSummary['totals']): string {
  const parts = [
    ...(unreadCommits > 0 ? [`${counted(unreadCommits, 'commit')} that could not be looked at`] : []),
    ...(repositories > 0 ? [`the commits of ${counted(repositories, 'repository', 'repositories')}`] : []),
  ];
  return parts.length === 0 ? '' : `, and ${parts.join(', and ')}; run it again to look once more`;
}

function unreadRepositories({ repositories }: AuditSummary): string[] {
  return repositories.flatMap(({ name, population }) =>
    population.kind === 'unread' ? [`  ${name} could not be read: ${population.reason}`] : [],
  );
}
