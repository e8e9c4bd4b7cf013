import { type Counts } from '../counts.ts';

/** Names the loopback port at which the terminal listens to the suites. */
export const portVariable = 'CHANGE_GUIDE_TEST_PORT';

/** What the suites, in VS Code's extension host, tell the terminal: one JSON object a line. */
export type Message =
  | { readonly kind: 'text'; readonly text: string }
  /** Answered with a line when the screenshot is taken, so that it shows the moment of the failure. */
  | { readonly kind: 'failed'; readonly title: string }
  | { readonly kind: 'end'; readonly counts: Counts };
