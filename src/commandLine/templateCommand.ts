import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { HumanError, sentenceOf } from '../base/errors.ts';
import { onOneLine } from '../base/text.ts';
import { findTemplates } from '../change/templates.ts';
import { completeTemplate, templateFindings } from '../procedure/completeTemplate.ts';
import { defaultProcedure, type Procedure } from '../procedure/procedure.ts';
import { templateText } from '../procedure/templateText.ts';
import { exitCodes, UsageError, type Command, type ExitCode, type Terminal } from './command.ts';
import { Output } from './output.ts';
import { parseOptions } from './parseOptions.ts';
import { problemLines, procedureFile, readProcedure } from './readProcedure.ts';

export const templateCommand: Command = {
  help: `Write the pull request template that the procedure asks for, or look at the one that is there.

Usage:
  change-guide template [--procedure FILE] [FILE]        Write the template; when there is one, keep it
                                                         and list what it lacks
  change-guide template --add [--procedure FILE] [FILE]  Put what it lacks at its place; all that is
                                                         there stays as it is

Run it in the top folder of the repository. Templates are looked for where GitHub looks: in .github, the top
folder and docs, and in their folders PULL_REQUEST_TEMPLATE. With several, name the FILE.

Options:
  --procedure FILE  The procedure file (default: ${procedureFile}; without one, ENG-PROC-003)
  --add             Put in what the template lacks

Exit codes: 0 written, or nothing lacks; 1 something lacks; 2 bad usage or bad input.

Examples:
  change-guide template
  change-guide template --add docs/pull_request_template.md
`,
  async run(args, terminal) {
    const { values, positionals } = parseOptions(args, {
      procedure: { type: 'string' },
      add: { type: 'boolean', default: false },
    });
    if (positionals.length > 1) {
      throw new UsageError('`template` takes one file');
    }
    const procedure = await procedureFrom(values.procedure, terminal);
    if (!procedure) {
      return exitCodes.badInput;
    }
    const [named] = positionals;
    const file = named ?? (await onlyTemplate()) ?? procedure.pullRequest.template;
    if (!existsSync(file)) {
      return write(
        file,
        templateText(procedure),
        `Wrote ${file}. Commit it to the base branch: it counts from there.`,
        terminal,
      );
    }
    return complete(file, procedure, values.add, terminal);
  },
};

async function procedureFrom(given: string | undefined, terminal: Terminal): Promise<Procedure | undefined> {
  if (given === undefined && !existsSync(procedureFile)) {
    return defaultProcedure;
  }
  const file = given ?? procedureFile;
  const parsed = await readProcedure(file);
  if (parsed.ok) {
    return parsed.procedure;
  }
  await new Output(terminal.stderr).write(problemLines(file, parsed));
  return undefined;
}

async function onlyTemplate(): Promise<string | undefined> {
  const templates = await findTemplates(async (folder) =>
    readdir(folder === '' ? '.' : folder).catch(() => []),
  );
  if (templates.length > 1) {
    throw new UsageError(`there are several templates: ${templates.join(', ')}; name one`);
  }
  return templates[0];
}

async function complete(
  file: string,
  procedure: Procedure,
  add: boolean,
  terminal: Terminal,
): Promise<ExitCode> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new HumanError(`${file} could not be read: ${sentenceOf(error)}`);
  });
  const lacking = templateFindings(procedure, text);
  if (lacking.length === 0) {
    await new Output(terminal.stdout).write(`${onOneLine(file)} has all that the procedure asks for.\n`);
    return exitCodes.compliant;
  }
  if (add) {
    return write(
      file,
      completeTemplate(procedure, text),
      `Added to ${file}: ${lacking.length} of what the procedure asks for.`,
      terminal,
    );
  }
  const lines = lacking.map((finding) =>
    finding.code === 'pr.section-missing'
      ? `  section: ${finding.data.section}`
      : `  item: ${finding.data.item}`,
  );
  await new Output(terminal.stdout).write(
    `${[`${onOneLine(file)} is kept as it is. It lacks:`, ...lines.map(onOneLine), 'Put them in with `change-guide template --add`.'].join('\n')}\n`,
  );
  return exitCodes.notCompliant;
}

async function write(file: string, text: string, done: string, terminal: Terminal): Promise<ExitCode> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(file, text);
  } catch (error) {
    throw new HumanError(`${file} could not be written: ${sentenceOf(error)}`);
  }
  await new Output(terminal.stdout).write(`${onOneLine(done)}\n`);
  return exitCodes.compliant;
}
