import { createHash, randomUUID } from 'node:crypto';
import { keepingEdits } from '../rest/contentEdits.ts';
import { GitHubError, notFound } from '../rest/errors.ts';
import { organization } from '../people.ts';
import { metaJson } from '../rest/meta.ts';
import { followingRenames } from '../rest/moved.ts';
import { canRead } from '../rest/permissions.ts';
import { errorResponse, release } from '../rest/respond.ts';
import { singleSignOnHeader, singleSignOnMessage } from '../rest/singleSignOn.ts';
import type { OpenApiGate } from '../schema/gate.ts';
import type { EmulatedApp, User } from '../store.ts';
import type { World } from '../world.ts';
import { amend } from './amend.ts';
import { tokenOf } from './authenticate.ts';
import { byName, redirectApi } from './moved.ts';
import type { RateLimit } from './rateLimit.ts';

export interface ApiRequest {
  readonly method: string;
  /** As asked, below `/api/v3` or `/api/graphql`. */
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Buffer;
}

export interface ApiParts {
  readonly world: World;
  readonly app: EmulatedApp;
  readonly gate: OpenApiGate;
  readonly limits: RateLimit;
}

/** Answers a REST request as a GitHub Enterprise Server does. */
export async function answerRest(parts: ApiParts, request: ApiRequest): Promise<Response> {
  const { world, gate, limits } = parts;
  const path = byName(world, request.url.pathname.slice('/api/v3'.length));
  const url = new URL(`${world.url}${path}${request.url.search}`);
  const checked = gate.checkRequest(
    request.method === 'HEAD' ? 'GET' : request.method,
    url,
    parseBody(request.body),
  );
  const user = userOf(world, request.headers);
  const answer = checked ? await route(parts, request, url, user) : errorResponse(notFound());
  const response = await finish(world, user, answer, request);
  const text = await response.clone().text();
  checked?.checkResponse(response.status, isJson(response) ? JSON.parse(text) : undefined);
  const resource = path.startsWith('/search/') ? 'search' : 'core';
  // GitHub does not count an authorised answer that says that nothing changed.
  const cost = response.status === 304 ? 0 : 1;
  const limitHeaders = limits.spend(tokenOf(request.headers) ?? '', resource, cost);
  for (const [name, value] of Object.entries({ ...commonHeaders(user !== undefined), ...limitHeaders })) {
    response.headers.set(name, value);
  }
  return response;
}

export function commonHeaders(authenticated: boolean): Record<string, string> {
  return {
    'x-github-enterprise-version': `enterprise-server@${release}.0`,
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': randomUUID().toUpperCase(),
    ...(authenticated && { 'x-oauth-scopes': 'read:org, repo', 'x-accepted-oauth-scopes': 'repo' }),
  };
}

export function userOf(world: World, headers: Headers): User | undefined {
  return world.github.users.findOneBy('login', world.logins.get(tokenOf(headers) ?? ''));
}

async function route(
  { world, app }: ApiParts,
  request: ApiRequest,
  url: URL,
  user: User | undefined,
): Promise<Response> {
  if (!user && request.headers.has('authorization')) {
    return errorResponse(new GitHubError(401, 'Bad credentials'));
  }
  if (url.pathname === '/meta') {
    return Response.json(metaJson);
  }
  const elsewhere = user && redirectApi(world, request.method, url.pathname, url.search);
  if (elsewhere) {
    return elsewhere;
  }
  if (!mayKnowOf(world, url, user)) {
    return errorResponse(notFound());
  }
  if (!user) {
    return errorResponse(new GitHubError(401, 'Requires authentication'));
  }
  if (world.unauthorized.has(user.login) && belongsTo(organization, url.pathname)) {
    return errorResponse(new GitHubError(403, singleSignOnMessage), singleSignOnHeader(world));
  }
  const headers = new Headers(request.headers);
  headers.set('authorization', `Bearer ${tokenOf(request.headers) ?? ''}`);
  const body = request.body.length > 0 ? new Uint8Array(request.body) : undefined;
  const answer = async (): Promise<Response> =>
    app.fetch(new Request(url, { method: request.method, headers, ...(body && { body }) }));
  return followingRenames(world, request.method, url.pathname, async () =>
    keepingEdits(world, request.method, url.pathname, user, answer),
  );
}

/** GitHub tells outsiders neither that a private repository exists nor who is in which team. */
function mayKnowOf(world: World, url: URL, user: User | undefined): boolean {
  const organization = /^\/orgs\/([^/]+)\/teams/.exec(url.pathname)?.[1];
  if (organization !== undefined && user) {
    return isMember(world, organization, user);
  }
  const [, owner, name] = /^\/repos\/([^/]+)\/([^/]+)/.exec(decodeURIComponent(url.pathname)) ?? [];
  if (owner === undefined || name === undefined) {
    return true;
  }
  const repository = world.github.repos.findOneBy('full_name', `${owner}/${name}`);
  return repository !== undefined && user !== undefined && canRead(world, repository, user);
}

function belongsTo(owner: string, path: string): boolean {
  const [, kind = '', name] = path.split('/');
  return ['repos', 'orgs'].includes(kind) && name === owner;
}

function isMember({ github }: World, organization: string, user: User): boolean {
  const id = github.orgs.findOneBy('login', organization)?.id;
  const memberships = github.teamMembers.findBy('user_id', user.id);
  return memberships.some((membership) => github.teams.get(membership.team_id)?.org_id === id);
}

async function finish(
  world: World,
  user: User | undefined,
  answer: Response,
  request: ApiRequest,
): Promise<Response> {
  const headers = new Headers(answer.headers);
  const links = headers.get('link');
  if (links !== null) {
    headers.set('link', links.replaceAll(`<${world.url}/`, `<${world.apiUrl}/`));
  }
  const bytes = Buffer.from(await answer.arrayBuffer());
  let body: string | Uint8Array<ArrayBuffer> | null = answer.status === 204 ? null : new Uint8Array(bytes);
  if (isJson(answer)) {
    body = JSON.stringify(amend(world, user, JSON.parse(bytes.toString())));
    headers.set('content-type', 'application/json; charset=utf-8');
  } else if (answer.ok && (request.headers.get('accept') ?? '').includes('raw')) {
    headers.set('content-type', 'application/vnd.github.raw+json; charset=utf-8');
  }
  if (request.method !== 'GET' || answer.status !== 200) {
    return new Response(body, { status: answer.status, headers });
  }
  return unlessUnchanged(request, new Response(body, { headers }), etagOf(body ?? ''));
}

function etagOf(body: string | Uint8Array): string {
  return `W/"${createHash('sha256').update(body).digest('hex')}"`;
}

/** Status 304 for those who know this answer already. */
function unlessUnchanged(request: ApiRequest, response: Response, etag: string): Response {
  const { headers } = response;
  headers.set('etag', etag);
  headers.set('cache-control', 'private, max-age=60, s-maxage=60');
  headers.set('vary', 'Accept, Authorization, Cookie, X-GitHub-OTP');
  if (request.headers.get('if-none-match') !== etag) {
    return response;
  }
  headers.delete('content-type');
  return new Response(null, { status: 304, headers });
}

function isJson(response: Response): boolean {
  return (response.headers.get('content-type') ?? '').startsWith('application/json');
}

/** The body as data; undefined when there is none, text when it is not JSON. */
export function parseBody(body: Buffer): unknown {
  if (body.length === 0) {
    return undefined;
  }
  try {
    return JSON.parse(body.toString());
  } catch {
    return body.toString();
  }
}
