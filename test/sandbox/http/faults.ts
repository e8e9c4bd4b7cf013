import { matchesGlob } from '../glob.ts';

/** What goes wrong with a request that a rule matches. */
export type FaultEffect =
  /** Answers in GitHub's place; the request takes no effect. A body that is no text is sent as JSON. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly body?: unknown;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** Waits, then goes on as if nothing had been; later rules may match too. */
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Ends the connection before the request takes effect. */
  | { readonly kind: 'cut' }
  /** Ends the connection after the request took effect: the answer is lost. */
  | { readonly kind: 'lose-answer' }
  /**
   * Calls `end`, which kills who asks, when the request arrives or once it took effect, and ends the connection. Not for
   * the control of the sandbox, which takes no functions.
   */
  | { readonly kind: 'end-asker'; readonly end: () => Promise<void>; readonly tookEffect: boolean }
  /** Sends only the first half of the body, as if it were all; the request takes effect. */
  | { readonly kind: 'malformed' }
  /** Adds `errors` to what a GraphQL request answers; the data stays. */
  | { readonly kind: 'graphql-errors'; readonly errors: readonly GraphQLFault[] }
  /** Adds headers to the answer; the body stays. */
  | { readonly kind: 'headers'; readonly headers: Readonly<Record<string, string>> }
  /** Answers null at a path of the data, with an error that says so, or without a word. */
  | {
      readonly kind: 'graphql-null';
      readonly path: readonly (string | number)[];
      readonly error?: Omit<GraphQLFault, 'path'>;
      readonly headers?: Readonly<Record<string, string>>;
    };

interface GraphQLFault {
  readonly message: string;
  readonly type?: string;
  readonly extensions?: Readonly<Record<string, unknown>>;
  readonly path?: readonly (string | number)[];
}

export interface FaultRule {
  readonly method?: string;
  /**
   * The whole path without the query, `/api/v3` included: a glob in which `*` stands for anything but `/`, and
   * `**` for anything; or a pattern. `**issues` is every path that ends so.
   */
  readonly path?: string | RegExp;
  /** The name of a GraphQL operation. */
  readonly operation?: string;
  /** How often the rule works; without it, until `clear()`. */
  readonly times?: number;
  /** How many matching requests pass untouched first. */
  readonly after?: number;
  readonly effect: FaultEffect;
}

export interface FaultTarget {
  readonly method: string;
  readonly path: string;
  readonly operation?: string | undefined;
}

/** The rules of what goes wrong; in the order in which they were added, the first that matches works. */
export class Faults {
  private rules: { readonly rule: FaultRule; seen: number }[] = [];

  add(rule: FaultRule): void {
    this.rules.push({ rule, seen: 0 });
  }

  clear(): void {
    this.rules = [];
  }

  /** The delays before the request, and what else becomes of it; counts the request. */
  effectsOn(target: FaultTarget): {
    readonly delay: number;
    readonly effect?: Exclude<FaultEffect, { kind: 'delay' }>;
  } {
    let delay = 0;
    for (const entry of this.rules) {
      if (!matches(entry.rule, target)) {
        continue;
      }
      entry.seen += 1;
      const { after = 0, times = Infinity, effect } = entry.rule;
      if (entry.seen <= after || entry.seen > after + times) {
        continue;
      }
      if (effect.kind !== 'delay') {
        return { delay, effect };
      }
      delay += effect.milliseconds;
    }
    return { delay };
  }
}

function matches({ method, path, operation }: FaultRule, target: FaultTarget): boolean {
  return (
    (method === undefined || method.toUpperCase() === target.method) &&
    (operation === undefined || operation === target.operation) &&
    (path === undefined ||
      (typeof path === 'string' ? matchesGlob(target.path, path) : path.test(target.path)))
  );
}
