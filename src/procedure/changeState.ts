import { stepsDone, type Judged } from './stepState.ts';
import { say, type Text } from '../base/say.ts';

export type ChangeTone = 'good' | 'open' | 'blocked' | 'violated' | 'unknown';

/** How the change as a whole stands, in a few words: `3 of 6 steps`, `ready to merge`. */
export function changeState({ record, report }: Pick<Judged, 'record' | 'report'>): {
  readonly words: Text;
  readonly tone: ChangeTone;
} {
  const state = record.pullRequest?.state ?? 'open';
  switch (report.verdict) {
    case 'compliant':
      return { words: state === 'merged' ? say`merged, compliant` : say`ready to merge`, tone: 'good' };
    case 'violated':
      return { words: say`merged, not compliant`, tone: 'violated' };
    case 'unknown':
      return {
        words: state === 'merged' ? say`merged, not all could be read` : say`not all could be read`,
        tone: 'unknown',
      };
    case 'incomplete':
      return {
        words: state === 'closed' ? say`closed` : say`${stepsDone(report)} of ${report.steps.length} steps`,
        tone: report.steps.some(({ status }) => status === 'blocked') ? 'blocked' : 'open',
      };
  }
}
