import type { PullRequest, Repository, User } from '../store.ts';
import type { World } from '../world.ts';
import { comparisonKey, type ChangedFile } from './comparison.ts';

/** The counts of a pull request, and whether git can merge it. */
export function measurePull(
  world: World,
  repository: Repository,
  base: string,
  head: string,
): Partial<PullRequest> {
  const files = changedFiles(world, repository, base, head);
  const clean = world.git.succeeds(repository.full_name, ['merge-tree', '--write-tree', base, head]);
  return {
    commits: commitsBetween(world, repository, base, head).length,
    changed_files: files.length,
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    mergeable: clean,
    mergeable_state: clean ? 'clean' : 'dirty',
  };
}

/** The commits that `head` has over `base`, the oldest first. */
export function commitsBetween(
  world: World,
  repository: Repository,
  base: string,
  head: string,
): readonly string[] {
  const known = world.comparisons.get(comparisonKey(repository, base, head));
  if (known) {
    return known.commits;
  }
  return world.git.lines(repository.full_name, ['rev-list', '--reverse', '--topo-order', `${base}..${head}`]);
}

/** What `head` changed since it left `base`, renames recognised, in the order of the paths. */
export function changedFiles(
  world: World,
  repository: Repository,
  base: string,
  head: string,
): readonly ChangedFile[] {
  const known = world.comparisons.get(comparisonKey(repository, base, head));
  if (known) {
    return known.files;
  }
  const range = `${base}...${head}`;
  const diff = (format: string): string[] =>
    world.git
      .run(repository.full_name, ['diff', '-M', '-z', format, '--no-abbrev', range])
      .toString()
      .split('\0');
  const counts = parseNumstat(diff('--numstat'));
  return parseRaw(diff('--raw')).map((file) => ({
    ...file,
    ...(counts.get(file.path) ?? { additions: 0, deletions: 0 }),
  }));
}

/** The patch of one file as GitHub gives it: the hunks, without git's headers. */
export function patchOf(
  world: World,
  repository: Repository,
  base: string,
  head: string,
  file: ChangedFile,
): string {
  const paths = [file.path, ...(file.previousPath === undefined ? [] : [file.previousPath])];
  const args = ['--literal-pathspecs', 'diff', '-M', `${base}...${head}`, '--', ...paths];
  const patch = world.git.run(repository.full_name, args).toString();
  const hunks = patch.indexOf('\n@@ ');
  return hunks === -1 ? '' : patch.slice(hunks + 1).replace(/\n$/, '');
}

/** Merges in git and moves the base branch; throws when git finds a conflict. */
export function mergeInGit(
  world: World,
  repository: Repository,
  pull: PullRequest,
  options: { readonly method: 'merge' | 'squash' | 'rebase'; readonly message: string; readonly by: User },
): string {
  const { git } = world;
  const name = repository.full_name;
  const tree = git.lines(name, ['merge-tree', '--write-tree', pull.base_sha, pull.head_sha])[0] ?? '';
  const parents = options.method === 'squash' ? [pull.base_sha] : [pull.base_sha, pull.head_sha];
  const sha = git.text(
    name,
    [
      ...['-c', `user.name=${options.by.name ?? options.by.login}`],
      ...['-c', `user.email=${options.by.email ?? `${options.by.login}@users.noreply.github.com`}`],
      'commit-tree',
      tree,
      ...parents.flatMap((parent) => ['-p', parent]),
      '-F',
      '-',
    ],
    options.message,
  );
  git.run(name, ['update-ref', `refs/heads/${pull.base_ref}`, sha, pull.base_sha]);
  return sha;
}

function parseRaw(parts: string[]): Omit<ChangedFile, 'additions' | 'deletions'>[] {
  const files: Omit<ChangedFile, 'additions' | 'deletions'>[] = [];
  for (let at = 0; at + 1 < parts.length;) {
    const [, , before = '', after = '', letter = ''] = (parts[at] ?? '').split(' ');
    const first = parts[at + 1] ?? '';
    if (letter.startsWith('R')) {
      files.push({ path: parts[at + 2] ?? '', previousPath: first, status: 'renamed', sha: after });
      at += 3;
    } else {
      const status = letter === 'A' ? 'added' : letter === 'D' ? 'removed' : 'modified';
      files.push({ path: first, status, sha: status === 'removed' ? before : after });
      at += 2;
    }
  }
  return files;
}

/** With `-z` a renamed file has an empty path after its counts, then the old and the new path. */
function parseNumstat(parts: string[]): Map<string, { additions: number; deletions: number }> {
  const counts = new Map<string, { additions: number; deletions: number }>();
  for (let at = 0; at < parts.length; at += 1) {
    const [added, deleted, path] = (parts[at] ?? '').split('\t');
    if (added === undefined || deleted === undefined || path === undefined) {
      continue;
    }
    const renamed = path === '';
    const row = { additions: count(added), deletions: count(deleted) };
    counts.set(renamed ? (parts[at + 2] ?? '') : path, row);
    at += renamed ? 2 : 0;
  }
  return counts;
}

/** Binary files have `-` for their counts. */
function count(text: string): number {
  return text === '-' ? 0 : Number(text);
}
