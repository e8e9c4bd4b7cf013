import { instant } from '../../procedure/instants.ts';
import { stepTexts } from '../../procedure/stepTexts.ts';
import type { ChangeEvidence } from '../statement.ts';
import { timelineOf, type TimelineEvent } from '../timeline.ts';
import { html, type Html } from './html.ts';
import { commit, section, table, when, who } from './parts.ts';

const left = 150;
const laneHeight = 38;
const top = 22;
const narrowest = 34;
const usualWidth = 900;

/** What happened when: a picture with a lane for each step, and the same as a table. */
export function timelineSection({ record, report }: ChangeEvidence): Html {
  const events = timelineOf(record, report);
  const lanes = report.steps.map(({ id, number }) => `${number} ${String(stepTexts[id].title)}`);
  return section(
    'timeline',
    'Timeline',
    html`<p class="note">In the order of events, not to scale. The numbers are those of the table below.</p>
      <div class="scroll" role="region" aria-label="Timeline as a picture" tabindex="0">
        ${picture(events, lanes)}
      </div>`,
    table(
      'Timeline as a table',
      ['No.', 'When', 'Step', 'What', 'Who', 'Commit'],
      events.map((event, index) => [
        index + 1,
        when(event.at),
        event.step,
        event.what,
        event.who === undefined ? '' : who(event.who),
        event.commitSha === undefined ? '' : commit(event.commitSha),
      ]),
    ),
  );
}

function picture(events: readonly TimelineEvent[], lanes: readonly string[]): Html {
  const gap = Math.min(110, Math.max(narrowest, (usualWidth - left) / Math.max(1, events.length)));
  const width = Math.round(left + events.length * gap + 10);
  const height = top + lanes.length * laneHeight + 26;
  const x = (index: number) => Math.round(left + (index + 0.5) * gap);
  const y = (step: number) => top + (step - 0.5) * laneHeight;
  return html`<svg
    class="timeline"
    role="img"
    aria-label="Timeline of ${events.length} events in six lanes, one for each step; the table below says the same."
    viewBox="0 0 ${width} ${height}"
    width="${width}"
    height="${height}"
  >
    ${lanes.map(
      (name, index) =>
        html`<text class="lane" x="0" y="${y(index + 1) + 4}">${name}</text
          ><line
            class="rule"
            x1="${left - 8}"
            y1="${y(index + 1)}"
            x2="${width}"
            y2="${y(index + 1)}"
          ></line>`,
    )}
    ${
      events.length < 2
        ? undefined
        : html`<polyline
            class="way"
            points="${events.map((event, index) => `${x(index)},${y(event.step)}`).join(' ')}"
          ></polyline>`
    }
    ${events.map((event, index) => mark(event, index, x(index), y(event.step)))}
    ${days(events).map(
      ({ day, index }) =>
        html`<line
            class="day"
            x1="${x(index) - gap / 2}"
            y1="${top - 8}"
            x2="${x(index) - gap / 2}"
            y2="${height - 20}"
          ></line
          ><text class="day" x="${x(index) - gap / 2 + 4}" y="${height - 6}">${day}</text>`,
    )}
  </svg>`;
}

function mark({ kind }: TimelineEvent, index: number, x: number, y: number): Html {
  const shape =
    kind === 'merged' || kind === 'made'
      ? html`<rect
          x="${x - 12}"
          y="${y - 12}"
          width="24"
          height="24"
          rx="${kind === 'merged' ? 2 : 7}"
        ></rect>`
      : kind === 'objected' || kind === 'failed'
        ? html`<path d="M${x} ${y - 15}L${x + 15} ${y}L${x} ${y + 15}L${x - 15} ${y}Z"></path>`
        : html`<circle cx="${x}" cy="${y}" r="13"></circle>`;
  return html`<g class="is-${kind}"
    >${shape}<text x="${x}" y="${y + 4}" text-anchor="middle">${index + 1}</text></g
  >`;
}

/** Where a new day begins, as far apart as their names need. */
function days(events: readonly TimelineEvent[]): { day: string; index: number }[] {
  return events
    .map(({ at }, index) => ({ day: instant(at).slice(0, 10), index }))
    .filter(({ day, index }) => day !== events[index - 1]?.at.slice(0, 10));
}
