import { HumanError } from '../base/errors.ts';

/** What a command talks to; Node's `process` is one. */
export type Terminal = Pick<NodeJS.Process, 'stdin' | 'stdout' | 'stderr'>;

export interface Command {
  /** What `--help` prints. */
  readonly help: string;
  run(args: readonly string[], terminal: Terminal): Promise<ExitCode>;
}

/** A command as the list of commands knows it; its code is loaded when it is called. */
export interface CommandEntry {
  readonly name: string;
  /** One line for the list. */
  readonly summary: string;
  load(): Promise<Command>;
}

/** The same for every command that judges. */
export const exitCodes = { compliant: 0, notCompliant: 1, badInput: 2, unknown: 3 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

const fromWorst: readonly ExitCode[] = [
  exitCodes.badInput,
  exitCodes.notCompliant,
  exitCodes.unknown,
  exitCodes.compliant,
];

/** The exit code of several judgements together. */
export function worstOf(codes: Iterable<ExitCode>): ExitCode {
  const all = new Set(codes);
  return fromWorst.find((code) => all.has(code)) ?? exitCodes.compliant;
}

/** The command was called in a way that it does not understand. */
export class UsageError extends HumanError {
  override readonly name = 'UsageError';
}
