import { byNumber, type Issue, type PullRequest, type Repository, type User } from '../store.ts';
import type { World } from '../world.ts';
import { canWrite } from './permissions.ts';
import { forbidden, GitHubError, notFound } from './errors.ts';

/** One request to a REST route, with what its path names already looked up. */
export class Call {
  constructor(
    readonly world: World,
    /** Who asks. */
    readonly user: User,
    readonly query: URLSearchParams,
    readonly body: Readonly<Record<string, unknown>>,
    private readonly parameters: (name: string) => string,
    private readonly request: Request,
  ) {}

  parameter(name: string): string {
    return this.parameters(name);
  }

  number(name: string): number {
    return Number(this.parameters(name));
  }

  /** A text of the body; undefined when it is not there, is null or is no text. */
  text(name: string): string | undefined {
    const value = this.body[name];
    return typeof value === 'string' ? value : undefined;
  }

  texts(name: string): string[] | undefined {
    const value = this.body[name];
    return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
  }

  accepts(mediaType: string): boolean {
    return (this.request.headers.get('accept') ?? '').includes(mediaType);
  }

  get repository(): Repository {
    const fullName = `${this.parameter('owner')}/${this.parameter('repo')}`;
    const repository = this.world.github.repos.findOneBy('full_name', fullName);
    if (!repository) {
      throw notFound();
    }
    return repository;
  }

  /** The repository, for somebody who may push to it. */
  get writable(): Repository {
    const { repository } = this;
    if (!canWrite(this.world, repository, this.user)) {
      throw forbidden();
    }
    return repository;
  }

  /** A pull request is an issue too. */
  get issue(): Issue {
    const { repository } = this;
    if (!repository.has_issues) {
      throw new GitHubError(410, 'Issues are disabled for this repo');
    }
    const issue = byNumber(this.world.github.issues, repository, this.number('number'));
    if (!issue) {
      throw notFound();
    }
    return issue;
  }

  get pull(): PullRequest {
    const pull = byNumber(this.world.github.pullRequests, this.repository, this.number('number'));
    if (!pull) {
      throw notFound();
    }
    return pull;
  }

  /** The commit that a branch, tag or object id names. */
  commit(name: string): string {
    const sha = this.world.git.commit(this.repository.full_name, name);
    if (sha === undefined) {
      throw new GitHubError(422, `No commit found for SHA: ${name}`);
    }
    return sha;
  }

  /** The page that `per_page` and `page` ask for, with links to its neighbours. */
  page<T>(items: readonly T[], show: (item: T) => unknown): Response {
    const { slice, headers } = this.paginate(items);
    return Response.json(slice.map(show), { headers });
  }

  paginate<T>(items: readonly T[]): { slice: readonly T[]; headers: Headers } {
    const size = Math.min(100, positive(this.query.get('per_page')) ?? 30);
    const page = positive(this.query.get('page')) ?? 1;
    const last = Math.max(1, Math.ceil(items.length / size));
    const links: string[] = [];
    const { origin, pathname } = new URL(this.request.url);
    const link = (rel: string, to: number): void => {
      const query = new URLSearchParams(this.query);
      query.set('page', String(to));
      links.push(`<${origin}${pathname}?${query.toString()}>; rel="${rel}"`);
    };
    if (page > 1) {
      link('prev', page - 1);
    }
    if (page < last) {
      link('next', page + 1);
      link('last', last);
    }
    if (page > 1) {
      link('first', 1);
    }
    return {
      slice: items.slice((page - 1) * size, page * size),
      headers: new Headers(links.length > 0 ? { link: links.join(', ') } : {}),
    };
  }
}

function positive(text: string | null): number | undefined {
  const number = Number(text);
  return Number.isInteger(number) && number > 0 ? number : undefined;
}
