import { readFile } from 'node:fs/promises';
import { sentenceOf } from '../base/errors.ts';
import { parseChangeRecord, type ParsedChangeRecord } from '../procedure/parseChangeRecord.ts';
import { linesOf } from './lines.ts';

/** A record, or what keeps it from being one, with the place that it came from. */
export interface SourcedRecord {
  /** `record.json`, or `standard input:3` for a line. */
  readonly place: string;
  readonly parsed: ParsedChangeRecord;
}

/** No change is anywhere near this; a stream without line feeds must not fill the memory. */
const longestLine = 64 * 1024 * 1024;

/** The records that the arguments name, in order; `-` is one a line of standard input. */
export async function* recordsFrom(
  names: readonly string[],
  stdin: AsyncIterable<Uint8Array>,
): AsyncGenerator<SourcedRecord> {
  for (const name of names) {
    if (name === '-') {
      yield* recordsOfLines(stdin);
    } else {
      yield { place: name, parsed: await recordOfFile(name) };
    }
  }
}

async function* recordsOfLines(stdin: AsyncIterable<Uint8Array>): AsyncGenerator<SourcedRecord> {
  let number = 0;
  for await (const line of linesOf(stdin, longestLine)) {
    number += 1;
    const place = `standard input:${number}`;
    if (line === 'too long') {
      yield { place, parsed: refused(`the line is longer than ${longestLine / 1024 / 1024} MB`) };
    } else if (!isBlank(line)) {
      yield { place, parsed: recordOfBytes(line) };
    }
  }
}

async function recordOfFile(file: string): Promise<ParsedChangeRecord> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    return refused(`the file could not be read: ${sentenceOf(error)}`);
  }
  return recordOfBytes(bytes);
}

const utf8 = new TextDecoder('utf-8', { fatal: true });

function recordOfBytes(bytes: Uint8Array): ParsedChangeRecord {
  let text: string;
  try {
    // Drops a byte order mark.
    text = utf8.decode(bytes);
  } catch {
    return refused('this is not UTF-8 text');
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refused(`this is not JSON: ${sentenceOf(error)}`);
  }
  return parseChangeRecord(value);
}

function refused(message: string): ParsedChangeRecord {
  return { ok: false, problems: [{ path: '', message }] };
}

function isBlank(line: Uint8Array): boolean {
  return line.every((byte) => byte === 0x20 || byte === 0x09 || byte === 0x0d);
}
