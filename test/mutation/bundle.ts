// Bundles the unit tests of the rules into one script, which the runner beside this file evaluates for every fault.
// Stryker calls this in its own copy of the project.
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import esbuild from 'esbuild';

/** They take longer than all others together. What they alone would catch counts as a survivor. */
const leftOut = ['properties.test.ts', 'hostile.test.ts'];
/** These try many texts or records each. They run last, and try fewer: the others notice most faults in less time. */
const last = [
  'assignment.test.ts',
  'procedureSchema.test.ts',
  'description.test.ts',
  'descriptionFixes.test.ts',
];

const folder = path.resolve('test/unit/procedure');
const tests = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.test.ts'));
const files = [...tests.filter((file) => ![...leftOut, ...last].includes(file)), ...last];

await esbuild.build({
  stdin: {
    contents: files.map((file) => `import ${JSON.stringify(`./${file.replaceAll('\\', '/')}`)};`).join('\n'),
    resolveDir: folder,
  },
  outfile: 'out/mutation/tests.cjs',
  bundle: true,
  format: 'cjs',
  platform: 'node',
  packages: 'external',
  logLevel: 'warning',
  plugins: [
    {
      name: 'for-mutation',
      setup(build) {
        build.onLoad({ filter: /\.ts$/ }, async ({ path: file }) => ({
          loader: 'ts',
          contents: (await readFile(file, 'utf8'))
            // A test that reads a page of the docs must look beside its source, not beside the bundle.
            .replaceAll('import.meta.dirname', JSON.stringify(path.dirname(file)))
            .replaceAll(/\bnumRuns: \d+/g, 'numRuns: 15'),
        }));
      },
    },
  ],
});
