/**
 * A GitHub of one's own: one process on loopback, with real git remotes, GitHub's schemas, five people and a
 * sample repository. It is served as a GitHub Enterprise Server.
 */
import { randomBytes } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { Octokit } from '@octokit/rest';
import { cloneAs } from './clone.ts';
import { emulateGitHub } from './emulate.ts';
import { insertSibling } from './entities/repository.ts';
import { GitRepositories } from './git/repositories.ts';
import { answerRest, userOf, type ApiParts, type ApiRequest } from './http/api.ts';
import { answerControl } from './http/control.ts';
import { Faults } from './http/faults.ts';
import { answerGit, isGitPath } from './http/gitRoutes.ts';
import { answerGraphQLRequest } from './http/graphqlRoute.ts';
import { redirectPage } from './http/moved.ts';
import { answerPage } from './http/pages.ts';
import { RateLimit } from './http/rateLimit.ts';
import { RequestLog } from './http/requestLog.ts';
import { close, handle, listen } from './http/server.ts';
import { bot, organization, outsider, people, type People, type Person } from './people.ts';
import { addPeriod, type Period, type PeriodToAdd } from './period/period.ts';
import { addRoutes } from './rest/routes.ts';
import { OpenApiGate, type Violation } from './schema/gate.ts';
import { emulatorSeed, repositoryName, seed } from './seed/seed.ts';
import type { EmulatedApp, Store } from './store.ts';
import type { ExtraStore, MergeRules, World } from './world.ts';

export type { FaultEffect, FaultRule } from './http/faults.ts';
export type { Person } from './people.ts';

export interface Sandbox {
  /** The root of the web: `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Where the REST API answers; GraphQL does at `${url}/api/graphql`. */
  readonly apiUrl: string;
  readonly people: People;
  /** Has an account, and access to nothing. */
  readonly outsider: { readonly login: string; readonly token: string };
  readonly repository: { readonly owner: string; readonly name: string; readonly remoteUrl: string };
  readonly faults: Faults;
  readonly requests: RequestLog;
  /** What the base branch asks of a merge; a test may change it. */
  readonly mergeRules: MergeRules;
  /** What the descriptions of GitHub's API do not allow, since the start or the last `takeViolations`. */
  readonly violations: readonly Violation[];
  /** Opens `/_sandbox/…` to tests that run in another process, see `http/control.ts`. */
  readonly controlToken: string;
  /** The violations so far, which are then forgotten. */
  takeViolations(): Violation[];
  /** @param remoteUrl of another repository than the sample. */
  clone(person: Person, directory: string, remoteUrl?: string): Promise<void>;
  /** Protects a branch of the sample repository: these checks must pass before a merge. */
  requireChecks(branch: string, contexts: readonly string[]): void;
  /** Another repository of the organisation for the same people; it may take a name that the sample had before. */
  createRepository(name: string): void;
  /** Logins whose tokens the organisation wants to see authorised by single sign-on first; a test may change it. */
  readonly unauthorized: Set<string>;
  /** A repository of its own with a year of merged changes, some of which sin: what an audit is tried on. */
  addPeriod(options: PeriodToAdd): Period;
  /** Looks at the sandbox from outside, in the name of a person. */
  as(person: Person): Octokit;
  close(): Promise<void>;
}

export interface SandboxOptions {
  /** For the bare repositories and credentials; made when it is not there. */
  readonly directory: string;
  /** A free one when not given. */
  readonly port?: number;
}

export async function startSandbox({ directory, port = 0 }: SandboxOptions): Promise<Sandbox> {
  const folder = path.resolve(directory);
  mkdirSync(folder, { recursive: true });
  const { server, url } = await listen(port);
  try {
    const faults = new Faults();
    const requests = new RequestLog();
    const violations: Violation[] = [];
    const controlToken = randomBytes(24).toString('base64url');
    const report = (violation: Violation): void => {
      violations.push(violation);
    };
    const { world, app } = await createWorld(url, path.join(folder, 'repositories'));
    const parts: ApiParts = { world, app, gate: new OpenApiGate(report), limits: new RateLimit() };
    const sample = await seed(world, app);
    handle(server, url, {
      faults,
      requests,
      loginOf: (headers) => userOf(world, headers)?.login,
      control: ({ method, url: { pathname }, headers, body }) =>
        pathname.startsWith('/_sandbox/')
          ? answerControl(
              { token: controlToken, faults, requests, violations },
              method,
              pathname,
              headers,
              body,
            )
          : undefined,
      answer: async (request) => answer(parts, report, request),
    });
    const remoteUrl = `${url}/${organization}/${repositoryName}.git`;
    return {
      url,
      apiUrl: world.apiUrl,
      people,
      outsider,
      repository: { owner: organization, name: repositoryName, remoteUrl },
      faults,
      requests,
      mergeRules: world.mergeRules,
      violations,
      controlToken,
      takeViolations: () => violations.splice(0),
      clone: async (person, into, from = remoteUrl) =>
        cloneAs(person, from, into, path.join(folder, 'credentials')),
      requireChecks: (branch, contexts) => {
        world.extra.protections.insert({ repo_id: sample.id, branch, contexts });
      },
      createRepository: (name) => {
        insertSibling(world, sample, name);
      },
      unauthorized: world.unauthorized,
      addPeriod: (options) => addPeriod(world, options),
      as: (person) => client(world, person),
      close: async () => close(server),
    };
  } catch (error) {
    await close(server);
    throw error;
  }
}

async function answer(
  parts: ApiParts,
  report: (violation: Violation) => void,
  request: ApiRequest,
): Promise<Response> {
  const { pathname } = request.url;
  if (isGitPath(pathname)) {
    return answerGit(parts.world, request);
  }
  if (pathname === '/api/graphql') {
    return answerGraphQLRequest(parts.world, parts.limits, report, request);
  }
  if (pathname === '/api/v3' || pathname.startsWith('/api/v3/')) {
    return answerRest(parts, request);
  }
  return redirectPage(parts.world, request.url) ?? answerPage(parts.world, pathname);
}

async function createWorld(url: string, repositories: string): Promise<{ world: World; app: EmulatedApp }> {
  mkdirSync(repositories, { recursive: true });
  const logins = new Map([...Object.values(people), bot, outsider].map(({ login, token }) => [token, login]));
  let world: World | undefined;
  const { app } = await emulateGitHub({
    url,
    seed: emulatorSeed,
    logins,
    extend: ({ app: emulated, store, github }) => {
      world = {
        url,
        apiUrl: `${url}/api/v3`,
        github,
        extra: extraStore(store),
        git: new GitRepositories(repositories),
        comparisons: new Map(),
        mergeRules: { approvals: 0, queue: false },
        moved: new Map(),
        unauthorized: new Set(),
        logins,
        ask: async (asked, login) => ask(emulated, `${url}${asked}`, logins, login),
      };
      addRoutes(emulated, world);
    },
  });
  if (!world) {
    throw new Error('The emulator did not start');
  }
  return { world, app };
}

function extraStore(store: Store): ExtraStore {
  return {
    statuses: store.collection('sandbox.statuses', ['sha']),
    deployments: store.collection('sandbox.deployments', ['repo_id', 'sha']),
    deploymentStatuses: store.collection('sandbox.deployment_statuses', ['deployment_id']),
    linkedBranches: store.collection('sandbox.linked_branches', ['issue_id']),
    dismissals: store.collection('sandbox.dismissals', ['review_id']),
    reviewRequests: store.collection('sandbox.review_requests', ['pull_id']),
    mergeQueue: store.collection('sandbox.merge_queue', ['pull_id']),
    contentEdits: store.collection('sandbox.content_edits', ['pull_id']),
    protections: store.collection('sandbox.protections', ['repo_id']),
    boardStatuses: store.collection('sandbox.board_statuses', ['issue_id']),
    rulesets: store.collection('sandbox.rulesets', ['repo_id']),
    landings: store.collection('sandbox.landings', ['sha']),
  };
}

async function ask(
  app: EmulatedApp,
  url: string,
  logins: ReadonlyMap<string, string>,
  login: string,
): Promise<unknown> {
  const token = [...logins].find(([, owner]) => owner === login)?.[0] ?? '';
  const response = await app.fetch(new Request(url, { headers: { authorization: `Bearer ${token}` } }));
  return response.json();
}

function client(world: World, person: Person): Octokit {
  const quiet = (): undefined => undefined;
  // Octokit prints a warning for every refusal that a test asks for.
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  return new Octokit({ baseUrl: world.apiUrl, auth: person.token, log });
}
