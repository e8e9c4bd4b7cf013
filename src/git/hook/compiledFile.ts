import { readFileSync, renameSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import vm from 'node:vm';

/**
 * A bundle in CommonJS of which V8's compiled code is kept: to compile it anew takes longer than to run it. Node does
 * the same from 22.1 on (`module.enableCompileCache`), but not each Node that a person has can.
 */
export class CompiledFile {
  readonly #file: string;
  readonly #cache: string;
  #made: { readonly script: vm.Script; readonly key: Buffer } | undefined;

  /**
   * @param file absolute path of the bundle; its first line tells its content from any other's
   * @param cache where the compiled code is kept: whoever may write there can have us run anything
   */
  constructor(file: string, cache: string) {
    this.#file = file;
    this.#cache = cache;
  }

  /** What the bundle exports. */
  load(): unknown {
    // It is ASCII: esbuild.js sees to it.
    const source = readFileSync(this.#file, 'latin1');
    const key = Buffer.from(
      `${source.slice(0, source.indexOf('\n'))} ${process.version} ${process.versions.v8} ${process.arch}\n`,
    );
    const kept = keptIn(this.#cache, key);
    const script = new vm.Script(`(function (exports, require, module) {${source}\n})`, {
      filename: this.#file,
      ...(kept && { cachedData: kept }),
    });
    if (!kept || script.cachedDataRejected === true) {
      this.#made = { script, key };
    }
    const module = { exports: {} as unknown };
    const run = script.runInThisContext() as (
      exports: unknown,
      require: NodeJS.Require,
      module: unknown,
    ) => void;
    run(module.exports, createRequire(this.#file), module);
    return module.exports;
  }

  /** Keeps the code for the next time, unless it came from there. To be called last: what has run by then is in it. */
  keep(): void {
    if (!this.#made) {
      return;
    }
    const { script, key } = this.#made;
    const part = `${this.#cache}.${process.pid}`;
    try {
      writeFileSync(part, Buffer.concat([key, script.createCachedData()]), { mode: 0o600 });
      renameSync(part, this.#cache);
    } catch {
      // Then the next time takes as long as this one.
    }
  }
}

/** Undefined when there is nothing that was kept under this key. */
function keptIn(file: string, key: Buffer): Buffer | undefined {
  try {
    const kept = readFileSync(file);
    return kept.subarray(0, key.length).equals(key) ? kept.subarray(key.length) : undefined;
  } catch {
    return undefined;
  }
}
