import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startSandbox, type Sandbox } from './sandbox.ts';

export interface SandboxHandle {
  readonly sandbox: Sandbox;
  /** An empty folder of its own, removed with the sandbox. */
  folder(name: string): string;
}

/**
 * Gives the tests of a `describe` block a sandbox of their own, started before the first and closed after the
 * last. After each test its faults end, and a violation of GitHub's descriptions fails that test.
 */
export function useSandbox(): SandboxHandle {
  let running: Sandbox | undefined;
  let directory = '';

  before(async () => {
    directory = mkdtempSync(path.join(tmpdir(), 'local github '));
    running = await startSandbox({ directory });
  });
  after(async () => {
    await running?.close();
    rmSync(directory, { recursive: true, force: true, maxRetries: 20 });
  });
  afterEach(() => {
    running?.faults.clear();
    assert.deepEqual(running?.takeViolations(), [], 'GitHub’s descriptions of its API do not allow this');
  });

  return {
    get sandbox() {
      assert.ok(running, 'The sandbox starts before the first test');
      return running;
    },
    folder: (name) => path.join(directory, name),
  };
}
