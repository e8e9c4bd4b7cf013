import type { Adapters } from '../change/adapters.ts';

/** What a command that looks at a change finds around it. */
export interface Outside {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** The current folder, absolute. */
  readonly directory: string;
  /** `git` is its absolute path. */
  adapters(git: string): Adapters;
}
