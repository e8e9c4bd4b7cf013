import type { Fact } from './changeRecord.ts';
import type { RoleId } from './procedure.ts';
import type { StepNumber } from './report.ts';
import { counted, joined, Moment, say, type Text } from '../base/say.ts';

/** How sentences name people, roles, commits and text from outside. */

const longest = 80;

// Control characters, and the marks that reorder or hide text, have no place in a sentence.
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]+/gu;

/** Text from outside, on one line, without control characters, cut at a sensible length. */
export function plain(text: string): string {
  // Cut before cleaning, so that a text of a megabyte costs no more than a short one.
  const line = text
    .slice(0, longest * 4)
    .replace(invisible, ' ')
    .replace(/\s+/gu, ' ')
    .trim();
  const characters = Array.from(line);
  return characters.length > longest ? `${characters.slice(0, longest - 1).join('')}…` : line;
}

/** Text from outside between quotation marks. */
export function quoted(text: string): Text {
  return say`“${plain(text)}”`;
}

export function person(login: string): string {
  return `@${plain(login)}`;
}

/** The first seven characters of a commit's id, as git shows it. */
export function shortSha(sha: string): string {
  return plain(sha).slice(0, 7);
}

export function moment(time: string): Moment {
  return new Moment(time);
}

/** `a, b and c`; of more than `most` only the first, and how many there are besides. */
export function list(names: readonly Text[], conjunction: 'and' | 'or', most = 5): Text {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, say`${rest} more`] : shown;
  const last = all.at(-1) ?? '';
  if (all.length < 2) {
    return last;
  }
  const others = joined(all.slice(0, -1), ', ');
  return conjunction === 'and' ? say`${others} and ${last}` : say`${others} or ${last}`;
}

/** Each role as a group of people. */
export const roleNames: Readonly<Record<RoleId, Text>> = {
  'peer-reviewer': say`peer reviewers`,
  'security-team': say`security team`,
  'qa-team': say`QA team`,
  'engineering-lead': say`engineering leads`,
};

/** Each fact as the beginning of a sentence. */
export const factNames: Readonly<Record<Fact, Text>> = {
  ticket: say`The ticket`,
  pullRequest: say`The pull request`,
  commits: say`The commits`,
  files: say`The changed files`,
  reviews: say`The reviews`,
  checks: say`The checks`,
  deployments: say`The deployments`,
  people: say`The people and their permissions`,
};

/** `step 2`, `steps 2 and 3`. */
export function stepNames(steps: readonly StepNumber[]): Text {
  const numbers = list(steps.map(String), 'and', 6);
  return counted(steps.length, say`step ${numbers}`, say`steps ${numbers}`);
}
