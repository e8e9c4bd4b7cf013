import type { PullRequest, Repository, User } from '../store.ts';
import type { Files } from './files.ts';
import type { World } from '../world.ts';

/** What resolvers work with: the sandbox, and who asks. */
export interface GraphQLContext {
  readonly world: World;
  readonly viewer: User;
  readonly files: Files;
  /** Points that the document costs. */
  readonly cost: number;
  /** Nodes that it may return at most. */
  readonly nodeCount: number;
  /** For commits, which pull requests are made of themselves. */
  readonly pullRequestNode: (context: GraphQLContext, repository: Repository, pull: PullRequest) => Resolved;
}

/** An object of the schema: fields as values, or as functions of their arguments. */
export type Resolved = Readonly<Record<string, unknown>>;
