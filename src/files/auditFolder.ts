import { createReadStream, createWriteStream } from 'node:fs';
import { appendFile, mkdir, open, readFile, rename, rm, rmdir, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { finished } from 'node:stream/promises';
import { HumanError, sentenceOf } from '../base/errors.ts';
import { codeOf } from '../disk/fileError.ts';
import { takeLock } from '../disk/lock.ts';
import type { AuditFolder, GrowingFile, LinePlace, PlacedLine } from '../evidence/audit/ports.ts';

const lineFeed = 0x0a;

/** {@link AuditFolder} on this machine's disk. */
export class DiskAuditFolder implements AuditFolder {
  readonly path: string;

  constructor(folder: string) {
    this.path = folder;
  }

  async hold(): Promise<() => Promise<void>> {
    return this.#try(async () => {
      const file = await this.#place('state/audit.lock');
      const lock = await takeLock(file);
      if (!lock) {
        throw new HumanError('Another audit is writing there now. Wait for it, or name another folder.');
      }
      return async () => {
        await lock.release();
        // Its folder was made for it, unless there is more in it.
        await rmdir(path.dirname(file)).catch(() => undefined);
      };
    });
  }

  async read(name: string): Promise<string | undefined> {
    return this.#try(async () => orUndefined(readFile(this.#file(name), 'utf8')));
  }

  async write(name: string, text: string): Promise<void> {
    return this.#try(async () => {
      const file = await this.#place(name);
      await writeFile(`${file}.partial`, text);
      await rename(`${file}.partial`, file);
    });
  }

  async create(name: string): Promise<GrowingFile> {
    return this.#try(async () => {
      const file = await this.#place(name);
      const stream = createWriteStream(`${file}.partial`);
      let offset = 0;
      return {
        write: async (text) =>
          this.#try(async () => {
            const bytes = Buffer.from(text);
            await new Promise<void>((resolve, reject) => {
              stream.write(bytes, (error) => {
                if (error) {
                  reject(error);
                } else {
                  resolve();
                }
              });
            });
            const place = { offset, length: bytes.length };
            offset += bytes.length;
            return place;
          }),
        close: async () =>
          this.#try(async () => {
            stream.end();
            await finished(stream);
            await rename(`${file}.partial`, file);
          }),
      };
    });
  }

  async append(name: string, lines: string): Promise<void> {
    return this.#try(async () => appendFile(await this.#place(name), lines));
  }

  async mend(name: string): Promise<void> {
    let end = 0;
    for await (const { offset, length } of this.lines(name)) {
      end = offset + length + 1;
    }
    await this.#try(async () => orUndefined(truncate(this.#file(name), end)));
  }

  async *lines(name: string): AsyncIterable<PlacedLine> {
    let begun: Buffer[] = [];
    let offset = 0;
    try {
      for await (const chunk of createReadStream(this.#file(name)) as AsyncIterable<Buffer>) {
        let from = 0;
        for (let at = chunk.indexOf(lineFeed); at >= 0; at = chunk.indexOf(lineFeed, from)) {
          const bytes = Buffer.concat([...begun, chunk.subarray(from, at)]);
          yield { offset, length: bytes.length, text: bytes.toString() };
          offset += bytes.length + 1;
          begun = [];
          from = at + 1;
        }
        begun.push(chunk.subarray(from));
      }
    } catch (error) {
      if (codeOf(error) !== 'ENOENT') {
        throw this.#problem(error);
      }
    }
  }

  async lineAt(name: string, { offset, length }: LinePlace): Promise<string> {
    return this.#try(async () => {
      const file = await open(this.#file(name));
      try {
        const { buffer } = await file.read(Buffer.alloc(length), 0, length, offset);
        return buffer.toString();
      } finally {
        await file.close();
      }
    });
  }

  async remove(name: string): Promise<void> {
    return this.#try(async () => rm(this.#file(name), { recursive: true, force: true, maxRetries: 3 }));
  }

  #file(name: string): string {
    return path.join(this.path, ...name.split('/'));
  }

  /** Where a file is to be; its folder is made. */
  async #place(name: string): Promise<string> {
    const file = this.#file(name);
    await mkdir(path.dirname(file), { recursive: true });
    return file;
  }

  async #try<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      throw error instanceof HumanError ? error : this.#problem(error);
    }
  }

  #problem(error: unknown): HumanError {
    return new HumanError(
      `The folder of the audit, ${this.path}, could not be used (${sentenceOf(error)}). What was read so far is kept there.`,
      { cause: error },
    );
  }
}

async function orUndefined<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}
