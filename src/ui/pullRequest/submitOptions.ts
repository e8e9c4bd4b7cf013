import type { Description } from '../../change/pullRequests.ts';

/** How a submit is begun by a button of an earlier one. */
export interface SubmitOptions {
  /** Marks a draft on the host as ready. */
  readonly ready?: boolean;
  /** Goes on with the decisions of the submit that stopped. */
  readonly goesOn?: boolean;
  /** What the host says instead, as the developer has seen it. */
  readonly overwrite?: Description;
}
