/** The arguments by which GitHub's connections are paged. */
export interface PageArguments {
  readonly first?: number | null;
  readonly after?: string | null;
  readonly last?: number | null;
  readonly before?: string | null;
}

export interface Connection<T> {
  readonly totalCount: number;
  readonly nodes: readonly T[];
  readonly edges: readonly { readonly node: T; readonly cursor: string }[];
  readonly pageInfo: {
    readonly hasNextPage: boolean;
    readonly hasPreviousPage: boolean;
    readonly startCursor: string | null;
    readonly endCursor: string | null;
  };
}

/** The page of `items` that the arguments ask for. */
export function connection<T>(items: readonly T[], page: PageArguments): Connection<T> {
  return pageOf(items, page, (item) => item);
}

/** The page of a long list, of which only the entries that are on it become nodes. */
export function pageOf<T, N>(
  items: readonly T[],
  page: PageArguments,
  nodeOf: (item: T) => N,
): Connection<N> {
  const from = page.after != null ? position(page.after) + 1 : 0;
  const to = page.before != null ? position(page.before) : items.length;
  const start = page.last == null ? from : Math.max(from, to - page.last);
  const end = page.first == null ? to : Math.min(to, start + page.first);
  const nodes = items.slice(start, end).map(nodeOf);
  return {
    totalCount: items.length,
    nodes,
    edges: nodes.map((node, index) => ({ node, cursor: cursor(start + index) })),
    pageInfo: {
      hasNextPage: end < items.length,
      hasPreviousPage: start > 0,
      startCursor: nodes.length > 0 ? cursor(start) : null,
      endCursor: nodes.length > 0 ? cursor(end - 1) : null,
    },
  };
}

function cursor(index: number): string {
  return Buffer.from(`cursor:${index}`).toString('base64');
}

function position(text: string): number {
  return Number(Buffer.from(text, 'base64').toString().split(':')[1]);
}
