import { followGit } from '../git/follow.ts';
import { nodeId } from '../nodeId.ts';
import type { Repository, User } from '../store.ts';
import type { World } from '../world.ts';

/** A fork of a person's own, with all branches and without issues, as GitHub makes it. */
export function insertFork(world: World, parent: Repository, owner: User, name: string): Repository {
  const fork = insertLike(world, parent, {
    name,
    full_name: `${owner.login}/${name}`,
    owner_id: owner.id,
    owner_type: 'User',
    fork: true,
    forked_from_id: parent.id,
    has_issues: false,
  });
  world.git.fork(parent.full_name, fork.full_name);
  followGit(world, fork);
  return fork;
}

/** Another repository of the same owner and for the same people, with one commit. It takes the name for itself. */
export function insertSibling(world: World, other: Repository, name: string): Repository {
  const [owner = ''] = other.full_name.split('/');
  const full_name = `${owner}/${name}`;
  const sibling = insertLike(world, other, { name, full_name, fork: false, forked_from_id: null });
  world.moved.delete(full_name);
  for (const { user_id, permission } of world.github.collaborators.findBy('repo_id', other.id)) {
    world.github.collaborators.insert({ repo_id: sibling.id, user_id, permission });
  }
  world.git.init(full_name, sibling.default_branch);
  const author = ['-c', 'user.name=Setup', '-c', 'user.email=setup@acme.example'];
  const tree = world.git.text(full_name, ['hash-object', '-t', 'tree', '-w', '--stdin'], '');
  const commit = world.git.text(full_name, [...author, 'commit-tree', tree, '-m', 'Begin']);
  world.git.run(full_name, ['update-ref', `refs/heads/${sibling.default_branch}`, commit]);
  followGit(world, sibling);
  return sibling;
}

export function insertLike(world: World, other: Repository, differs: Partial<Repository>): Repository {
  const { repos } = world.github;
  // The store gives it an id and times of its own.
  const { id } = repos.insert({ ...other, id: undefined, ...differs });
  return repos.update(id, { node_id: nodeId('Repository', id) }) ?? other;
}
