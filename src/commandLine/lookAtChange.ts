import { onOneLine } from '../base/text.ts';
import { HumanError } from '../base/errors.ts';
import { observeChange, observePullRequest } from '../change/observeChange.ts';
import type { Change } from '../change/observedChange.ts';
import { unreadTeams } from '../change/unreadTeams.ts';
import { UsageError } from './command.ts';
import type { Output } from './output.ts';
import type { Site } from './openSite.ts';

/** The options of every command that looks at a change on the host. */
export const changeOptions = {
  pr: { type: 'string' },
  repo: { type: 'string' },
  host: { type: 'string' },
} as const;

/** How they are told by `--help`. */
export const changeOptionsHelp = `  --pr N            The pull request with this number
  --repo REPO       OWNER/NAME, or HOST/OWNER/NAME (default: in GitHub Actions the repository
                    of the workflow, else the one that the current folder is a clone of)
  --host HOST       The GitHub Enterprise Server (default: GH_HOST)`;

/** @throws {UsageError} when it is no number of a pull request. */
export function pullRequestNumber(text: string | undefined): number | undefined {
  if (text === undefined) {
    return undefined;
  }
  const digits = /^#?([1-9]\d{0,8})$/.exec(text)?.[1];
  if (digits === undefined) {
    throw new UsageError('--pr takes the number of a pull request, such as --pr 42');
  }
  return Number(digits);
}

/** Reads and judges a pull request, or without a number the change of the branch that is checked out. */
export async function lookAtChange(
  site: Site,
  number: number | undefined,
  errors: Output,
  signal: AbortSignal,
): Promise<Change> {
  let change: Change;
  try {
    change = await observe(site, number, signal);
  } finally {
    await site.tokens.demandAccepted();
  }
  const { problem } = change.procedureSource;
  if (problem !== undefined) {
    await errors.write(
      `${onOneLine(`change-guide: ${problem}; ENG-PROC-003 as it comes was used instead`)}\n`,
    );
  }
  for (const { reason } of unreadTeams(change.record)) {
    await errors.write(`${onOneLine(`change-guide: ${reason}`)}\n`);
  }
  return change;
}

async function observe(site: Site, number: number | undefined, signal: AbortSignal): Promise<Change> {
  const { clone, codeHost, tracker, base } = site;
  const now = new Date();
  if (number !== undefined) {
    const ports = { ...(clone && { workingCopy: clone.workingCopy }), codeHost, tracker, base };
    return observePullRequest(ports, number, now, signal);
  }
  if (!clone) {
    throw new UsageError('no clone of that repository here; name the pull request with --pr N');
  }
  const ports = { workingCopy: clone.workingCopy, codeHost, tracker, base };
  const observed = await observeChange(ports, now, signal);
  if (observed.kind === 'none') {
    throw new HumanError(
      observed.branch === undefined
        ? 'no branch is checked out here; check one out, or name a pull request with --pr N'
        : `no change is under way on “${observed.branch}”, the base branch; check out a change’s branch, or name a pull request with --pr N`,
    );
  }
  return observed;
}
