// Bundles the three doors, and what they load when first needed, into dist/.
//   node esbuild.js [--watch] [--size] [--outdir DIR] [--metafile FILE]
import { gzipSync } from 'node:zlib';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';
import esbuild from 'esbuild';
import { lazyParts } from './scripts/lazyParts.js';

const {
  watch,
  size,
  outdir,
  metafile: metafileAt,
} = parseArgs({
  options: {
    watch: { type: 'boolean', default: false },
    size: { type: 'boolean', default: false },
    outdir: { type: 'string', default: 'dist' },
    metafile: { type: 'string', default: 'out/meta.json' },
  },
}).values;

/** Tells VS Code's `$esbuild-watch` problem matcher (.vscode/tasks.json) when a build begins and ends. */
const problemMatcher = {
  name: 'problem-matcher',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onStart(() => {
      console.log('[watch] build started');
    });
    build.onEnd((result) => {
      for (const { text, location } of result.errors) {
        console.error(`✘ [ERROR] ${text}`);
        if (location) {
          console.error(`    ${location.file}:${location.line}:${location.column}:`);
        }
      }
      console.log('[watch] build finished');
    });
  },
};

/** Writes bundles in ASCII, whose first line tells their content from any other's. */
const contentFirst = {
  name: 'content-first',
  /** @param {import('esbuild').PluginBuild} build */
  setup(build) {
    build.onEnd(async ({ outputFiles = [] }) => {
      for (const { path: file, contents, hash } of outputFiles) {
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, `// ${hash}\n${inAscii(Buffer.from(contents).toString())}`);
      }
    });
  },
};

/**
 * Escapes what esbuild leaves as it is in regular expressions; it has escaped all else.
 * @param {string} code
 */
function inAscii(code) {
  return code.replace(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/**
 * @param {string} door
 * @param {string[]} external what is there without being in the bundle
 */
const optionsOf = (door, external) =>
  /** @satisfies {import('esbuild').BuildOptions} */ ({
    entryPoints: [`src/${door}.ts`],
    outdir,
    bundle: true,
    // ES modules, so that `await import(…)` in the source is where a part is split off and loaded when first
    // needed, and what parts share (the error classes above all) exists once.
    format: /** @type {const} */ ('esm'),
    splitting: true,
    chunkNames: `parts/${door}/[name]-[hash]`,
    platform: /** @type {const} */ ('node'),
    target: 'node20',
    external,
    // Packages that are still CommonJS call `require` for Node's own modules.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    minify: !watch,
    sourcemap: watch,
    metafile: /** @type {const} */ (true),
    legalComments: /** @type {const} */ ('none'),
    logLevel: watch ? 'silent' : 'warning',
  });

/**
 * What git waits for before each push is in one piece, and in CommonJS: Node starts that sooner, and V8's compiled code
 * of it can be kept. Its door is small, and loads the other.
 * @satisfies {import('esbuild').BuildOptions}
 */
const hookOptions = {
  // A hook runs git without simple-git.
  ...optionsOf('prePush', ['simple-git']),
  entryPoints: ['src/prePush.ts', { in: 'src/pushGuard.ts', out: 'parts/pushGuard' }],
  format: /** @type {const} */ ('cjs'),
  splitting: false,
  outExtension: { '.js': '.cjs' },
  supported: {
    // Code that is kept has no other way to load Node's own modules.
    'dynamic-import': false,
    // In tagged ones esbuild would leave what is not ASCII, and V8 takes twice as much room for a source that holds any.
    'template-literal': false,
  },
  banner: {},
  sourcemap: false,
  write: false,
  plugins: [contentFirst],
};

/**
 * Each door has parts of its own: no two of them run in one process, what all shared would be many small files which
 * take longer to load, and a package holds the doors that it is for.
 */
const doors = [
  { ...optionsOf('extension', ['vscode']), plugins: [lazyParts, ...(watch ? [problemMatcher] : [])] },
  optionsOf('cli', []),
  hookOptions,
];

if (watch) {
  for (const each of doors) {
    const context = await esbuild.context(each);
    await context.watch();
  }
} else {
  await rm(outdir, { recursive: true, force: true });
  const metafile = merged(await Promise.all(doors.map(async (each) => esbuild.build(each))));
  await mkdir(path.dirname(metafileAt), { recursive: true });
  await writeFile(metafileAt, JSON.stringify(metafile));
  if (size) {
    await printSizes(metafile);
  }
}

/**
 * @param {{ metafile: import('esbuild').Metafile }[]} built
 * @returns {import('esbuild').Metafile}
 */
function merged(built) {
  const entriesOf = (/** @type {'inputs' | 'outputs'} */ key) =>
    built.flatMap(({ metafile }) => Object.entries(metafile[key]));
  return {
    inputs: Object.fromEntries(entriesOf('inputs')),
    outputs: Object.fromEntries(entriesOf('outputs')),
  };
}

/**
 * Prints each bundle's size, largest first, with the packages that weigh most in it.
 * @param {import('esbuild').Metafile} metafile
 */
async function printSizes(metafile) {
  const bundles = Object.entries(metafile.outputs)
    .filter(([file]) => /\.c?js$/.test(file))
    .sort(([, a], [, b]) => b.bytes - a.bytes);
  let total = 0;
  for (const [file, { bytes, inputs }] of bundles) {
    total += bytes;
    const gzipped = gzipSync(await readFile(file)).length;
    console.log(`${kilobytes(bytes)}  ${kilobytes(gzipped)} gzip  ${path.relative(outdir, file)}`);
    for (const [owner, weight] of heaviest(inputs)) {
      console.log(`${kilobytes(weight)}      ${owner}`);
    }
  }
  console.log(`${kilobytes(total)}  all bundles together`);
}

/** @param {Record<string, { bytesInOutput: number }>} inputs */
function heaviest(inputs) {
  /** @type {Map<string, number>} */
  const owners = new Map();
  for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
    const owner = /node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? 'src';
    owners.set(owner, (owners.get(owner) ?? 0) + bytesInOutput);
  }
  return [...owners].sort(([, a], [, b]) => b - a).slice(0, 4);
}

/** @param {number} bytes */
function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(7)} KB`;
}
