import type { Commit, PullRequest, Repository } from '../../store.ts';
import { connection, pageOf, type Connection, type PageArguments } from '../connection.ts';
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
    history: (wanted: HistoryArguments) => historyOf(context, repository, commit, wanted),
    associatedPullRequests: (page: PageArguments) =>
      associatedPullRequests(context, repository, commit, page),
    deployments: (page: PageArguments) => connection(deploymentNodes(context, repository, commit.sha), page),
  };
}

interface HistoryArguments extends PageArguments {
  readonly since?: string | null;
  readonly until?: string | null;
}

/** A commit and all that it stands on, the newest first, as `git log` lists them: of merges, both sides. */
function historyOf(
  context: GraphQLContext,
  repository: Repository,
  commit: Commit,
  { since, until, ...page }: HistoryArguments,
): Connection<Resolved> {
  const isWanted = ({ committer_date }: Commit): boolean => {
    const at = Date.parse(committer_date);
    return (since == null || at >= Date.parse(since)) && (until == null || at <= Date.parse(until));
  };
  const listed = context.world.git
    .log(repository.full_name, commit.sha)
    .flatMap((sha) => commitBySha(context, repository, sha) ?? [])
    .filter(isWanted);
  return pageOf(listed, page, (each) => commitNode(context, repository, each));
}

/** The pull requests that a commit came by: those that were merged with it, the squashed and rebased ones too. */
function associatedPullRequests(
  context: GraphQLContext,
  repository: Repository,
  commit: Commit,
  page: PageArguments,
): Connection<Resolved> {
  const { github, extra } = context.world;
  const pulls = extra.landings
    .findBy('sha', commit.sha)
    .flatMap(({ pull_id }): PullRequest | readonly PullRequest[] => github.pullRequests.get(pull_id) ?? [])
    .filter(({ repo_id }) => repo_id === repository.id);
  return pageOf(pulls, page, (pull) => context.pullRequestNode(context, repository, pull));
}

/** The people of the `Co-authored-by` lines. */
function coAuthors(message: string): [string, string][] {
  return [...message.matchAll(/^Co-authored-by: (.*) <(.*)>$/gim)].map(([, name = '', email = '']) => [
    name,
    email,
  ]);
}
