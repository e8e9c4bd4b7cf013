import { onOneLine } from '../../base/text.ts';
import type { ComplianceReport, StepStatus } from '../../procedure/report.ts';
import { reportOutline } from '../../procedure/reportOutline.ts';
import { plainLabel } from '../text.ts';
import { sentenceRows, type Row } from './page.ts';
import { translated } from '../language.ts';

const icons: Readonly<Record<StepStatus, string>> = {
  done: 'pass-filled',
  waiting: 'circle-large-outline',
  blocked: 'error',
  'not-required': 'circle-slash',
  unknown: 'question',
};

/** The six steps of a report, each with its status, and below an open one the reasons. */
export function stepRows(report: ComplianceReport): readonly Row<never>[] {
  const { steps, reasons } = reportOutline(report);
  return steps.flatMap(({ title, status, words }): readonly Row<never>[] => [
    {
      label: `$(${icons[status]}) ${translated(title)}`,
      description: plainLabel(onOneLine(translated(words))),
      alwaysShow: true,
    },
    ...(status === 'done' || status === 'not-required'
      ? []
      : reasons
          .filter(({ step }) => String(step) === String(title))
          .flatMap(({ sentence }) => sentenceRows('blank', translated(sentence)))),
  ]);
}
