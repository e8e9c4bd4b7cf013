import type { User } from '../store.ts';
import type { World } from '../world.ts';

/** What resolvers work with: the sandbox, and who asks. */
export interface GraphQLContext {
  readonly world: World;
  readonly viewer: User;
  /** Points that the document costs. */
  readonly cost: number;
  /** Nodes that it may return at most. */
  readonly nodeCount: number;
}

/** An object of the schema: fields as values, or as functions of their arguments. */
export type Resolved = Readonly<Record<string, unknown>>;
