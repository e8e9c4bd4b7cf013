import { html, type Html } from '../../page/html.ts';
import { section, table } from '../../page/parts.ts';
import type { AuditSummary, OverTime, TimeBucket } from '../summary.ts';
import { number, sum } from './words.ts';

const width = 900;
const left = 46;
const labels = 30;
/** Exceptions have a scale of their own: among thousands of changes a few would be too low to see. */
const panels = [
  { title: 'Exceptions', top: 22, height: 110, kinds: ['violated', 'pushed', 'unknown'] },
  { title: 'Changes that followed the procedure', top: 170, height: 90, kinds: ['compliant'] },
] as const;

type Kind = (typeof panels)[number]['kinds'][number];

const kindNames: Readonly<Record<Kind, string>> = {
  violated: 'violated',
  pushed: 'pushed directly',
  unknown: 'unknown',
  compliant: 'followed the procedure',
};

/** When it happened: a picture with two scales, and the same as a table. */
export function overTimeSection({ overTime }: AuditSummary): Html {
  const { unit, buckets } = overTime;
  return section(
    'over-time',
    'Over time',
    html`<p class="note">
        By the ${unit} of the merge. The two halves have scales of their own. The table below says the same.
      </p>
      ${hatching}
      <p class="legend" aria-hidden="true">
        ${panels
          .flatMap(({ kinds }) => kinds as readonly Kind[])
          .map(
            (kind) =>
              html`<span
                ><svg viewBox="0 0 14 14" width="14" height="14">
                  ${hatching}
                  <rect class="of-${kind}" x="1" y="1" width="12" height="12"></rect></svg
                >${kindNames[kind]}</span
              >`,
          )}
      </p>
      <div class="scroll" role="region" aria-label="Over time as a picture" tabindex="0">
        ${picture(overTime)}
      </div>`,
    html`<details>
      <summary>Over time in numbers</summary>
      ${table(
        'Over time as a table',
        [titleOf(unit), 'Violated', 'Pushed directly', 'Unknown', 'Followed the procedure', 'All'],
        buckets.map((bucket) => [
          bucket.from,
          number(valueOf(bucket, 'violated')),
          number(valueOf(bucket, 'pushed')),
          number(valueOf(bucket, 'unknown')),
          number(valueOf(bucket, 'compliant')),
          number(sum(bucket.verdicts) + bucket.directPushes + bucket.unreadCommits),
        ]),
      )}
    </details>`,
  );
}

function titleOf(unit: OverTime['unit']): string {
  return unit === 'day' ? 'Day' : unit === 'week' ? 'Week from' : 'Month from';
}

function valueOf({ verdicts, directPushes, unreadCommits }: TimeBucket, kind: Kind): number {
  switch (kind) {
    case 'violated':
      return verdicts.violated + verdicts.incomplete;
    case 'pushed':
      return directPushes;
    case 'unknown':
      return verdicts.unknown + unreadCommits;
    case 'compliant':
      return verdicts.compliant;
  }
}

/** Stripes, so that what was pushed directly differs from what was merged in more than a shade. */
const hatching = html`<svg class="patterns" width="0" height="0" aria-hidden="true">
  <pattern id="stripes" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect class="ground" width="5" height="5"></rect>
    <rect class="stripe" width="2.5" height="5"></rect>
  </pattern>
</svg>`;

function picture({ unit, buckets }: OverTime): Html {
  const { top, height } = panels[1];
  const step = (width - left) / Math.max(1, buckets.length);
  const all = (kind: Kind) => buckets.reduce((total, bucket) => total + valueOf(bucket, kind), 0);
  return html`<svg
    class="chart"
    role="img"
    aria-label="${`By ${unit}: ${number(all('violated'))} changes that violated the procedure, ${number(all('pushed'))} direct pushes, ${number(all('unknown'))} unknown and ${number(all('compliant'))} that followed it; the table below has each ${unit}.`}"
    viewBox="0 0 ${width} ${top + height + labels}"
    width="${width}"
    height="${top + height + labels}"
  >
    ${panels.map((panel) => panelOf(panel, buckets, step))}
    ${labelled(buckets, step).map(
      ({ text, x }) => html`<text class="label" x="${x}" y="${top + height + 18}">${text}</text>`,
    )}
  </svg>`;
}

function panelOf(
  { title, top, height, kinds }: (typeof panels)[number],
  buckets: readonly TimeBucket[],
  step: number,
): Html {
  const most = Math.max(
    1,
    ...buckets.map((bucket) => kinds.reduce((total, kind) => total + valueOf(bucket, kind), 0)),
  );
  return html`<text class="title" x="${left}" y="${top - 8}">${title}</text> ${[0, most].map((value) => {
      const y = rounded(top + height * (1 - value / most));
      return html`<line class="rule" x1="${left}" y1="${y}" x2="${width}" y2="${y}"></line
        ><text class="label" x="${left - 8}" y="${y + 4}" text-anchor="end">${number(value)}</text>`;
    })}
    ${buckets.map((bucket, index) => {
      let below = 0;
      return kinds.map((kind) => {
        const value = valueOf(bucket, kind);
        const tall = (value / most) * height;
        below += tall;
        return value === 0
          ? undefined
          : html`<rect
              class="of-${kind}"
              x="${rounded(left + index * step + step * 0.12)}"
              y="${rounded(top + height - below)}"
              width="${rounded(step * 0.76)}"
              height="${rounded(tall)}"
            ></rect>`;
      });
    })}`;
}

/** The days of as many buckets as there is room for. */
function labelled(buckets: readonly TimeBucket[], step: number): { text: string; x: number }[] {
  const every = Math.max(1, Math.ceil(84 / step));
  return buckets.flatMap(({ from }, index) =>
    index % every === 0 && left + index * step < width - 80
      ? { text: from, x: rounded(left + index * step + step * 0.12) }
      : [],
  );
}

function rounded(value: number): number {
  return Math.round(value * 10) / 10;
}
