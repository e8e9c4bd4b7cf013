import {
  type DocumentNode,
  type FieldNode,
  getNamedType,
  GraphQLError,
  type GraphQLNamedType,
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  type SelectionSetNode,
} from 'graphql';

export interface Cost {
  /** Connections that must be asked for, divided by 100, at least 1. */
  readonly points: number;
  readonly nodes: number;
  readonly problems: readonly GraphQLError[];
}

/**
 * What GitHub would charge for a document, and its rules for connections: each names `first` or `last`, at most
 * 100. Source: docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api.
 */
export function costOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  variables: Record<string, unknown>,
): Cost {
  const counter = new Counter(schema, document, variables);
  for (const definition of document.definitions) {
    if (definition.kind === 'OperationDefinition') {
      counter.count(definition.selectionSet, schema.getRootType(definition.operation), 1);
    }
  }
  const { requests, nodes, problems } = counter;
  return { points: Math.max(1, Math.round(requests / 100)), nodes, problems };
}

class Counter {
  requests = 0;
  nodes = 0;
  readonly problems: GraphQLError[] = [];

  constructor(
    private readonly schema: GraphQLSchema,
    private readonly document: DocumentNode,
    private readonly variables: Record<string, unknown>,
  ) {}

  /** `times` is how often the selection is answered at most. */
  count(selections: SelectionSetNode, type: GraphQLNamedType | null | undefined, times: number): void {
    for (const selection of selections.selections) {
      if (selection.kind === 'Field') {
        this.countField(selection, type, times);
      } else if (selection.kind === 'InlineFragment') {
        const on = selection.typeCondition ? this.schema.getType(selection.typeCondition.name.value) : type;
        this.count(selection.selectionSet, on, times);
      } else {
        const fragment = this.document.definitions.find(
          (definition) =>
            definition.kind === 'FragmentDefinition' && definition.name.value === selection.name.value,
        );
        if (fragment?.kind === 'FragmentDefinition') {
          this.count(fragment.selectionSet, this.schema.getType(fragment.typeCondition.name.value), times);
        }
      }
    }
  }

  private countField(field: FieldNode, parent: GraphQLNamedType | null | undefined, times: number): void {
    if (!field.selectionSet || (!isObjectType(parent) && !isInterfaceType(parent))) {
      return;
    }
    const type = getNamedType(parent.getFields()[field.name.value]?.type);
    if (!type?.name.endsWith('Connection')) {
      this.count(field.selectionSet, type, times);
      return;
    }
    const size = this.pageSize(field);
    this.problems.push(...sizeProblems(field, size));
    this.requests += times;
    this.nodes += times * (size ?? 0);
    this.count(field.selectionSet, type, times * (size ?? 1));
  }

  private pageSize(field: FieldNode): number | undefined {
    const argument = field.arguments?.find(({ name }) => name.value === 'first' || name.value === 'last');
    const value = argument?.value;
    if (value?.kind === 'IntValue') {
      return Number(value.value);
    }
    const given = value?.kind === 'Variable' ? this.variables[value.name.value] : undefined;
    return typeof given === 'number' ? given : undefined;
  }
}

function sizeProblems(field: FieldNode, size: number | undefined): GraphQLError[] {
  const name = field.name.value;
  if (size === undefined) {
    const message = `You must provide a \`first\` or \`last\` value to properly paginate the \`${name}\` connection.`;
    return [
      new GraphQLError(message, { nodes: field, extensions: { type: 'MISSING_PAGINATION_BOUNDARIES' } }),
    ];
  }
  if (size < 1 || size > 100) {
    const message = `Requesting ${size} records on the \`${name}\` connection exceeds the \`first\` limit of 100 records.`;
    return [new GraphQLError(message, { nodes: field, extensions: { type: 'EXCESSIVE_PAGINATION' } })];
  }
  return [];
}
