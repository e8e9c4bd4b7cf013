import type { Fact } from './changeRecord.ts';
import type { RoleId } from './procedure.ts';
import type { StepNumber } from './report.ts';

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
export function quoted(text: string): string {
  return `“${plain(text)}”`;
}

export function person(login: string): string {
  return `@${plain(login)}`;
}

/** The first seven characters of a commit's id, as git shows it. */
export function shortSha(sha: string): string {
  return plain(sha).slice(0, 7);
}

/** `2026-03-04 10:00 UTC`: to the minute, which is enough to find the event. */
export function moment(time: string): string {
  return `${time.slice(0, 10)} ${time.slice(11, 16)} UTC`;
}

export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`;
}

/** `a, b and c`; of more than `most` only the first, and how many there are besides. */
export function list(names: readonly string[], conjunction: 'and' | 'or', most = 5): string {
  const shown = names.length > most ? names.slice(0, most - 1) : names;
  const rest = names.length - shown.length;
  const all = rest > 0 ? [...shown, `${rest} more`] : shown;
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} ${conjunction} ${all.at(-1) ?? ''}`;
}

/** Each role as a group of people. */
export const roleNames: Readonly<Record<RoleId, string>> = {
  'peer-reviewer': 'peer reviewers',
  'security-team': 'security team',
  'qa-team': 'QA team',
  'engineering-lead': 'engineering leads',
};

/** Each fact as the beginning of a sentence. */
export const factNames: Readonly<Record<Fact, string>> = {
  ticket: 'The ticket',
  pullRequest: 'The pull request',
  commits: 'The commits',
  files: 'The changed files',
  reviews: 'The reviews',
  checks: 'The checks',
  deployments: 'The deployments',
  people: 'The people and their permissions',
};

/** `step 2`, `steps 2 and 3`. */
export function stepNames(steps: readonly StepNumber[]): string {
  return `${steps.length === 1 ? 'step' : 'steps'} ${list(steps.map(String), 'and', 6)}`;
}
