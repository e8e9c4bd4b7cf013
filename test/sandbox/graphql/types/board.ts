import { nodeId } from '../../nodeId.ts';
import type { Issue } from '../../store.ts';
import type { GraphQLContext, Resolved } from '../context.ts';

const title = 'Payments';
const projectId = nodeId('ProjectV2', 1);
const fieldId = nodeId('ProjectV2SingleSelectField', 1);
const statuses = ['Todo', 'In progress', 'Done', 'Deployed'];
/** Tickets with this label are not put on the board. */
const leftOut = 'dependencies';

/**
 * The organization's only project: a board that new issues are put on by themselves, as its workflow _Auto-add_ does.
 * It moves none of them by itself.
 */
export function boardItems(context: GraphQLContext, issue: Issue): readonly Resolved[] {
  const { extra, github } = context.world;
  if (issue.label_ids.some((id) => github.labels.get(id)?.name === leftOut)) {
    return [];
  }
  const option = extra.boardStatuses.findOneBy('issue_id', issue.id)?.option ?? 'Todo';
  return [
    {
      __typename: 'ProjectV2Item',
      id: itemId(issue),
      isArchived: false,
      project: {
        __typename: 'ProjectV2',
        id: projectId,
        title,
        closed: false,
        field: ({ name }: { name: string }) =>
          name === 'Status'
            ? { __typename: 'ProjectV2SingleSelectField', id: fieldId, name, options: options() }
            : null,
      },
      fieldValueByName: ({ name }: { name: string }) =>
        name === 'Status'
          ? { __typename: 'ProjectV2ItemFieldSingleSelectValue', name: option, optionId: optionId(option) }
          : null,
    },
  ];
}

/** The issue and the status that a mutation names; undefined when it names what is not on the board. */
export function movedOnBoard(
  context: GraphQLContext,
  { projectId: project, itemId: item, fieldId: field, value }: MoveInput,
): { readonly issue: Issue; readonly option: string } | undefined {
  const issue = context.world.github.issues
    .all()
    .find((each) => !each.is_pull_request && itemId(each) === item);
  const option = statuses.find((status) => optionId(status) === value.singleSelectOptionId);
  return project === projectId && field === fieldId && issue && option !== undefined
    ? { issue, option }
    : undefined;
}

export interface MoveInput {
  readonly projectId: string;
  readonly itemId: string;
  readonly fieldId: string;
  readonly value: { readonly singleSelectOptionId?: string | null };
  readonly clientMutationId?: string | null;
}

function itemId({ id }: Issue): string {
  return nodeId('ProjectV2Item', id);
}

function options(): readonly Resolved[] {
  return statuses.map((name) => ({
    __typename: 'ProjectV2SingleSelectFieldOption',
    id: optionId(name),
    name,
  }));
}

/** As GitHub's: eight hexadecimal digits. */
function optionId(status: string): string {
  return statuses.indexOf(status).toString(16).padStart(8, '0');
}
