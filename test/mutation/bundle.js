// Bundles the tests of the procedure once, so that running them costs a second for each mutant. The tests that
// take long (properties, hostile input) are left out: what they alone would catch counts as a survivor.
import { readdir, rm } from 'node:fs/promises';
import path from 'node:path';
import esbuild from 'esbuild';

const tests = 'test/unit/procedure';
const slow = ['hostile.test.ts', 'properties.test.ts'];

const files = await readdir(tests, { recursive: true });
await rm('out/mutation', { recursive: true, force: true });
await esbuild.build({
  entryPoints: files
    .filter((file) => file.endsWith('.test.ts') && !slow.includes(path.basename(file)))
    .map((file) => path.join(tests, file)),
  outdir: 'out/mutation',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
});
