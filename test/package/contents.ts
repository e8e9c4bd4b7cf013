import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import path from 'node:path';

/** Every file below a folder, by its path from there, with `/`. */
export function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'));
}

/** Holds the files against what may be there. Each pattern that does not say so itself must be there. */
export function assertHolds(files: readonly string[], patterns: readonly RegExp[]): void {
  assert.deepEqual(
    files.filter((file) => !patterns.some((pattern) => pattern.test(file))),
    [],
    'is not needed',
  );
  assert.deepEqual(
    patterns.filter((pattern) => !files.some((file) => pattern.test(file))),
    [],
    'is missing',
  );
}
