import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import type { PlannedChange } from './plan.ts';

/** A planned change with what only the order of all tells. */
export interface NumberedChange extends PlannedChange {
  readonly index: number;
  readonly ticket: number;
  readonly pull: number;
}

/** Issues and pull requests share one row of numbers, in the order in which they were opened. */
export function numbered(plan: readonly PlannedChange[]): NumberedChange[] {
  const opened = plan
    .flatMap(({ sin, ticketAt, openedAt }, index) =>
      sin === 'direct-push'
        ? []
        : [
            { index, at: ticketAt, kind: 'ticket' as const },
            { index, at: openedAt, kind: 'pull' as const },
          ],
    )
    .sort((one, other) => (one.at === other.at ? one.index - other.index : one.at - other.at));
  const numbers = plan.map(() => ({ ticket: 0, pull: 0 }));
  for (const [place, { index, kind }] of opened.entries()) {
    const own = numbers[index];
    if (own) {
      own[kind] = place + 1;
    }
  }
  return plan.map((change, index) => ({ ...change, index, ...(numbers[index] ?? { ticket: 0, pull: 0 }) }));
}

const areas = ['refunds', 'captures', 'the ledger', 'payouts', 'disputes', 'receipts', 'sessions', 'exports'];
const works = ['Limit', 'Speed up', 'Log', 'Retry', 'Split', 'Check', 'Round', 'Archive'];

export function titleOf(change: NumberedChange, all: readonly NumberedChange[]): string {
  const { author, index, reverts } = change;
  const reverted = reverts === undefined ? undefined : all[reverts];
  if (reverted && reverts !== undefined) {
    return `Revert "${titleOf({ ...reverted, reverts: undefined }, all)}"`;
  }
  if (author.login.endsWith('[bot]')) {
    return `Update dependency fastify to v5.${index}.0`;
  }
  return `${works[index % works.length] ?? ''} ${areas[Math.floor(index / works.length) % areas.length] ?? ''}`;
}

export function branchOf({ sin, ticket, index, reverts, author }: NumberedChange): string {
  if (sin === 'missing-ticket') {
    return `quick-work-of-${author.login}-${index}`;
  }
  const type = author.login.endsWith('[bot]') ? 'chore' : reverts === undefined ? 'feature' : 'fix';
  return `${type}/${ticket}-work-${index}`;
}

/** The description as it was at the merge, and with `isWhole` as it was filled in later. */
export function bodyOf(change: NumberedChange, all: readonly NumberedChange[], isWhole: boolean): string {
  const { sin, ticket, reverts } = change;
  const rollback =
    sin === 'edited-after-merge' && !isWhole ? '<!-- How is it taken back? -->' : 'Revert the merge.';
  const reverted = reverts === undefined ? undefined : all[reverts];
  const summary = reverted ? `Reverts acme/ledger#${reverted.pull}` : 'What the ticket asks for.';
  return `## Summary

${summary}
${sin === 'missing-ticket' ? '' : `\nCloses #${ticket}\n`}
## Testing

Unit tests, and by hand on staging.

## Rollback plan

${rollback}

## Security checklist

${defaultProcedure.pullRequest.securityChecklist.map((item) => `- [x] ${item}`).join('\n')}
`;
}
