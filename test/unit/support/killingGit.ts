import { chmodSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** A git that ends the process which started it, without a word, at one of its calls. Not on Windows. */
export class KillingGit {
  readonly binary: string;
  readonly #folder: string;

  /** @param folder where it writes down what it is asked. */
  constructor(folder: string) {
    mkdirSync(folder, { recursive: true });
    this.#folder = folder;
    this.binary = path.join(folder, 'git.sh');
    writeFileSync(
      this.binary,
      `#!/bin/sh
calls='${path.join(folder, 'calls')}'
printf '%s\\n' "$*" | tr '\\n' ' ' >> "$calls"; echo >> "$calls"
number=$(wc -l < "$calls")
at=$(cat '${path.join(folder, 'at')}')
if [ "$((number)) before" = "$at" ]; then kill -9 $PPID; exit 1; fi
git "$@"
code=$?
if [ "$((number)) after" = "$at" ]; then kill -9 $PPID; fi
exit $code
`,
    );
    chmodSync(this.binary, 0o755);
    this.killAt(undefined);
  }

  /** @param moment a call, counted from 1, and whether git has done its part by then; undefined: never. */
  killAt(moment: GitMoment | undefined): void {
    rmSync(path.join(this.#folder, 'calls'), { force: true });
    const at = moment ? `${moment.call} ${moment.isDone ? 'after' : 'before'}` : '';
    writeFileSync(path.join(this.#folder, 'at'), at);
  }

  /** What it was asked since {@link killAt}. */
  get calls(): readonly string[] {
    const file = path.join(this.#folder, 'calls');
    return existsSync(file) ? readFileSync(file, 'utf8').trimEnd().split('\n') : [];
  }
}

export interface GitMoment {
  readonly call: number;
  readonly isDone: boolean;
}
