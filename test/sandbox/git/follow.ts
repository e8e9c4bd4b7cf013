import type { Collection, Entity, PullRequest, Repository } from '../store.ts';
import type { World } from '../world.ts';
import { nodeId } from '../nodeId.ts';
import { parseBatch, parseBlob, parseCommit, parseTree } from './objects.ts';
import { branchSha } from './branches.ts';
import { keepHead } from './pullHeads.ts';
import { measurePull } from './pulls.ts';

/** Brings the store to where the bare repository is: new objects, branches, and the pull requests from and to them. */
export function followGit(world: World, repository: Repository): void {
  const branches = readBranches(world, repository);
  copyObjects(world, repository, [...branches.values()]);
  const moved = copyBranches(world, repository, branches);
  for (const pull of world.github.pullRequests.all()) {
    if (pull.state === 'open' && [pull.repo_id, pull.head_repo_id].includes(repository.id)) {
      movePull(world, pull);
    }
  }
  if (moved) {
    world.github.repos.update(repository.id, { pushed_at: new Date().toISOString() });
  }
}

export function readBranches(world: World, repository: Repository): Map<string, string> {
  const format = '--format=%(objectname) %(refname:lstrip=2)';
  const lines = world.git.lines(repository.full_name, ['for-each-ref', format, 'refs/heads']);
  return new Map(lines.map((line) => [line.slice(41), line.slice(0, 40)]));
}

/** Takes into the store what these commits hold and the repository's branches do not. */
export function copyObjects(world: World, repository: Repository, heads: readonly string[]): void {
  enterObjects(world, repository, newObjects(world, repository, heads));
}

function newObjects(world: World, repository: Repository, heads: readonly string[]): string[] {
  const { github } = world;
  const known = github.branches.findBy('repo_id', repository.id).map((branch) => `^${branch.sha}`);
  const revisions = [...heads, ...known].map((revision) => `${revision}\n`).join('');
  // Objects of a branch that was deleted may be gone, which is no reason to fail.
  const options = ['--objects', '--reverse', '--topo-order', '--ignore-missing', '--stdin'];
  const listed = world.git.lines(repository.full_name, ['rev-list', ...options], revisions);
  return listed.map((line) => line.slice(0, 40));
}

/** Takes objects of the bare repository into the store. */
export function enterObjects(world: World, repository: Repository, shas: readonly string[]): void {
  const { github } = world;
  if (shas.length === 0) {
    return;
  }
  const asked = shas.map((sha) => `${sha}\n`).join('');
  const objects = parseBatch(world.git.run(repository.full_name, ['cat-file', '--batch'], asked));
  const sizes = new Map(github.blobs.findBy('repo_id', repository.id).map((blob) => [blob.sha, blob.size]));
  const ofType = (type: string): typeof objects => objects.filter((object) => object.type === type);
  for (const object of ofType('blob')) {
    sizes.set(object.sha, object.content.length);
    insert(github.blobs, repository, 'Blob', parseBlob(object));
  }
  for (const object of ofType('tree')) {
    insert(github.trees, repository, 'Tree', parseTree(object, sizes));
  }
  for (const object of ofType('commit')) {
    insert(github.commits, repository, 'Commit', parseCommit(object));
  }
}

function insert<T extends Entity & { repo_id: number; node_id: string; sha: string }>(
  collection: Collection<T>,
  repository: Repository,
  type: string,
  fields: Omit<T, keyof Entity | 'repo_id' | 'node_id'>,
): void {
  if (
    collection
      .findBy('sha', fields['sha' as keyof typeof fields])
      .some((row) => row.repo_id === repository.id)
  ) {
    return;
  }
  const row = collection.insert({ ...fields, repo_id: repository.id, node_id: '' } as Omit<T, keyof Entity>);
  row.node_id = nodeId(type, row.id);
}

/** Whether any branch came, went or moved. */
export function copyBranches(
  world: World,
  repository: Repository,
  branches: ReadonlyMap<string, string>,
): boolean {
  const { github } = world;
  let moved = false;
  const stored = new Map(
    github.branches.findBy('repo_id', repository.id).map((branch) => [branch.name, branch]),
  );
  const refs = new Map(github.refs.findBy('repo_id', repository.id).map((ref) => [ref.ref, ref]));
  for (const [name, sha] of branches) {
    const branch = stored.get(name);
    const ref = refs.get(`refs/heads/${name}`);
    moved ||= branch?.sha !== sha;
    if (branch) {
      github.branches.update(branch.id, { sha });
    } else {
      github.branches.insert({ repo_id: repository.id, name, sha, protected: false });
    }
    if (ref) {
      github.refs.update(ref.id, { sha });
    } else {
      const row = github.refs.insert({ repo_id: repository.id, ref: `refs/heads/${name}`, sha, node_id: '' });
      row.node_id = nodeId('Ref', row.id);
    }
  }
  for (const [name, branch] of stored) {
    if (!branches.has(name)) {
      moved = true;
      github.branches.delete(branch.id);
      const ref = refs.get(`refs/heads/${name}`);
      if (ref) {
        github.refs.delete(ref.id);
      }
    }
  }
  return moved;
}

function movePull(world: World, pull: PullRequest): void {
  const { repos, pullRequests } = world.github;
  const repository = repos.get(pull.repo_id);
  const from = repos.get(pull.head_repo_id);
  if (!repository || !from) {
    return;
  }
  const head = branchSha(world, from, pull.head_ref);
  const base = branchSha(world, repository, pull.base_ref);
  if (head === undefined || base === undefined) {
    // GitHub closes a pull request whose branch is gone.
    pullRequests.update(pull.id, { state: 'closed', closed_at: new Date().toISOString() });
    return;
  }
  if (head !== pull.head_sha || base !== pull.base_sha) {
    pullRequests.update(pull.id, { head_sha: head, base_sha: base });
    keepHead(world, repository, from, { ...pull, head_sha: head });
    copyObjects(world, repository, [head]);
  }
  pullRequests.update(pull.id, measurePull(world, repository, base, head));
}
