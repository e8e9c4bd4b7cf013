import type { Repository } from '../store.ts';

export interface ChangedFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly status: 'added' | 'removed' | 'modified' | 'renamed';
  readonly additions: number;
  readonly deletions: number;
  /** The blob after the change; before it, for a removed file. */
  readonly sha: string;
}

/** What a pull request changes, known without asking git: of thousands that would take minutes. */
export interface Comparison {
  readonly commits: readonly string[];
  readonly files: readonly ChangedFile[];
}

export function comparisonKey(repository: Repository, base: string, head: string): string {
  return `${repository.full_name} ${base}...${head}`;
}
