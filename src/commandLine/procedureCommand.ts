import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { HumanError, sentenceOf } from '../base/errors.ts';
import { nearestName } from '../base/nearestName.ts';
import { onOneLine } from '../base/text.ts';
import { plain } from '../procedure/wording.ts';
import { defaultProcedure } from '../procedure/procedure.ts';
import { commentedProcedure } from '../procedure/procedureYaml.ts';
import { exitCodes, UsageError, type Command, type ExitCode, type Terminal } from './command.ts';
import { Output } from './output.ts';
import { parseOptions } from './parseOptions.ts';
import { problemLines, procedureFile, readProcedure } from './readProcedure.ts';

const actions = { init, check };

export const procedureCommand: Command = {
  help: `Write or check the procedure file, which sets the rules that changes follow.

Usage:
  change-guide procedure init           Write ${procedureFile} with every default
                                        and a comment for each key; a file that is there is kept
  change-guide procedure check [FILE]   List every problem of the file (default: ${procedureFile})
                                        as file:line:column: message

Exit codes: 0 written, or no problems; 2 otherwise.

Examples:
  change-guide procedure init
  change-guide procedure check rules/strict.yml
`,
  async run(args, terminal) {
    const { positionals } = parseOptions(args, {});
    const [action = '', ...files] = positionals;
    const perform = Object.hasOwn(actions, action) ? actions[action as keyof typeof actions] : undefined;
    if (!perform) {
      const nearest = nearestName(action, Object.keys(actions));
      const help = nearest === undefined ? 'it is `init` or `check`' : `did you mean \`${nearest}\`?`;
      throw new UsageError(
        action === '' ? `procedure what? ${help}` : `unknown action \`${plain(action)}\`; ${help}`,
      );
    }
    return perform(files, terminal);
  },
};

async function init(files: readonly string[], terminal: Terminal): Promise<ExitCode> {
  if (files.length > 0) {
    throw new UsageError(`\`procedure init\` takes no file; it writes ${procedureFile}`);
  }
  try {
    await mkdir(path.dirname(procedureFile), { recursive: true });
    await writeFile(procedureFile, commentedProcedure(defaultProcedure), { flag: 'wx' });
  } catch (error) {
    if (existsSync(procedureFile)) {
      throw new HumanError(
        `${procedureFile} is already there and was left as it is. Check it with \`change-guide procedure check\`.`,
      );
    }
    throw new HumanError(`${procedureFile} could not be written: ${sentenceOf(error)}`);
  }
  await new Output(terminal.stdout).write(
    `Wrote ${procedureFile}. Name the teams under \`roles\`, then commit it to the base branch: it counts from there.\n`,
  );
  return exitCodes.compliant;
}

async function check(files: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [file = procedureFile, ...others] = files;
  if (others.length > 0) {
    throw new UsageError('`procedure check` takes one file');
  }
  const parsed = await readProcedure(file);
  if (!parsed.ok) {
    await new Output(terminal.stderr).write(problemLines(file, parsed));
    return exitCodes.badInput;
  }
  await new Output(terminal.stdout).write(`${onOneLine(file)}: no problems\n`);
  return exitCodes.compliant;
}
