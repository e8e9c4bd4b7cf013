import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

const source = path.resolve(import.meta.dirname, '..', 'src');

/** An import of one of our own modules that is loaded when it is first needed; not the type of one. */
const lazyImport = /(?<!typeof )\bimport\('(\.[^']+\.ts)'\)/g;

/**
 * Loads together what is needed together. Each module that is imported when first needed would be a file, and what
 * any two of them share another one: more than a hundred, which take longer to find than to read. So those of a
 * folder of `ui/` are one part, and all that looks at a change and judges it is another.
 *
 * It asks the part for the module where the module was asked for; what the source says stays true.
 * @type {import('esbuild').Plugin}
 */
export const lazyParts = {
  name: 'lazy-parts',
  setup(build) {
    /** @type {Promise<Map<string, Set<string>>>} */
    let parts;
    build.onStart(() => {
      parts = findParts();
    });
    build.onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path: file }) => {
      const text = await readFile(file, 'utf8');
      const contents = text.replace(lazyImport, (whole, /** @type {string} */ target) => {
        const module = path.resolve(path.dirname(file), target);
        const part = partOf(module);
        return part === undefined ? whole : `import('part:${part}').then((part) => part.${nameIn(module)})`;
      });
      return { contents, loader: 'ts' };
    });
    build.onResolve({ filter: /^part:/ }, ({ path: name }) => ({
      path: name.slice('part:'.length),
      namespace: 'part',
    }));
    build.onLoad({ filter: /.*/, namespace: 'part' }, async ({ path: name }) => ({
      contents: [...((await parts).get(name) ?? [])]
        .map((module) => `export * as ${nameIn(module)} from ${JSON.stringify(module)};`)
        .join('\n'),
      resolveDir: source,
    }));
  },
};

async function findParts() {
  /** @type {Map<string, Set<string>>} */
  const parts = new Map();
  const files = await readdir(source, { recursive: true });
  for (const file of files.filter((each) => each.endsWith('.ts')).sort()) {
    const from = path.join(source, file);
    for (const [, target = ''] of (await readFile(from, 'utf8')).matchAll(lazyImport)) {
      const module = path.resolve(path.dirname(from), target);
      const part = partOf(module);
      if (part !== undefined) {
        parts.set(part, (parts.get(part) ?? new Set()).add(module));
      }
    }
  }
  return parts;
}

/**
 * The part that a module belongs to; none for the adapters, which have one each for what they stand on.
 * @param {string} module
 */
function partOf(module) {
  const [room, folder] = path.relative(source, module).split(path.sep).slice(0, -1);
  switch (room) {
    case 'change':
    case 'procedure':
      return 'look';
    case 'ui':
      return folder ?? 'look';
    default:
      return undefined;
  }
}

/** @param {string} module */
function nameIn(module) {
  return path.relative(source, module).replace(/\W+/g, '_');
}
