import type { Commit } from '../../procedure/changeRecord.ts';
import type { CommitAnswer } from './answers.ts';
import { accountOf } from './people.ts';
import { entriesOf, Unread } from './spoilt.ts';

export function commitsFrom(answers: readonly CommitAnswer[]): Commit[] {
  return answers.map(({ commit }) => {
    const parents = entriesOf(commit.parents);
    const authors = entriesOf(commit.authors);
    if (
      parents.length < (commit.parents?.totalCount ?? 0) ||
      authors.length < (commit.authors?.totalCount ?? 0)
    ) {
      throw new Unread(`Commit ${commit.oid.slice(0, 7)} has more than 50 authors or parents.`);
    }
    return {
      sha: commit.oid,
      parents: parents.map(({ oid }) => oid),
      authors: [...new Set(authors.map(accountOf))],
      committer: accountOf(commit.committer),
      authoredAt: commit.authoredDate,
      committedAt: commit.committedDate,
    };
  });
}
