import { randomUUID } from 'node:crypto';
import { appendFile } from 'node:fs/promises';
import { HumanError, sentenceOf } from '../base/errors.ts';
import type { Change } from '../change/observedChange.ts';
import { procedureStatusName } from '../change/procedureStatus.ts';
import { showStatus } from '../change/showStatus.ts';
import type { ComplianceReport } from '../procedure/report.ts';
import { markdownReport } from '../procedure/reportText.ts';
import { actionsRunUrl, eventSubject, isInActions } from './actions.ts';
import { exitCodes, UsageError, worstOf, type Command, type ExitCode } from './command.ts';
import { changeOptions, changeOptionsHelp, lookAtChange, pullRequestNumber } from './lookAtChange.ts';
import { openSite, type Site } from './openSite.ts';
import { Output } from './output.ts';
import type { Outside } from './outside.ts';
import { noArguments, parseOptions } from './parseOptions.ts';
import { exitCodeOf, reportForPerson } from './printReport.ts';

export function checkCommand(outside: Outside): Command {
  return {
    help: `Judge a pull request in CI: print the report, write the job's summary, and set the commit status
\`${procedureStatusName}\` on its head, which branch protection can require.

Usage: change-guide check [--pr N] [--if-any] [--no-status] [--target-url URL] [--repo REPO]
                          [--host HOST]

${changeOptionsHelp}
  --if-any          Exit with 0 when the event is about no open pull request
  --no-status       Set no commit status
  --target-url URL  Where the status links to (default: the run in GitHub Actions, else the
                    pull request)

Without --pr, in GitHub Actions, it is the pull request of the event, or each open one whose
head is the commit of the event.

Exit codes: 0 compliant, 1 incomplete or violated, 2 bad usage or bad input, 3 unknown, or
nothing to judge.

Examples:
  change-guide check --pr 42
  change-guide check --pr 42 --no-status
  change-guide check --if-any
`,
    async run(args, terminal) {
      const { values, positionals } = parseOptions(args, {
        ...changeOptions,
        'if-any': { type: 'boolean' },
        'no-status': { type: 'boolean' },
        'target-url': { type: 'string' },
      });
      noArguments(positionals);
      const link = webAddress(values['target-url']);
      const number = pullRequestNumber(values.pr);
      const { signal } = new AbortController();
      const site = await openSite(values, outside, signal);
      const numbers = number === undefined ? await ofTheEvent(site, outside, signal) : [number];
      const output = new Output(terminal.stdout);
      const errors = new Output(terminal.stderr);
      if (numbers.length === 0) {
        await output.write(
          'No open pull request has the commit of this event as its head: nothing to judge.\n',
        );
        return values['if-any'] === true ? exitCodes.compliant : exitCodes.unknown;
      }
      const codes: ExitCode[] = [];
      for (const each of numbers) {
        const change = await lookAtChange(site, each, errors, signal);
        await output.write(asPlainOutput(reportForPerson(change.report, terminal), outside));
        await writeSummary(change.report, outside);
        if (values['no-status'] !== true) {
          await output.write(`\n${await setStatus(site, change, { link, outside }, signal)}\n`);
        }
        codes.push(exitCodeOf[change.report.verdict]);
      }
      return worstOf(codes);
    },
  };
}

function webAddress(text: string | undefined): string | undefined {
  if (text !== undefined && !(URL.canParse(text) && /^https?:$/.test(new URL(text).protocol))) {
    throw new UsageError('--target-url takes a web address, such as https://ci.acme.com/runs/7');
  }
  return text;
}

async function ofTheEvent(site: Site, outside: Outside, signal: AbortSignal): Promise<readonly number[]> {
  const subject = await eventSubject(outside.environment);
  if (!subject) {
    throw new UsageError('which pull request? Name it with --pr N');
  }
  return subject.kind === 'pull-request'
    ? [subject.number]
    : site.commitStatuses.openPullRequestsAt(subject.sha, signal);
}

/** GitHub Actions takes certain words in the output for commands; names from the pull request are in ours. */
function asPlainOutput(text: string, { environment }: Outside): string {
  if (!isInActions(environment)) {
    return text;
  }
  const token = randomUUID();
  return `::stop-commands::${token}\n${text}::${token}::\n`;
}

async function writeSummary(report: ComplianceReport, { environment }: Outside): Promise<void> {
  const file = environment['GITHUB_STEP_SUMMARY'];
  if (file !== undefined && file !== '') {
    await appendFile(file, `${markdownReport(report).join('\n')}\n\n`).catch((error: unknown) => {
      throw new HumanError(`the job’s summary could not be written: ${sentenceOf(error)}`);
    });
  }
}

/** @returns what became of it, in a sentence. */
async function setStatus(
  { commitStatuses }: Site,
  { report, record }: Change,
  { link, outside }: { readonly link: string | undefined; readonly outside: Outside },
  signal: AbortSignal,
): Promise<string> {
  const usualLink = actionsRunUrl(outside.environment) ?? record.pullRequest?.url ?? '';
  return showStatus(commitStatuses, report, { wanted: link, usual: usualLink }, signal);
}
