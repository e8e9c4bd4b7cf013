import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { askAheadText } from './askAhead.ts';
import { blockedCode } from './blockedCode.ts';
import { pathForShell } from './shell.ts';

/** Where V8's compiled code of the push guard is kept, beside the launcher. */
export const codeFile = 'push-guard.code';

/** A program that runs JavaScript. */
interface Runtime {
  readonly program: string;
  /** VS Code itself, which runs JavaScript only when it is told to. */
  readonly isElectron: boolean;
}

/**
 * The file that says where the push guard is now, and what starts it. Hooks of any number of clones source it, so
 * that an update of the extension, which moves it, changes one file. When the guard is gone, it does nothing.
 */
export class Launcher {
  readonly file: string;
  readonly #guard: string;

  /**
   * @param file where it is kept; the folder may be missing
   * @param guard absolute path of the bundled guard
   */
  constructor(file: string, guard: string) {
    this.file = file;
    this.#guard = guard;
  }

  async write(): Promise<void> {
    const text = launcherText(this.#guard, await runtimes());
    await mkdir(path.dirname(this.file), { recursive: true });
    const part = `${this.file}.${process.pid}`;
    await writeFile(part, text);
    await rename(part, this.file);
  }

  /** Writes it anew when it is there and speaks of an earlier version, or of a VS Code that has moved. */
  async update(): Promise<void> {
    const text = await readFile(this.file, 'utf8').catch(() => undefined);
    const now = [this.#guard, process.execPath].map(pathForShell);
    if (text !== undefined && !now.every((known) => text.includes(known))) {
      await this.write();
    }
  }
}

/** Node starts in half the time that VS Code takes, so it comes first; VS Code's own is what is always there. */
async function runtimes(): Promise<Runtime[]> {
  const own = { program: process.execPath, isElectron: process.versions['electron'] !== undefined };
  const node = await nodeOnPath();
  const others = node === undefined || node === own.program ? [] : [{ program: node, isElectron: false }];
  return own.isElectron ? [...others, own] : [own, ...others];
}

async function nodeOnPath(): Promise<string | undefined> {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const folders = (process.env['PATH'] ?? '')
    .split(path.delimiter)
    .filter((folder) => path.isAbsolute(folder));
  const found = folders.map((folder) => path.join(folder, name)).find((file) => existsSync(file));
  if (found === undefined) {
    return undefined;
  }
  try {
    const { stdout } = await promisify(execFile)(found, ['--version'], { timeout: 5000, windowsHide: true });
    const [, major, minor] = /^v(\d+)\.(\d+)/.exec(stdout) ?? [];
    return Number(major) > 20 || (Number(major) === 20 && Number(minor) >= 19) ? found : undefined;
  } catch {
    return undefined;
  }
}

function launcherText(guard: string, programs: readonly Runtime[]): string {
  // The shell of Git for Windows takes longer to start a git than Node does.
  const asksAhead = process.platform !== 'win32';
  // Options of the person's own would have Node load, or wait for, something that is not ours: a debugger, say.
  const start = `NODE_OPTIONS= "$node" "$guard" "\${launcher%/*}/${codeFile}" "$@"`;
  return `# Written by Change Guide, and again when it was updated: what its push warnings start now.
guard=${pathForShell(guard)}
[ -f "$guard" ] || exit 0
${programs.map(choice).join('el')}elif command -v node >/dev/null 2>&1; then
  node=node
else
  echo 'change-guide: this push was not judged, it goes on: there is no Node.js to do it.' >&2
  exit 0
fi
${
  asksAhead
    ? `${askAheadText()}# In the background: nobody waits for a git, or for refs, that are late.
{ ask_ahead <&3 2>/dev/null & } 3<&0 | ${start}`
    : start
}
# Anything else means that it could not be judged, which is no reason to stop a push.
[ $? -eq ${blockedCode} ] && exit 1
exit 0
`;
}

function choice({ program, isElectron }: Runtime): string {
  return `if [ -x ${pathForShell(program)} ]; then
  node=${pathForShell(program)}${isElectron ? '\n  export ELECTRON_RUN_AS_NODE=1' : ''}
`;
}
