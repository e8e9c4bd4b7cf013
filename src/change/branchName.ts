import { say, type Text } from '../base/say.ts';

/** What a branch name of the procedure's pattern is made of. */
export interface BranchNameParts {
  readonly type: string;
  /** `#42` or `42`; undefined while the ticket does not exist yet, and `{ticket}` then stays in the name. */
  readonly ticket: string | undefined;
  readonly slug: string;
}

/** Fills the procedure's `branch.name`, such as `{type}/{ticket}-{slug}`. */
export function branchNameFrom(pattern: string, { type, ticket, slug }: BranchNameParts): string {
  const name = pattern.replaceAll('{type}', () => type).replaceAll('{slug}', () => slug);
  return ticket === undefined ? name : withTicket(name, ticket);
}

/** The name with the ticket's key in the place that was kept for it. */
export function withTicket(name: string, ticket: string): string {
  return name.replaceAll('{ticket}', () => ticket.replace(/^#/, ''));
}

/** The ticket's key that a branch name holds, `42` or `PAY-7`, when the name follows the pattern. */
export function ticketIn(name: string, pattern: string): string | undefined {
  const source = pattern
    .split(/(\{(?:type|ticket|slug)\})/)
    .map((part) => {
      switch (part) {
        case '{type}':
          return '[^/]+';
        case '{ticket}':
          return '(\\d+|[A-Za-z][A-Za-z0-9]*-\\d+)';
        case '{slug}':
          return '\\S+';
        default:
          return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      }
    })
    .join('');
  return new RegExp(`^${source}$`).exec(name)?.[1];
}

// GitHub takes refs up to 255 bytes, `refs/heads/` included; a ref is a file, and file systems stop there too.
const longestNameInBytes = 244;

/**
 * Why a branch can't have this name, in a sentence; undefined when it can.
 *
 * @param taken the names of all branches, here and on the remote.
 * @see https://git-scm.com/docs/git-check-ref-format
 */
export function branchNameProblem(name: string, taken: Iterable<string>): Text | undefined {
  return formProblem(name) ?? takenProblem(name, taken);
}

function formProblem(name: string): Text | undefined {
  if (name === '') {
    return say`The branch needs a name.`;
  }
  if (/\s/.test(name)) {
    return say`A branch name can’t hold spaces. Use “-” instead.`;
  }
  // oxlint-disable-next-line no-control-regex -- git refuses control characters, so we look for them
  const illegal = /[\u0000-\u001f\u007f~^:?*[\\]|@\{|\.\.|\/\//.exec(name);
  if (illegal) {
    return say`A branch name can’t hold ${printable(illegal[0])}.`;
  }
  if (name.startsWith('-') || name.startsWith('/')) {
    return say`A branch name can’t start with “${name.charAt(0)}”.`;
  }
  if (name.endsWith('.') || name.endsWith('/')) {
    return say`A branch name can’t end with “${name.slice(-1)}”.`;
  }
  const parts = name.split('/');
  if (parts.some((part) => part.startsWith('.'))) {
    return say`No part of a branch name can start with “.”.`;
  }
  if (parts.some((part) => part.toLowerCase().endsWith('.lock'))) {
    return say`No part of a branch name can end with “.lock”.`;
  }
  if (name === '@' || name.toUpperCase() === 'HEAD' || name.startsWith('refs/')) {
    return say`“${name}” means something else to git. Choose another name.`;
  }
  if (/^[0-9a-f]{40}$/i.test(name)) {
    return say`GitHub takes no branch name that looks like a commit. Choose another name.`;
  }
  if (new TextEncoder().encode(name).length > longestNameInBytes) {
    return say`The branch name is too long: ${longestNameInBytes} bytes at most.`;
  }
  return undefined;
}

/** Compared without regard to case: on macOS and Windows git keeps refs as files that differ by more than case. */
function takenProblem(name: string, taken: Iterable<string>): Text | undefined {
  const wanted = name.toLowerCase();
  for (const other of taken) {
    const existing = other.toLowerCase();
    if (existing === wanted) {
      return say`The branch “${other}” exists already. Choose another name.`;
    }
    // refs are files: a branch can't be a folder of another one.
    if (existing.startsWith(`${wanted}/`) || wanted.startsWith(`${existing}/`)) {
      return say`Git can’t keep this name beside the branch “${other}”. Choose another name.`;
    }
  }
  return undefined;
}

function printable(text: string): Text {
  return /[\p{L}\p{N}\p{P}\p{S}]/u.test(text) ? say`“${text}”` : say`control characters`;
}
