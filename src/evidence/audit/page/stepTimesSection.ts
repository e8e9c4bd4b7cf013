import { stepTexts } from '../../../procedure/stepTexts.ts';
import { html, type Html } from '../../page/html.ts';
import { section, table } from '../../page/parts.ts';
import type { AuditSummary, StepTime } from '../summary.ts';
import { number, span } from './words.ts';

const width = 900;
const left = 170;
const right = 190;
const rowHeight = 34;

const names: Readonly<Record<StepTime['step'], string>> = {
  2: `2 ${String(stepTexts['pull-request'].title)}`,
  3: `3 ${String(stepTexts['peer-review'].title)}`,
  4: `4 ${String(stepTexts['security-review'].title)}`,
  5: `5 ${String(stepTexts.qa.title)}`,
  6: `6 ${String(stepTexts['final-approval'].title)}`,
  merge: 'Merge',
};

/** How long the steps took: a picture, and the same as a table. */
export function stepTimesSection({ steps }: AuditSummary): Html {
  return section(
    'step-times',
    'Time in each step',
    steps.length === 0
      ? html`<p>No change went through the steps.</p>`
      : html`<p class="note">
            From the ticket to the pull request, then to the last approval that counts in each step, then to
            the merge. The bar ends at the median, the line at what nine in ten changes took at most.
          </p>
          <div class="scroll" role="region" aria-label="Time in each step as a picture" tabindex="0">
            ${picture(steps)}
          </div>
          ${table(
            'Time in each step as a table',
            ['Step', 'Changes', 'Median', 'Nine in ten within', 'Longest'],
            steps.map(({ step, changes, hours }) => [
              names[step],
              number(changes),
              span(hours.median),
              span(hours.p90),
              span(hours.longest),
            ]),
          )}`,
  );
}

function picture(steps: readonly StepTime[]): Html {
  const most = Math.max(1, ...steps.map(({ hours }) => hours.p90));
  const height = steps.length * rowHeight + 8;
  const x = (hours: number) => Math.round(left + (hours / most) * (width - left - right));
  return html`<svg
    class="chart"
    role="img"
    aria-label="${`Median time in each step: ${steps.map(({ step, hours }) => `${names[step]} ${span(hours.median)}`).join(', ')}.`}"
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    ${steps.map(({ step, hours }, index) => {
      const y = index * rowHeight + 8;
      const end = Math.max(x(hours.median), x(hours.p90));
      return html`<text class="lane" x="0" y="${y + 15}">${names[step]}</text
        ><line class="within" x1="${x(0)}" y1="${y + 10}" x2="${x(hours.p90)}" y2="${y + 10}"></line
        ><line class="within" x1="${x(hours.p90)}" y1="${y + 4}" x2="${x(hours.p90)}" y2="${y + 16}"></line
        ><rect
          class="median"
          x="${x(0)}"
          y="${y + 2}"
          width="${Math.max(2, x(hours.median) - x(0))}"
          height="16"
        ></rect
        ><text class="label" x="${end + 8}" y="${y + 15}">${span(hours.median)} · ${span(hours.p90)}</text>`;
    })}
  </svg>`;
}
