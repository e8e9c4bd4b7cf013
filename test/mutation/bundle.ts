// Bundles the unit tests of the rules for mutation testing, which runs them thousands of times: without tsx to
// translate them, a run takes half as long. Stryker calls this in its own copy of the project.
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import esbuild from 'esbuild';

await esbuild.build({
  entryPoints: ['test/unit/procedure/**/*.test.ts'],
  outdir: 'out/mutation',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
  plugins: [
    {
      // A test that reads a page of the docs must look beside its source, not beside the bundle.
      name: 'own-folder',
      setup(build) {
        build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => ({
          loader: 'ts',
          contents: (await readFile(file, 'utf8')).replaceAll(
            'import.meta.dirname',
            JSON.stringify(path.dirname(file)),
          ),
        }));
      },
    },
  ],
});
