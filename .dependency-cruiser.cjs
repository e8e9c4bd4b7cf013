/**
 * Which way the arrows go. Each room of `src/` names what it may import; everything else is an error,
 * type-only imports included. The table in the README says the same in words.
 */
const rooms = {
  base: [],
  procedure: ['base'],
  change: ['procedure', 'base'],
  evidence: ['change', 'procedure', 'base'],
  disk: ['base'],
  files: ['evidence', 'change', 'procedure', 'disk', 'base'],
  github: ['change', 'procedure', 'base'],
  git: ['change', 'procedure', 'disk', 'base'],
  trackers: ['change', 'procedure', 'base'],
  ui: ['change', 'evidence', 'procedure', 'base'],
  commandLine: ['change', 'evidence', 'procedure', 'base'],
};

/** The packages that a room may use; a room that is not here uses none. */
/** @type {Record<string, string[]>} */
const packages = {
  base: ['leven'],
  change: ['@sindresorhus/transliterate', 'yaml'],
  procedure: ['markdown-it', '@noble/hashes', 'yaml'],
  github: ['@octokit/.*'],
  git: ['simple-git'],
  ui: ['vscode', '@types/vscode'],
};

/** Rooms that never touch Node's own modules, so that they run anywhere and stay pure. */
const withoutNode = ['procedure', 'change', 'evidence'];

/** @type {import('dependency-cruiser').DependencyType[]} */
const fromPackages = ['npm', 'npm-dev', 'npm-peer', 'npm-no-pkg', 'unknown', 'undetermined'];

/** @type {import('dependency-cruiser').DependencyType[]} */
const fromNode = ['core'];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolved',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^vscode$' },
    },
    {
      name: 'no-orphans',
      severity: 'error',
      from: { orphan: true, path: '^src/' },
      to: {},
    },
    {
      name: 'src-never-imports-test',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^test/' },
    },
    {
      name: 'unit-tests-need-no-vscode',
      severity: 'error',
      from: { path: '^test/(unit|sandbox|host|bench)/' },
      to: { path: '^vscode$' },
    },
    {
      name: 'two-doors',
      comment:
        'extension.ts, cli.ts and prePush.ts are doors: nothing behind them imports them, nor they one another',
      severity: 'error',
      from: { path: '^src/' },
      to: { path: '^src/(extension|cli|prePush)\\.ts$' },
    },
    {
      name: 'cli-without-vscode',
      severity: 'error',
      from: { path: '^src/(cli\\.ts$|commandLine/)' },
      to: { path: '^(src/ui/|vscode$)' },
    },
    ...Object.entries(rooms).map(([room, allowed]) => ({
      name: `${room}-imports`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^src/${room}/` },
      to: { path: '^src/', pathNot: `^src/(${[room, ...allowed].join('|')})/` },
    })),
    ...Object.keys(rooms).map((room) => ({
      name: `${room}-packages`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^src/${room}/` },
      to: {
        dependencyTypes: fromPackages,
        pathNot: (packages[room] ?? []).map((name) => `(^|node_modules/)${name}(/|$)`),
      },
    })),
    ...withoutNode.map((room) => ({
      name: `${room}-without-node`,
      severity: /** @type {const} */ ('error'),
      from: { path: `^src/${room}/` },
      to: { dependencyTypes: fromNode },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^test/sandbox/(sample|seed/earlier)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
    },
  },
};
