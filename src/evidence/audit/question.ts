/** What an audit was asked for. Everything in it is fixed when the audit begins, and another question is another audit. */
export interface AuditQuestion {
  /** As `github.com`. */
  readonly host: string;
  /** An organization or a person, all of whose repositories are looked at; null when they were named one by one. */
  readonly owner: string | null;
  /** As `acme/payments`, sorted; as they were named, or as the host listed them for the owner. */
  readonly repositories: readonly string[];
  readonly period: Period;
  /** Null when all of it is looked at. */
  readonly shard: Shard | null;
}

/** Times are `YYYY-MM-DDTHH:MM:SSZ`. */
export interface Period {
  readonly since: string;
  /** The first moment that is no longer in it. */
  readonly until: string;
}

/** One of several parts that are looked at apart and put together by `audit merge`. */
export interface Shard {
  /** From 1. */
  readonly number: number;
  readonly of: number;
}

/** Who let the audit run, with what; `on` is a day, so that two runs on one day write the same bytes. */
export interface AuditMaking {
  /** `YYYY-MM-DD`, in UTC: the last day on which facts were read for it. */
  readonly on: string;
  /** As git knows them; null when git knows nobody. */
  readonly by: { readonly name: string; readonly email: string } | null;
  readonly tool: { readonly name: 'change-guide'; readonly version: string };
}

/** Changes that are drawn by chance, each with evidence of its own. */
export interface SampleRequest {
  readonly size: number;
  /** The same seed draws the same changes of the same population. */
  readonly seed: string;
}
