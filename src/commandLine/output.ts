import type { Writable } from 'node:stream';

/** Who read our output has gone, as `head` does when it has seen enough: no error, but no reason to go on. */
export class ReaderGone extends Error {
  override readonly name = 'ReaderGone';
}

/** Writes no faster than the reader reads. */
export class Output {
  private readonly stream: Writable;

  constructor(stream: Writable) {
    this.stream = stream;
    // Each write tells its own errors; without a listener the same error would end the process.
    stream.on('error', () => undefined);
  }

  /** @throws {ReaderGone} */
  async write(text: string): Promise<void> {
    await new Promise<void>((resolve, reject) => {
      this.stream.write(text, (error) => {
        if (error) {
          reject(isReaderGone(error) ? new ReaderGone() : error);
        } else {
          resolve();
        }
      });
    });
  }
}

/** A pipe breaks, and on Windows it ends; what is written to a closed stream was destroyed by such an error before. */
function isReaderGone(error: Error): boolean {
  const code = 'code' in error ? error.code : undefined;
  return code === 'EPIPE' || code === 'EOF' || code === 'ERR_STREAM_DESTROYED';
}
