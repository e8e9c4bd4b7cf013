import type { Content } from '../../page/html.ts';
import { html } from '../../page/html.ts';
import type { AuditQuestion, Period } from '../question.ts';
import type { ByVerdict, Listing } from '../summary.ts';

/** How the page words numbers and times. No locale and no clock: the same summary gives the same bytes. */

/** `12,345` */
export function number(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** `1 change`, `2 changes` */
export function counted(value: number, noun: string, nouns = `${noun}s`): string {
  return `${number(value)} ${value === 1 ? noun : nouns}`;
}

/** `less than 1 h`, `7 h`, `3 d 4 h` */
export function span(hours: number): string {
  if (hours < 1) {
    return 'less than 1 h';
  }
  const days = Math.floor(hours / 24);
  const rest = hours % 24;
  return [...(days > 0 ? [`${number(days)} d`] : []), ...(rest > 0 ? [`${rest} h`] : [])].join(' ');
}

/** `2.2%`; what is there is never nothing, and what is missing never all. */
export function share(part: number, all: number): string {
  if (all === 0) {
    return '–';
  }
  const tenths = (part * 1000) / all;
  const shown = part === 0 || part === all ? tenths : Math.min(999, Math.max(1, Math.round(tenths)));
  return `${shown / 10}%`;
}

/** Whole days as `2025-01-01 to 2025-12-31`, the last one included; other periods to the second. */
export function periodWords({ since, until }: Period): string {
  const midnight = 'T00:00:00Z';
  if (!since.endsWith(midnight) || !until.endsWith(midnight)) {
    return `${since} until ${until}`;
  }
  return `${since.slice(0, 10)} to ${new Date(Date.parse(until) - 1).toISOString().slice(0, 10)}`;
}

export function scopeWords({ owner, repositories }: AuditQuestion): string {
  if (owner !== null) {
    return `All repositories of ${owner}`;
  }
  return repositories.length === 1
    ? (repositories[0] ?? '')
    : counted(repositories.length, 'repository', 'repositories');
}

export function sum(verdicts: ByVerdict): number {
  return verdicts.compliant + verdicts.incomplete + verdicts.violated + verdicts.unknown;
}

/** Says of a list that was cut short how much more there is, and where. */
export function restOf({ listed, total }: Listing<unknown>, noun: string, file: string): Content {
  const rest = total - listed.length;
  return rest > 0
    ? html`<p class="note">
        And ${counted(rest, `more ${noun}`)}, in <a href="${file}"><code>${file}</code></a
        >.
      </p>`
    : undefined;
}
