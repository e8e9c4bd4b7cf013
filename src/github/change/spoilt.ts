import { sentenceOf } from '../../base/errors.ts';
import { withLink } from '../../change/hostError.ts';
import type { ChangeRecord, Fact } from '../../procedure/changeRecord.ts';
import type { GraphQLProblem } from '../errors.ts';
import type { Maybe, Page } from './answers.ts';

/** A part of an answer that a fact needs is not there. The message says what to do. */
export class Unread extends Error {}

export function needed<T>(value: Maybe<T>): T {
  if (value == null) {
    throw new Unread('');
  }
  return value;
}

/** All entries of a list; one that is null could not be read. */
export function entriesOf<T>(list: Maybe<Page<T>>): readonly T[] {
  return needed(list?.nodes).map(needed);
}

/** The keys of our documents whose errors spoil a fact alone; an error anywhere else spoils everything. */
const keysOfFacts: Readonly<Record<Fact | 'viewer' | 'procedure' | 'required', readonly string[]>> = {
  ticket: ['ticket', 'closing'],
  pullRequest: ['candidates', 'labels', 'edits'],
  commits: ['commits'],
  files: ['files'],
  reviews: ['reviews', 'dismissals'],
  checks: ['checks', 'head'],
  deployments: ['deployments', 'head'],
  people: ['people'],
  viewer: ['viewer'],
  procedure: ['procedure', 'procedureOnBase', 'baseBranch'],
  required: ['required'],
};
const knownKeys = new Set(Object.values(keysOfFacts).flat());

/** What the errors beside an answer spoil, and how that is told. */
export class Spoilt {
  readonly #authority: string;
  readonly #missing: ReadonlySet<string>;
  readonly #errors: GraphQLProblem[] = [];
  readonly #reasons = new Map<Fact, string>();

  constructor(authority: string, missing: ReadonlySet<string>) {
    this.#authority = authority;
    this.#missing = missing;
  }

  add(errors: readonly GraphQLProblem[]): void {
    this.#errors.push(...errors);
  }

  /** The first error that spoils this part. */
  errorAt(part: keyof typeof keysOfFacts): GraphQLProblem | undefined {
    return this.#errors.find((error) => {
      const key = keyOf(error);
      return key === undefined || keysOfFacts[part].includes(key);
    });
  }

  /** What `read` makes of the answer; when the part is spoilt, the fact is unread and the result what there is. */
  fact<T>(fact: Fact, read: () => T, otherwise: T): T {
    const error = this.errorAt(fact);
    if (error) {
      this.unread(fact, this.reasonOf(error));
    }
    try {
      return read();
    } catch (problem) {
      if (!(problem instanceof Unread || problem instanceof TypeError)) {
        throw problem;
      }
      this.unread(fact, problem instanceof Unread && problem.message !== '' ? problem.message : this.#gap());
      return otherwise;
    }
  }

  unread(fact: Fact, reason: string): void {
    if (!this.#reasons.has(fact)) {
      this.#reasons.set(fact, reason);
    }
  }

  reasonOf(error: GraphQLProblem): string {
    if (error.asksFirst) {
      return withLink(error.asksFirst);
    }
    const said = sentenceOf(new Error(error.message));
    return error.type === 'FORBIDDEN'
      ? `Your sign-in may not read this on ${this.#authority}: ${said}`
      : `${this.#authority} did not answer this part: ${said}`;
  }

  get unknown(): ChangeRecord['unknown'] {
    return [...this.#reasons].map(([fact, reason]) => ({ fact, reason }));
  }

  #gap(): string {
    const fields = [...this.#missing].map((field) => `“${field}”`).join(', ');
    return fields === ''
      ? `${this.#authority} left out a part of its answer. Refresh in a moment.`
      : `${this.#authority} is too old for this: it does not know ${fields}. A newer GitHub Enterprise Server does.`;
  }
}

/** The first of our keys on the path of an error; what it says of a head's checks is said of the checks alone. */
function keyOf({ path }: GraphQLProblem): string | undefined {
  const keys = (path ?? []).filter((step): step is string => typeof step === 'string' && knownKeys.has(step));
  return keys[0] === 'head' ? (keys[1] ?? 'head') : keys[0];
}
