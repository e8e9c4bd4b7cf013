import { styleText } from 'node:util';
import type { ComplianceReport, Verdict } from '../procedure/report.ts';
import { plainReport, type Paint } from '../procedure/reportText.ts';
import { exitCodes, type ExitCode, type Terminal } from './command.ts';

export const exitCodeOf: Readonly<Record<Verdict, ExitCode>> = {
  compliant: exitCodes.compliant,
  incomplete: exitCodes.notCompliant,
  violated: exitCodes.notCompliant,
  unknown: exitCodes.unknown,
};

const colours = {
  done: 'green',
  compliant: 'green',
  waiting: 'yellow',
  incomplete: 'yellow',
  blocked: 'red',
  violated: 'red',
  unknown: 'magenta',
  'not-required': 'gray',
} as const satisfies Record<Parameters<Paint>[0], string>;

/** The report for a person, in colour where standard output is a terminal that shows colours. */
export function reportForPerson(report: ComplianceReport, { stdout }: Terminal): string {
  // Node decides: a terminal that shows colours, and NO_COLOR and FORCE_COLOR.
  const paint: Paint = (status, text) => styleText(colours[status], text, { stream: stdout });
  return `${plainReport(report, paint).join('\n')}\n`;
}
