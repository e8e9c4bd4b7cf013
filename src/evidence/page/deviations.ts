import type { ComplianceReport, Finding, StepNumber } from '../../procedure/report.ts';
import { factNames, stepNames } from '../../procedure/wording.ts';
import type { ChangeEvidence } from '../statement.ts';
import { html, type Html } from './html.ts';
import { section } from './parts.ts';
import { severityNames } from './steps.ts';

/** What is not as the procedure asks, and what could not be read: plainly, and before all details. */
export function deviationsSection({ record, report }: ChangeEvidence): Html {
  const found = (['error', 'unknown', 'warning'] as const).flatMap((severity) => told(report, severity));
  const unread = [
    ...record.unknown.map(({ fact, reason }) => html`<li>${factNames[fact]}: ${reason}</li>`),
    ...Object.entries(record.teams).flatMap(([team, members]) =>
      'unknown' in members ? [html`<li>The members of <code>${team}</code>: ${members.unknown}</li>`] : [],
    ),
  ];
  return section(
    'deviations',
    'Deviations and unknowns',
    found.length === 0
      ? html`<p>
          None: nothing deviates from the procedure, and nothing that the answer rests on is unknown.
        </p>`
      : html`<ul class="findings">
          ${found}
        </ul>`,
    html`<h3>What could not be read</h3>`,
    unread.length === 0
      ? html`<p>Everything that was asked for was read.</p>`
      : html`<ul>
          ${unread}
        </ul>`,
  );
}

/** What several steps say in the same words is said once. */
function told({ steps }: ComplianceReport, severity: Finding['severity']): Html[] {
  const places = new Map<string, StepNumber[]>();
  for (const { number, findings } of steps) {
    for (const { message } of findings.filter((finding) => finding.severity === severity)) {
      places.set(message, [...(places.get(message) ?? []), number]);
    }
  }
  return [...places].map(
    ([message, numbers]) =>
      html`<li class="is-${severity}">
        <b>${severityNames[severity]}</b> in ${stepNames(numbers)}: ${message}
      </li>`,
  );
}
