import fs from 'node:fs';

/** What has come on standard input, and whether that is all of it. */
export interface InputByNow {
  readonly bytes: Buffer;
  readonly isAll: boolean;
}

/**
 * Reads what is there already, which in a hook is nearly always everything: to set up a stream takes Node longer. It
 * waits for nothing. Only Linux opens a pipe a second time, in a way that does not block.
 */
export function inputByNow(): InputByNow {
  const chunks: Buffer[] = [];
  let isAll = false;
  try {
    if (process.platform === 'linux') {
      const input = fs.openSync('/dev/stdin', fs.constants.O_RDONLY | fs.constants.O_NONBLOCK);
      const chunk = Buffer.alloc(64 * 1024);
      for (let length = -1; length !== 0;) {
        length = fs.readSync(input, chunk);
        chunks.push(Buffer.from(chunk.subarray(0, length)));
      }
      isAll = true;
    }
  } catch {
    // There is no more by now, or it is no pipe: the rest comes by the stream.
  }
  return { bytes: Buffer.concat(chunks), isAll };
}
