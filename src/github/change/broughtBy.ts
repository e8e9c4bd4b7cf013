import type { RepositoryName } from '../../change/hostedChange.ts';
import type { BroughtBy } from '../../change/mergedChanges.ts';
import type { GitHubGraphQL } from '../graphql.ts';
import { inPages } from '../inPages.ts';
import type { PageSize } from '../pageSize.ts';
import type { BroughtByAnswer } from './answers.ts';
import { broughtByDocument } from './documents/merged.ts';
import { entriesOf, Spoilt, Unread } from './spoilt.ts';

/**
 * Which merged pull requests brought commits to a repository, many commits with one request: the one that the
 * commit is the merge of comes first, then those into the base branch.
 */
export async function broughtBy(
  graphql: GitHubGraphQL,
  repository: RepositoryName & { readonly baseBranch: string },
  commits: readonly string[],
  size: PageSize,
  authority: string,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, BroughtBy>> {
  const { owner, name, baseBranch } = repository;
  const found = await inPages(
    commits,
    size,
    async (page) => {
      const document = broughtByDocument(page);
      const { data, errors, missing } = await graphql.ask<BroughtByAnswer>(document, { owner, name }, signal);
      return page.map((sha, at): readonly [string, BroughtBy] => {
        const spoilt = new Spoilt(authority, missing);
        const own = errors.filter(({ path }) => path?.[1] === undefined || path[1] === `commit${at}`);
        // Whatever is wrong with a commit spoils all that was asked of it: the place does not matter.
        spoilt.add(own.map(({ message, type }) => ({ message, ...(type !== undefined && { type }) })));
        const numbers = spoilt.fact(
          'pullRequest',
          () => numbersOf(data.repository?.[`commit${at}`], sha, baseBranch),
          [],
        );
        const [problem] = spoilt.unknown;
        return [sha, problem ? { unread: problem.reason } : numbers];
      });
    },
    (sha, { message }): readonly [string, BroughtBy] => [sha, { unread: message }],
  );
  return new Map(found);
}

function numbersOf(
  commit: NonNullable<BroughtByAnswer['repository']>[`commit${number}`],
  sha: string,
  baseBranch: string,
): number[] {
  if (commit === null) {
    throw new Unread('The host knows no such commit: the base branch may have been rewritten meanwhile.');
  }
  const pulls = entriesOf(commit?.brought).filter(({ state }) => state === 'MERGED');
  if (pulls.length === 0 && (commit?.brought?.totalCount ?? 0) > entriesOf(commit?.brought).length) {
    throw new Unread('It belongs to more pull requests than could be looked through.');
  }
  const rank = ({ mergeCommit, baseRefName }: (typeof pulls)[number]) =>
    mergeCommit?.oid === sha ? 0 : baseRefName === baseBranch ? 1 : 2;
  return pulls.toSorted((a, b) => rank(a) - rank(b)).map(({ number }) => number);
}
