import type { Commit, Repository } from '../../store.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { time } from '../../rest/represent.ts';
import { userByEmail } from './actor.ts';
import { deploymentNodes } from './deployment.ts';
import { statusCheckRollup } from './statusCheckRollup.ts';

export function commitBySha(
  { world }: GraphQLContext,
  repository: Repository,
  sha: string,
): Commit | undefined {
  return world.github.commits.findBy('sha', sha).find((commit) => commit.repo_id === repository.id);
}

export interface CommitNode extends Resolved {
  readonly committedDate: string;
}

export function commitNode(context: GraphQLContext, repository: Repository, commit: Commit): CommitNode {
  const person = (name: string, email: string, date: string): Resolved => ({
    name,
    email,
    date: time(date),
    user: userByEmail(context, email),
  });
  const { author_name, author_email, author_date, committer_name, committer_email, committer_date } = commit;
  return {
    __typename: 'Commit',
    id: commit.node_id,
    oid: commit.sha,
    abbreviatedOid: commit.sha.slice(0, 7),
    url: `${context.world.url}/${repository.full_name}/commit/${commit.sha}`,
    message: commit.message,
    messageHeadline: commit.message.split('\n')[0] ?? '',
    messageBody: commit.message.split('\n').slice(2).join('\n'),
    authoredDate: time(author_date),
    committedDate: time(committer_date),
    author: person(author_name, author_email, author_date),
    committer: person(committer_name, committer_email, committer_date),
    authors: (page: PageArguments) => {
      const all: [string, string][] = [[author_name, author_email], ...coAuthors(commit.message)];
      return connection(
        all.map(([name, email]) => person(name, email, author_date)),
        page,
      );
    },
    parents: (page: PageArguments) =>
      connection(
        commit.parent_shas.flatMap((sha) => {
          const parent = commitBySha(context, repository, sha);
          return parent ? [commitNode(context, repository, parent)] : [];
        }),
        page,
      ),
    tree: { __typename: 'Tree', id: commit.tree_sha, oid: commit.tree_sha },
    statusCheckRollup: () => statusCheckRollup(context, repository, commit.sha),
    deployments: (page: PageArguments) => connection(deploymentNodes(context, repository, commit.sha), page),
  };
}

/** The people of the `Co-authored-by` lines. */
function coAuthors(message: string): [string, string][] {
  return [...message.matchAll(/^Co-authored-by: (.*) <(.*)>$/gim)].map(([, name = '', email = '']) => [
    name,
    email,
  ]);
}
