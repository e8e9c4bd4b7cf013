import { stepsDone, type Judged } from './stepState.ts';

export type ChangeTone = 'good' | 'open' | 'blocked' | 'violated' | 'unknown';

/** How the change as a whole stands, in a few words: `3 of 6 steps`, `ready to merge`. */
export function changeState({ record, report }: Pick<Judged, 'record' | 'report'>): {
  readonly words: string;
  readonly tone: ChangeTone;
} {
  const state = record.pullRequest?.state ?? 'open';
  switch (report.verdict) {
    case 'compliant':
      return { words: state === 'merged' ? 'merged, compliant' : 'ready to merge', tone: 'good' };
    case 'violated':
      return { words: 'merged, not compliant', tone: 'violated' };
    case 'unknown':
      return {
        words: state === 'merged' ? 'merged, not all could be read' : 'not all could be read',
        tone: 'unknown',
      };
    case 'incomplete':
      return {
        words: state === 'closed' ? 'closed' : `${stepsDone(report)} of ${report.steps.length} steps`,
        tone: report.steps.some(({ status }) => status === 'blocked') ? 'blocked' : 'open',
      };
  }
}
