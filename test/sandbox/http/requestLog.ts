/** One request that reached the sandbox, with what became of it. */
export interface LoggedRequest {
  readonly method: string;
  /** As asked, with `/api/v3` and without the query: `/api/v3/repos/acme/payments/issues`. */
  readonly path: string;
  readonly query: string;
  /** Who asked; undefined without a token that is known. */
  readonly login?: string;
  /** The name of the GraphQL operation. */
  readonly operation?: string;
  /** The body, parsed when it is JSON; git's own data is left out. */
  readonly body?: unknown;
  /** The status that was sent; undefined while it runs and when the connection was cut. */
  status?: number;
}

export interface RequestFilter {
  readonly method?: string;
  /** The end of the path, or a pattern for it. */
  readonly path?: string | RegExp;
  readonly login?: string;
  readonly operation?: string;
}

/** What was asked of the sandbox, in order. */
export class RequestLog {
  private entries: LoggedRequest[] = [];

  get all(): readonly LoggedRequest[] {
    return this.entries;
  }

  add(entry: LoggedRequest): LoggedRequest {
    this.entries.push(entry);
    return entry;
  }

  matching(filter: RequestFilter): readonly LoggedRequest[] {
    const { method, path, login, operation } = filter;
    return this.entries.filter(
      (entry) =>
        (method === undefined || entry.method === method.toUpperCase()) &&
        (path === undefined ||
          (typeof path === 'string' ? entry.path.endsWith(path) : path.test(entry.path))) &&
        (login === undefined || entry.login === login) &&
        (operation === undefined || entry.operation === operation),
    );
  }

  clear(): void {
    this.entries = [];
  }
}
