import assert from 'node:assert/strict';

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
