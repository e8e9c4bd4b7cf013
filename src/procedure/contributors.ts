import type { Commit } from './changeRecord.ts';
import { login, type Login } from './people.ts';

/** Who worked on a change. */
export interface Contributors {
  readonly people: ReadonlySet<Login>;
  /** The commits of which an author or the committer has no known account. */
  readonly unknownIn: readonly string[];
}

/** The account that commits what is merged or edited on github.com itself. */
const gitHubItself = 'web-flow';

export function contributorsOf(commits: readonly Commit[]): Contributors {
  const own = new Set(commits.map(({ sha }) => sha));
  const people = new Set<Login>();
  const unknownIn: string[] = [];
  for (const commit of commits) {
    if (isUpdateFromBase(commit, own)) {
      continue;
    }
    const { authors, committer } = commit;
    // A commit always has an author: one with none listed has one who is not known.
    if (authors.length === 0 || authors.includes(null) || committer === null) {
      unknownIn.push(commit.sha);
    }
    for (const author of authors) {
      if (author !== null) {
        people.add(login(author));
      }
    }
    if (committer !== null && login(committer) !== gitHubItself) {
      people.add(login(committer));
    }
  }
  return { people, unknownIn };
}

function isUpdateFromBase({ parents, cleanMerge }: Commit, own: ReadonlySet<string>): boolean {
  const merged = parents[1];
  return cleanMerge === true && merged !== undefined && !own.has(merged);
}
