import { prePushCommand } from './commandLine/prePushCommand.ts';
import type { Terminal } from './commandLine/command.ts';
import { inputByNow } from './git/hook/inputByNow.ts';
import { openPush } from './pushAdapters.ts';

/** `change-guide pre-push` without the rest of the command line, which would have to be loaded too. */
export async function isLetThrough(args: readonly string[], terminal: Terminal): Promise<boolean> {
  return (await prePushCommand(openPush, inputByNow()).run(args, terminal)) === 0;
}
