import type { Command } from './command.ts';
import { jsonLine } from './jsonLine.ts';
import { changeOptions, changeOptionsHelp, lookAtChange, pullRequestNumber } from './lookAtChange.ts';
import { openSite } from './openSite.ts';
import { Output } from './output.ts';
import type { Outside } from './outside.ts';
import { noArguments, parseOptions } from './parseOptions.ts';
import { exitCodeOf, reportForPerson } from './printReport.ts';

export function statusCommand(outside: Outside): Command {
  return {
    help: `Show how far a change has come: its six steps, what is missing, and who could give it.

Usage: change-guide status [--pr N] [--json] [--repo REPO] [--host HOST]

${changeOptionsHelp}
  --json            Print the compliance report as one line of JSON

Without --pr it is the change of the branch that is checked out.

Exit codes: 0 compliant, 1 incomplete or violated, 2 bad usage or bad input, 3 unknown.

Examples:
  change-guide status
  change-guide status --pr 42 --repo acme/payments --json
`,
    async run(args, terminal) {
      const { values, positionals } = parseOptions(args, { ...changeOptions, json: { type: 'boolean' } });
      noArguments(positionals);
      const { signal } = new AbortController();
      const number = pullRequestNumber(values.pr);
      const site = await openSite(values, outside, signal);
      const { report } = await lookAtChange(site, number, new Output(terminal.stderr), signal);
      await new Output(terminal.stdout).write(
        values.json === true ? jsonLine(report) : reportForPerson(report, terminal),
      );
      return exitCodeOf[report.verdict];
    },
  };
}
