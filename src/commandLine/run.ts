import { version } from '../../package.json';
import { HumanError } from '../base/errors.ts';
import { HostError, withLink, type HostProblem } from '../change/hostError.ts';
import { nearestName } from '../base/nearestName.ts';
import { onOneLine } from '../base/text.ts';
import { plain } from '../procedure/wording.ts';
import { exitCodes, UsageError, type CommandEntry, type ExitCode, type Terminal } from './command.ts';
import { Output, ReaderGone } from './output.ts';

/**
 * Runs the command that the arguments name.
 * @returns The exit code. Nothing is thrown: what goes wrong is told on standard error.
 */
export async function run(
  args: readonly string[],
  terminal: Terminal,
  commands: readonly CommandEntry[],
): Promise<ExitCode> {
  const errors = new Output(terminal.stderr);
  try {
    return await dispatch(args, terminal, commands);
  } catch (error) {
    if (error instanceof ReaderGone) {
      return exitCodes.unknown;
    }
    // When nobody reads the errors, the exit code is all that is left to say.
    await errors.write(`${wordsFor(error, args, commands)}\n`).catch(() => undefined);
    return error instanceof HostError && !theCallersOwn.has(error.problem)
      ? exitCodes.unknown
      : exitCodes.badInput;
  }
}

/** What the caller named is not there, or not theirs. All else is a host that could not be read. */
const theCallersOwn: ReadonlySet<HostProblem> = new Set(['not-found', 'signed-out', 'token-rejected']);

async function dispatch(
  [name, ...rest]: readonly string[],
  terminal: Terminal,
  commands: readonly CommandEntry[],
): Promise<ExitCode> {
  const output = new Output(terminal.stdout);
  switch (name) {
    case '--version':
      await output.write(`${version}\n`);
      return exitCodes.compliant;
    case '--help':
    case '-h':
    case 'help':
      await output.write(overview(commands));
      return exitCodes.compliant;
    case undefined:
      throw new UsageError('which command?');
    default: {
      const command = await entryOf(name, commands).load();
      // After `--` even `--help` is a file.
      const options = rest.includes('--') ? rest.slice(0, rest.indexOf('--')) : rest;
      if (options.includes('--help') || options.includes('-h')) {
        await output.write(command.help);
        return exitCodes.compliant;
      }
      return command.run(rest, terminal);
    }
  }
}

function entryOf(name: string, commands: readonly CommandEntry[]): CommandEntry {
  const entry = commands.find((each) => each.name === name);
  if (entry) {
    return entry;
  }
  const what = name.startsWith('-') ? 'option' : 'command';
  const known = [...commands.map((each) => each.name), 'help', '--help', '--version'];
  const nearest = nearestName(name, known);
  const help = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
  throw new UsageError(`unknown ${what} \`${plain(name)}\`${help}`);
}

function overview(commands: readonly CommandEntry[]): string {
  const width = Math.max(...commands.map(({ name }) => name.length));
  return `Change Guide takes a change through the change management procedure (ENG-PROC-003).

Usage: change-guide <command> [options]

Commands:
${commands.map(({ name, summary }) => `  ${name.padEnd(width)}  ${summary}`).join('\n')}

Options:
  --help     Show this help; after a command: the help of that command
  --version  Show the version

Exit codes of every command that judges a change:
  0  compliant
  1  incomplete or violated
  2  bad usage or bad input: standard error says what and where
  3  unknown: something that the answer rests on could not be read
`;
}

function wordsFor(error: unknown, args: readonly string[], commands: readonly CommandEntry[]): string {
  if (error instanceof UsageError) {
    const known = commands.find(({ name }) => name === args[0]);
    const help = known ? `${known.name} --help` : '--help';
    return `change-guide: ${onOneLine(error.message)}\nTry \`change-guide ${help}\`.`;
  }
  if (error instanceof HumanError) {
    return `change-guide: ${onOneLine(error instanceof HostError ? withLink(error) : error.message)}`;
  }
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `change-guide: this should not have happened.\n${details}`;
}
