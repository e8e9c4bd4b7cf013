import { readFile } from 'node:fs/promises';
import { HumanError, sentenceOf } from '../base/errors.ts';
import type { Outside } from './outside.ts';

type Environment = Outside['environment'];

/** Web address of the GitHub that runs this workflow; undefined outside GitHub Actions. */
export function actionsServer(environment: Environment): string | undefined {
  const server = environment['GITHUB_SERVER_URL'];
  return isInActions(environment) && server !== undefined && URL.canParse(server)
    ? new URL(server).origin
    : undefined;
}

/** As `owner/name`. */
export function actionsRepository(environment: Environment): string | undefined {
  return isInActions(environment) ? environment['GITHUB_REPOSITORY'] : undefined;
}

/** The page of this run of the workflow. */
export function actionsRunUrl(environment: Environment): string | undefined {
  const [server, repository] = [actionsServer(environment), actionsRepository(environment)];
  const run = environment['GITHUB_RUN_ID'];
  return server !== undefined && repository !== undefined && run !== undefined
    ? `${server}/${repository}/actions/runs/${run}`
    : undefined;
}

export function isInActions(environment: Environment): boolean {
  return environment['GITHUB_ACTIONS'] === 'true';
}

/** What an event is about: a pull request, or a commit that may be the head of some. */
export type EventSubject =
  | { readonly kind: 'pull-request'; readonly number: number }
  | { readonly kind: 'commit'; readonly sha: string };

/**
 * What the event that started this workflow is about; undefined outside GitHub Actions, and for an event about
 * neither a pull request nor a commit.
 *
 * @see https://docs.github.com/en/webhooks/webhook-events-and-payloads
 */
export async function eventSubject(environment: Environment): Promise<EventSubject | undefined> {
  const file = isInActions(environment) ? environment['GITHUB_EVENT_PATH'] : undefined;
  if (file === undefined || file === '') {
    return undefined;
  }
  let event: unknown;
  try {
    event = JSON.parse(await readFile(file, 'utf8'));
  } catch (error) {
    throw new HumanError(`the event of this workflow could not be read: ${sentenceOf(error)}`);
  }
  const number =
    at(event, 'pull_request', 'number') ??
    // A comment on an issue is such an event too.
    (at(event, 'issue', 'pull_request') === undefined ? undefined : at(event, 'issue', 'number'));
  if (typeof number === 'number') {
    return { kind: 'pull-request', number };
  }
  // The lists of pull requests in these leave out those from forks; the commit finds them all.
  const sha =
    at(event, 'check_run', 'head_sha') ??
    at(event, 'check_suite', 'head_sha') ??
    at(event, 'workflow_run', 'head_sha') ??
    at(event, 'deployment', 'sha') ??
    at(event, 'sha');
  return typeof sha === 'string' ? { kind: 'commit', sha } : undefined;
}

function at(value: unknown, ...names: readonly string[]): unknown {
  return names.reduce<unknown>(
    (inner, name) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<string, unknown>)[name] : undefined,
    value,
  );
}
