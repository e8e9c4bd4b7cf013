import { time } from '../../rest/represent.ts';
import type { Issue, Label } from '../../store.ts';
import { connection, type PageArguments } from '../connection.ts';
import type { GraphQLContext, Resolved } from '../context.ts';
import { actorById } from './actor.ts';
import { repositoryFields } from './repositoryFields.ts';
import { boardItems } from './board.ts';
import { linkedBranchNode } from './linkedBranch.ts';

export function issueNode(context: GraphQLContext, issue: Issue): Resolved {
  const { world } = context;
  const repository = world.github.repos.get(issue.repo_id);
  return {
    __typename: 'Issue',
    id: issue.node_id,
    databaseId: issue.id,
    number: issue.number,
    title: issue.title,
    body: issue.body ?? '',
    state: issue.state.toUpperCase(),
    stateReason: issue.state_reason?.toUpperCase() ?? null,
    url: `${world.url}/${repository?.full_name ?? ''}/issues/${issue.number}`,
    repository: repository ? repositoryFields(context, repository) : null,
    author: actorById(context, issue.user_id),
    createdAt: time(issue.created_at),
    updatedAt: time(issue.updated_at),
    closed: issue.state === 'closed',
    closedAt: time(issue.closed_at),
    assignees: (page: PageArguments) =>
      connection(
        issue.assignee_ids.map((id) => actorById(context, id)),
        page,
      ),
    labels: (page: PageArguments) => connection(labelNodes(context, issue.label_ids), page),
    projectItems: (page: PageArguments) => connection(boardItems(context, issue), page),
    linkedBranches: (page: PageArguments) => {
      const links = world.extra.linkedBranches.findBy('issue_id', issue.id);
      // A link ends with its branch.
      const alive = links.filter((link) =>
        world.github.branches.findBy('repo_id', link.repo_id).some((branch) => branch.name === link.name),
      );
      return connection(
        alive.map((link) => linkedBranchNode(context, link)),
        page,
      );
    },
  };
}

export function labelNodes({ world }: GraphQLContext, ids: readonly number[]): Resolved[] {
  return ids
    .flatMap((id): Label[] => {
      const label = world.github.labels.get(id);
      return label ? [label] : [];
    })
    .map(({ node_id, name, color, description }) => ({
      __typename: 'Label',
      id: node_id,
      name,
      color,
      description,
    }));
}
