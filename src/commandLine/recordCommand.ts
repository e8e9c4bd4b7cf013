import { writeFile } from 'node:fs/promises';
import { HumanError, sentenceOf } from '../base/errors.ts';
import { exitCodes, UsageError, type Command } from './command.ts';
import { jsonLine } from './jsonLine.ts';
import { changeOptions, changeOptionsHelp, lookAtChange, pullRequestNumber } from './lookAtChange.ts';
import { openSite } from './openSite.ts';
import { Output } from './output.ts';
import type { Outside } from './outside.ts';
import { noArguments, parseOptions } from './parseOptions.ts';

export function recordCommand(outside: Outside): Command {
  return {
    help: `Write down what is known of a change: its change record, for \`change-guide evaluate\`.

Usage: change-guide record [--pr N] --out FILE [--repo REPO] [--host HOST]

${changeOptionsHelp}
  --out FILE        Where to write it; - for standard output

Without --pr it is the change of the branch that is checked out.

Exit codes: 0 written, 2 bad usage or bad input, 3 written, but some of it could not be read.

Examples:
  change-guide record --pr 42 --out record.json
  change-guide record --pr 42 --out - | change-guide evaluate -
`,
    async run(args, terminal) {
      const { values, positionals } = parseOptions(args, { ...changeOptions, out: { type: 'string' } });
      noArguments(positionals);
      const { out } = values;
      if (out === undefined || out === '') {
        throw new UsageError('where to? Name a file with --out FILE, or - for standard output');
      }
      const { signal } = new AbortController();
      const number = pullRequestNumber(values.pr);
      const site = await openSite(values, outside, signal);
      const { record } = await lookAtChange(site, number, new Output(terminal.stderr), signal);
      const text = jsonLine(record);
      if (out === '-') {
        await new Output(terminal.stdout).write(text);
      } else {
        await writeFile(out, text).catch((error: unknown) => {
          throw new HumanError(`the record could not be written: ${sentenceOf(error)}`);
        });
      }
      return record.unknown.length === 0 ? exitCodes.compliant : exitCodes.unknown;
    },
  };
}
