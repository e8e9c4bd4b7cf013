import { HumanError } from '../base/errors.ts';
import { onOneLine } from '../base/text.ts';
import { evaluate } from '../procedure/evaluate.ts';
import { defaultProcedure, type Procedure } from '../procedure/procedure.ts';
import type { RecordProblem } from '../procedure/parseChangeRecord.ts';
import type { ComplianceReport } from '../procedure/report.ts';
import { exitCodes, UsageError, worstOf, type Command, type ExitCode, type Terminal } from './command.ts';
import { jsonLine } from './jsonLine.ts';
import { Output, ReaderGone } from './output.ts';
import { parseOptions } from './parseOptions.ts';
import { exitCodeOf, reportForPerson } from './printReport.ts';
import { recordsFrom, type SourcedRecord } from './recordSources.ts';

export const evaluateCommand: Command = {
  help: `Judge change records offline: what does the procedure ask of each change, and who is missing?

Usage: change-guide evaluate [--procedure FILE] [--json] RECORD...

  RECORD            A JSON file that holds a change record, or - for records on standard
                    input, one a line (NDJSON); reports come in the same order
  --procedure FILE  The procedure file to judge by (default: ENG-PROC-003 as it stands).
                    For a pull request take the file of its base branch: a change cannot
                    loosen the rules that judge it
  --json            Print one compliance report a line, as JSON; for a record that is not
                    one, the line is {"error":{"message":...,"path":...}}

Exit codes: 0 compliant, 1 incomplete or violated, 2 bad usage or bad input, 3 unknown.
With several records the worst of them, in the order 2, 1, 3, 0.

Examples:
  change-guide evaluate record.json
  change-guide evaluate --procedure .github/change-procedure.yml --json record.json
  change-guide evaluate --json - < records.ndjson > reports.ndjson
`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      procedure: { type: 'string' },
      json: { type: 'boolean' },
    });
    if (positionals.length === 0) {
      throw new UsageError('no record to judge; name a JSON file, or - for standard input');
    }
    if (positionals.filter((name) => name === '-').length > 1) {
      throw new UsageError('standard input can be read only once; give - once');
    }
    const errors = new Output(terminal.stderr);
    const procedure = await procedureFrom(values.procedure, errors);
    if (!procedure) {
      return exitCodes.badInput;
    }
    const output = new Output(terminal.stdout);
    const print = values.json === true ? jsonPrinter(output) : textPrinter(output, terminal);
    return judge(recordsFrom(positionals, terminal.stdin), procedure, print, errors);
  },
};

/** Nothing when the file has problems; they are then told. */
async function procedureFrom(file: string | undefined, errors: Output): Promise<Procedure | undefined> {
  if (file === undefined) {
    return defaultProcedure;
  }
  // YAML is loaded only where there is some to read.
  const { problemLines, readProcedure } = await import('./readProcedure.ts');
  const parsed = await readProcedure(file);
  if (!parsed.ok) {
    await errors.write(problemLines(file, parsed));
    return undefined;
  }
  return parsed.procedure;
}

interface Printer {
  report(report: ComplianceReport): Promise<void>;
  refused(problems: readonly RecordProblem[]): Promise<void>;
}

async function judge(
  records: AsyncIterable<SourcedRecord>,
  procedure: Procedure,
  print: Printer,
  errors: Output,
): Promise<ExitCode> {
  const codes = new Set<ExitCode>();
  try {
    for await (const { place, parsed } of records) {
      if (parsed.ok) {
        const report = evaluate(procedure, parsed.record);
        codes.add(exitCodeOf[report.verdict]);
        await print.report(report);
      } else {
        codes.add(exitCodes.badInput);
        await errors.write(parsed.problems.map((problem) => problemLine(place, problem)).join(''));
        await print.refused(parsed.problems);
      }
    }
  } catch (error) {
    if (!(error instanceof ReaderGone)) {
      throw error;
    }
    // Records that were not looked at may be anything.
    codes.add(exitCodes.unknown);
  }
  if (codes.size === 0) {
    throw new HumanError('there was no record on standard input; nothing was judged');
  }
  return worstOf(codes);
}

function problemLine(place: string, { path, message }: RecordProblem): string {
  return `${onOneLine(`${place}: ${path === '' ? '' : `${path}: `}${message}`)}\n`;
}

function jsonPrinter(output: Output): Printer {
  return {
    report: async (report) => output.write(jsonLine(report)),
    refused: async ([first, ...others]) => {
      const more = others.length === 0 ? '' : ` (and ${others.length} more; standard error lists them)`;
      const error = { message: `${first?.message ?? ''}${more}`, path: first?.path ?? '' };
      return output.write(jsonLine({ error }));
    },
  };
}

function textPrinter(output: Output, terminal: Terminal): Printer {
  let isFirst = true;
  return {
    report: async (report) => {
      const gap = isFirst ? '' : '\n';
      isFirst = false;
      return output.write(gap + reportForPerson(report, terminal));
    },
    // Standard error has said it.
    refused: async () => Promise.resolve(),
  };
}
