import { onOneLine } from '../base/text.ts';
import type { ComplianceReport, StepStatus, Verdict } from './report.ts';
import { reportOutline } from './reportOutline.ts';

/** Gives a text the look of a status or verdict: colour on a terminal, nothing elsewhere. */
export type Paint = (status: StepStatus | Verdict, text: string) => string;

/** The report for a terminal or a plain text file: lines without a break at the end. */
export function plainReport(report: ComplianceReport, paint: Paint = (_status, text) => text): string[] {
  const { change, verdict, procedure, steps, reasons, needed } = reportOutline(report);
  const width = Math.max(...steps.map(({ title }) => String(title).length));
  return [
    `${onOneLine(change)} under ${onOneLine(procedure)}: ${paint(report.verdict, verdict)}`,
    '',
    ...steps.map(
      ({ mark, title, status, words }) =>
        `${paint(status, mark)} ${String(title).padEnd(width)}  ${paint(status, onOneLine(String(words)))}`,
    ),
    ...section(
      'Why',
      reasons.map(({ step, sentence }) => `${String(step)}: ${onOneLine(String(sentence))}`),
    ),
    ...section(
      'Still needed',
      needed.map((who) => onOneLine(String(who))),
    ),
  ];

  function section(title: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : ['', title, ...lines.map((line) => `  ${line}`)];
  }
}

/** The report as Markdown, to paste into a pull request: lines without a break at the end. */
export function markdownReport(report: ComplianceReport): string[] {
  const { change, verdict, procedure, steps, reasons, needed } = reportOutline(report);
  return [
    `**${markdown(change)} under ${markdown(procedure)}: ${verdict}**`,
    '',
    ...steps.map(({ mark, title, words }) => `- ${mark} ${String(title)}: ${markdown(String(words))}`),
    ...section(
      'Why',
      reasons.map(({ step, sentence }) => `${String(step)}: ${markdown(String(sentence))}`),
    ),
    ...section(
      'Still needed',
      needed.map((who) => markdown(String(who))),
    ),
  ];

  function section(title: string, lines: readonly string[]): string[] {
    return lines.length === 0 ? [] : ['', `**${title}**`, '', ...lines.map((line) => `- ${line}`)];
  }
}

/** Text that is only text: no links, images, HTML or emphasis come of it. Mentions stay, they are meant. */
function markdown(text: string): string {
  return onOneLine(text).replaceAll(/[\\`*_{}[\]<>()#!|~&]/g, String.raw`\$&`);
}
