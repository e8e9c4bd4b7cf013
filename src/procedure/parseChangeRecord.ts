import type { ChangeRecord } from './changeRecord.ts';
import { changeRecordShape } from './changeRecordShape.ts';
import { checkShape, type Path } from './checkShape.ts';
import { shapeSentence } from './shapeSentence.ts';
import { plain } from './wording.ts';

export type ParsedChangeRecord =
  | { readonly ok: true; readonly record: ChangeRecord }
  | { readonly ok: false; readonly problems: readonly RecordProblem[] };

export interface RecordProblem {
  /** JSON Pointer (RFC 6901) of the place; empty for the whole value. */
  readonly path: string;
  /** One sentence: what must be there, and what was found. */
  readonly message: string;
}

/**
 * Takes a JSON value for a `change-record/1`, or says every place where it is not one. Unknown fields are
 * passed over. The record is the value itself, not a copy.
 */
export function parseChangeRecord(value: unknown): ParsedChangeRecord {
  const problems = checkShape(value, changeRecordShape, { unknownKeys: 'ignore' });
  if (problems.length === 0) {
    // The shape accepts exactly the type: its declaration does not compile otherwise.
    return { ok: true, record: value as ChangeRecord };
  }
  return {
    ok: false,
    problems: problems.map((problem) => ({
      path: jsonPointer(problem.path),
      message: shapeSentence(problem, problem.kind === 'wrong' ? quoted(problem.value) : ''),
    })),
  };
}

function jsonPointer(path: Path): string {
  return path.map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');
}

/** A value as JSON, when it is short enough to be quoted; else its kind. */
function quoted(value: unknown): string {
  if (Array.isArray(value)) {
    return 'a list';
  }
  if (typeof value === 'object' && value !== null) {
    return 'a map of keys and values';
  }
  return `\`${typeof value === 'string' ? JSON.stringify(plain(value)) : String(value)}\``;
}
