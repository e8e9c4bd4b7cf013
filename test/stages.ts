/** One part of `npm test`. */
export interface Stage {
  /** For `--only`. */
  readonly name: string;
  readonly title: string;
  /** A script of package.json. */
  readonly script: string;
  /** What it counts as: one thing that passes or fails, or the tests that it runs. */
  readonly counts: 'itself' | 'its tests';
  /** A stage without which this one means nothing. */
  readonly needs?: string;
}

/** In the order in which they are told: what is quick and says most comes first. */
export const stages: readonly Stage[] = [
  { name: 'lint', title: 'Lint', script: 'lint', counts: 'itself' },
  { name: 'types', title: 'Types', script: 'typecheck', counts: 'itself' },
  { name: 'format', title: 'Formatting', script: 'format:check', counts: 'itself' },
  { name: 'imports', title: 'Import rules', script: 'imports', counts: 'itself' },
  { name: 'unused', title: 'Unused code', script: 'unused', counts: 'itself' },
  { name: 'unit', title: 'Unit tests', script: 'test:unit', counts: 'its tests' },
  { name: 'build', title: 'Build', script: 'build', counts: 'itself' },
  {
    name: 'vscode',
    title: 'Tests in a real VS Code',
    script: 'test:vscode',
    counts: 'its tests',
    needs: 'build',
  },
  {
    name: 'person',
    title: 'Tests by mouse and keyboard',
    script: 'test:person',
    counts: 'its tests',
    needs: 'build',
  },
];
