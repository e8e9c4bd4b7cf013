/** A line without its line feed, or, when it is longer than the limit, only that it was there. */
export type Line = Uint8Array | 'too long';

const lineFeed = 0x0a;

/**
 * Cuts a stream into lines at line feeds alone: JSON may hold other line separators within its texts. Holds no more
 * than one line and one chunk at a time.
 */
export async function* linesOf(chunks: AsyncIterable<Uint8Array>, longest: number): AsyncGenerator<Line> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const take = (part: Uint8Array) => {
    length += part.length;
    if (length > longest) {
      parts = [];
    } else {
      parts.push(part);
    }
  };
  const finish = (): Line => {
    const line = length > longest ? 'too long' : joined(parts);
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(lineFeed); end !== -1; end = chunk.indexOf(lineFeed, start)) {
      take(chunk.subarray(start, end));
      yield finish();
      start = end + 1;
    }
    take(chunk.subarray(start));
  }
  if (length > 0) {
    yield finish();
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  const [first] = parts;
  return first && parts.length === 1 ? first : Buffer.concat(parts);
}
