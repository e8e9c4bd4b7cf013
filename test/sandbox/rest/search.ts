import { sameText } from '../entities/text.ts';
import type { Issue, Repository } from '../store.ts';
import type { World } from '../world.ts';
import type { Call } from './call.ts';
import { invalid } from './errors.ts';
import { canRead } from './permissions.ts';
import { issueJson } from './represent.ts';
import type { Routes } from './respond.ts';
import { needsSingleSignOn, partialResultsHeader } from './singleSignOn.ts';

export const searchRoutes: Routes = {
  'GET /search/issues': (call) => {
    const query = parse(call.query.get('q') ?? '');
    if (query.words.length === 0 && query.qualifiers.length === 0) {
      throw invalid({ resource: 'Search', field: 'q', code: 'missing' });
    }
    const found = sort(
      call,
      call.world.github.issues.all().filter((issue) => matches(call, query, issue)),
    );
    const { slice, headers } = call.paginate(found);
    const items = slice.map((issue) => ({
      ...issueJson(call.world, repositoryOf(call.world, issue), issue),
      score: 1,
    }));
    return Response.json(
      { total_count: found.length, incomplete_results: false, search_type: 'lexical', items },
      { headers: { ...Object.fromEntries(headers), ...leftOut(call) } },
    );
  },
};

function leftOut({ user, world }: Call): Record<string, string> {
  return world.unauthorized.has(user.login) ? partialResultsHeader(world) : {};
}

interface Query {
  readonly words: readonly string[];
  readonly qualifiers: readonly {
    readonly name: string;
    readonly value: string;
    readonly negated: boolean;
  }[];
}

/** `repo:acme/payments is:open "card token" -label:bug` */
function parse(text: string): Query {
  const words: string[] = [];
  const qualifiers: { name: string; value: string; negated: boolean }[] = [];
  for (const [, negated, name, , quoted, bare] of text.matchAll(
    /(-)?(?:([a-z-]+):)?((?:"([^"]*)"?)|(\S+))/gi,
  )) {
    const value = quoted ?? bare ?? '';
    if (name !== undefined) {
      qualifiers.push({ name: name.toLowerCase(), value, negated: negated !== undefined });
    } else if (value !== '') {
      words.push(value.toLowerCase());
    }
  }
  return { words, qualifiers };
}

function matches(call: Call, query: Query, issue: Issue): boolean {
  const repository = repositoryOf(call.world, issue);
  if (!canRead(call.world, repository, call.user) || needsSingleSignOn(call.world, call.user, repository)) {
    return false;
  }
  const scopes = query.qualifiers
    .filter(({ name }) => name === 'in')
    .flatMap(({ value }) => value.split(','));
  const texts = {
    title: issue.title,
    body: issue.body ?? '',
  };
  const searched = Object.entries(texts)
    .filter(([scope]) => scopes.length === 0 || scopes.includes(scope))
    .map(([, text]) => text.toLowerCase());
  return (
    query.words.every((word) => searched.some((text) => text.includes(word))) &&
    query.qualifiers.every(
      ({ name, value, negated }) => holds(call, repository, issue, name, value) !== negated,
    )
  );
}

function holds(call: Call, repository: Repository, issue: Issue, name: string, value: string): boolean {
  const { github } = call.world;
  const login = value === '@me' ? call.user.login : value;
  const isLogin = (id: number): boolean => sameText(github.users.get(id)?.login ?? '', login);
  const tests: Readonly<Record<string, () => boolean>> = {
    repo: () => sameText(repository.full_name, value),
    org: () => sameText(repository.full_name.split('/')[0] ?? '', value),
    is: () => isOf(issue, value),
    type: () => isOf(issue, value),
    state: () => isOf(issue, value),
    author: () => isLogin(issue.user_id),
    assignee: () => issue.assignee_ids.some(isLogin),
    involves: () => [issue.user_id, ...issue.assignee_ids].some(isLogin),
    no: () => value === 'assignee' && issue.assignee_ids.length === 0,
    label: () => issue.label_ids.some((id) => sameText(github.labels.get(id)?.name ?? '', value)),
    in: () => true,
    sort: () => true,
  };
  const test = tests[name];
  if (!test) {
    // Better to fail than to answer something else than GitHub would.
    throw new Error(`The sandbox’s search does not know the qualifier ${name}:`);
  }
  return test();
}

function isOf(issue: Issue, value: string): boolean {
  switch (value.toLowerCase()) {
    case 'issue':
      return !issue.is_pull_request;
    case 'pr':
    case 'pull-request':
      return issue.is_pull_request;
    case 'open':
    case 'closed':
      return issue.state === value.toLowerCase();
    default:
      return value.toLowerCase() === 'private';
  }
}

function sort(call: Call, issues: readonly Issue[]): Issue[] {
  const key = call.query.get('sort');
  const direction = call.query.get('order') === 'asc' ? 1 : -1;
  const value = (issue: Issue): number =>
    key === 'comments' ? issue.comments : Date.parse(key === 'updated' ? issue.updated_at : issue.created_at);
  return issues.toSorted(
    (a, b) => direction * (value(a) === value(b) ? a.number - b.number : value(a) - value(b)),
  );
}

function repositoryOf(world: World, issue: Issue): Repository {
  const repository = world.github.repos.get(issue.repo_id);
  if (!repository) {
    throw new Error(`Issue ${issue.id} belongs to no repository`);
  }
  return repository;
}
