import { GraphQLError } from 'graphql';
import { movedTo } from '../rest/moved.ts';
import { byNodeId } from '../nodeId.ts';
import { canRead } from '../rest/permissions.ts';
import { needsSingleSignOn, singleSignOnMessage } from '../rest/singleSignOn.ts';
import type { GraphQLContext, Resolved } from './context.ts';
import { notResolved } from './errors.ts';
import { actorNode, userNode } from './types/actor.ts';
import { issueNode } from './types/issue.ts';
import { connection, type PageArguments } from './connection.ts';
import { pullRequestNode } from './types/pullRequest.ts';
import { repositoryNode } from './types/repository.ts';

/** The fields of GitHub's `Query` that the sandbox answers. */
export const queries = {
  viewer: (_: unknown, context: GraphQLContext): Resolved => actorNode(context, context.viewer),

  user: ({ login }: { login: string }, context: GraphQLContext): Resolved => {
    const user = userNode(context, login);
    if (!user) {
      throw notResolved(`a User with the login of '${login}'`);
    }
    return user;
  },

  repository: (
    { owner, name, followRenames }: { owner: string; name: string; followRenames?: boolean | null },
    context: GraphQLContext,
  ): Resolved => {
    const { world, viewer } = context;
    const fullName = `${owner}/${name}`;
    const repository =
      world.github.repos.findOneBy('full_name', fullName) ??
      (followRenames === false ? undefined : movedTo(world, fullName));
    if (!repository || !canRead(world, repository, viewer)) {
      throw notResolved(`a Repository with the name '${fullName}'`);
    }
    if (needsSingleSignOn(world, viewer, repository)) {
      throw new GraphQLError(singleSignOnMessage, { extensions: { type: 'FORBIDDEN', saml_failure: true } });
    }
    return repositoryNode(context, repository);
  },

  repositoryOwner: ({ login }: { login: string }, context: GraphQLContext): Resolved | null => {
    const { world, viewer } = context;
    const owner = world.github.orgs.findOneBy('login', login);
    return owner
      ? {
          __typename: 'Organization',
          login: owner.login,
          repositories: (page: PageArguments) =>
            connection(
              world.github.repos
                .all()
                .filter(
                  (repository) =>
                    repository.full_name.startsWith(`${owner.login}/`) && canRead(world, repository, viewer),
                )
                .map((repository) => repositoryNode(context, repository)),
              page,
            ),
        }
      : null;
  },

  node: ({ id }: { id: string }, context: GraphQLContext): Resolved => nodeById(context, id),

  /** One that is not there, or may not be seen, is null beside an error that names its place. */
  nodes: ({ ids }: { ids: readonly string[] }, context: GraphQLContext): readonly Promise<Resolved>[] =>
    ids.map(async (id) => Promise.resolve().then(() => nodeById(context, id))),

  rateLimit: (_: unknown, { cost, nodeCount }: GraphQLContext): Resolved => ({
    cost,
    limit: 5000,
    nodeCount,
    remaining: 5000 - cost,
    used: cost,
    resetAt: new Date(Math.ceil(Date.now() / 3_600_000) * 3_600_000).toISOString(),
  }),
};

function nodeById(context: GraphQLContext, id: string): Resolved {
  const { github } = context.world;
  const pull = byNodeId(github.pullRequests, id);
  const named = byNodeId(github.issues, id);
  const issue = named?.is_pull_request === false ? named : undefined;
  const itself = byNodeId(github.repos, id);
  const repository = itself ?? github.repos.get(pull?.repo_id ?? issue?.repo_id ?? 0);
  if (repository && canRead(context.world, repository, context.viewer)) {
    if (itself) {
      return repositoryNode(context, itself);
    }
    if (pull) {
      return pullRequestNode(context, repository, pull);
    }
    if (issue) {
      return issueNode(context, issue);
    }
  }
  throw notResolved(`a node with the global id of '${id}'`);
}
