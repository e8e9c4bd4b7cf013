import type { PullRequest } from '../../procedure/changeRecord.ts';
import type { Maybe, Page, PullAnswer } from './answers.ts';
import { loginOf } from './people.ts';
import { entriesOf, needed, Unread } from './spoilt.ts';

const states: Readonly<Record<string, PullRequest['state']>> = {
  OPEN: 'open',
  CLOSED: 'closed',
  MERGED: 'merged',
};

/** The text of the description, and when it was written. */
export interface BodyAt {
  readonly body: string;
  readonly bodyEditedAt?: string;
}

export function pullRequestFrom(pull: PullAnswer, text: BodyAt): PullRequest {
  const state = Object.hasOwn(states, pull.state) ? states[pull.state] : undefined;
  if (state === undefined) {
    throw new Unread(
      `The pull request is “${pull.state}”, which this version of Change Guide does not know.`,
    );
  }
  return {
    number: pull.number,
    url: pull.url,
    title: needed(pull.title),
    author: loginOf(pull.author),
    isDraft: needed(pull.isDraft),
    state,
    createdAt: needed(pull.createdAt),
    baseRef: needed(pull.baseRefName),
    headRef: needed(pull.headRefName),
    ...text,
    headSha: pull.headRefOid,
    labels: entriesOf(pull.labels).map(({ name }) => name),
    ...(pull.mergedAt != null && { mergedAt: pull.mergedAt, mergedBy: loginOf(pull.mergedBy) }),
    ...(pull.mergedAt != null && pull.mergeCommit && { mergeCommitSha: pull.mergeCommit.oid }),
  };
}

/** The text as it stands. */
export function bodyOf({ body, lastEditedAt }: PullAnswer): BodyAt {
  return { body: needed(body), ...(lastEditedAt != null && { bodyEditedAt: lastEditedAt }) };
}

/** Whether the text that was merged is another one than what stands there now. */
export function wasEditedAfterMerge({ mergedAt, lastEditedAt }: PullAnswer): boolean {
  return mergedAt != null && lastEditedAt != null && Date.parse(lastEditedAt) > Date.parse(mergedAt);
}

export interface EditAnswer {
  readonly editedAt: string;
  readonly deletedAt?: Maybe<string>;
  /** The whole text after the edit. */
  readonly diff?: Maybe<string>;
}

/** The text as at the merge, from the history of edits; as it stands when the history does not have it. */
export function bodyAtMerge(pull: PullAnswer, history: Maybe<Page<EditAnswer>>): BodyAt {
  const now = bodyOf(pull);
  const mergedAt = Date.parse(needed(pull.mergedAt));
  // The newest comes first, which tells apart those of one second.
  const edits = entriesOf(history)
    .toReversed()
    .toSorted((a, b) => Date.parse(a.editedAt) - Date.parse(b.editedAt));
  const [first] = edits;
  const before = edits.filter(({ editedAt }) => Date.parse(editedAt) <= mergedAt).at(-1);
  // That `diff` is the whole text is not written down anywhere; that the last one is the text as it stands shows it.
  const isWhole = sameText(edits.at(-1)?.diff ?? undefined, now.body);
  if (before?.diff == null || before.deletedAt != null || !isWhole) {
    return now;
  }
  // The history begins with the text that the pull request was opened with, which is no edit.
  const isFirst = before === first && history?.pageInfo?.hasNextPage !== true;
  return { body: before.diff, ...(!isFirst && { bodyEditedAt: before.editedAt }) };
}

function sameText(one: string | undefined, other: string): boolean {
  const plain = (text: string) => text.replace(/\r\n?/g, '\n').trim();
  return one !== undefined && plain(one) === plain(other);
}
