import path from 'node:path';
import { blockedCode } from './git/hook/blockedCode.ts';
import { CompiledFile } from './git/hook/compiledFile.ts';
import type * as pushGuard from './pushGuard.ts';

// Door 3: what git's hook starts, with where compiled code may be kept, and what git tells a hook.
const [, door = '', cache = '', ...args] = process.argv;
const compiled = new CompiledFile(path.join(path.dirname(door), 'parts', 'pushGuard.cjs'), cache);

async function run(): Promise<boolean> {
  try {
    const { isLetThrough } = compiled.load() as typeof pushGuard;
    return await isLetThrough(args, process);
  } catch (error) {
    process.stderr.write(`change-guide: ${error instanceof Error ? error.message : String(error)}\n`);
    return true;
  }
}

void run().then((isLet) => {
  compiled.keep();
  // What was written has arrived. A git that is still running must not keep the push waiting.
  process.exit(isLet ? 0 : blockedCode);
});
