import { prePushCommand } from './commandLine/prePushCommand.ts';
import { blockedCode } from './git/hook/launcher.ts';
import { openPush } from './pushAdapters.ts';

// Door 3: what git's hook starts. It is `change-guide pre-push` without the rest of the command line, which would
// have to be loaded too.
const code = await prePushCommand(openPush)
  .run(process.argv.slice(2), process)
  .catch((error: unknown) => {
    process.stderr.write(`change-guide: ${error instanceof Error ? error.message : String(error)}\n`);
    return 0;
  });
// What was written has arrived. A git that is still running must not keep the push waiting.
process.exit(code === 0 ? 0 : blockedCode);
