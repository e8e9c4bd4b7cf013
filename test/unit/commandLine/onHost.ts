import { mkdirSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Person, Sandbox } from '../../sandbox/sandbox.ts';
import { git, openPull, repo } from '../sandbox/support.ts';
import { changeGuide, type Outcome } from './changeGuide.ts';

/** None of what this machine, or the CI that runs these tests, has set for GitHub. */
const bare: NodeJS.ProcessEnv = Object.fromEntries(
  [
    'GH_TOKEN',
    'GITHUB_TOKEN',
    'GH_ENTERPRISE_TOKEN',
    'GITHUB_ENTERPRISE_TOKEN',
    'GH_HOST',
    'GITHUB_ACTIONS',
    'GITHUB_SERVER_URL',
    'GITHUB_REPOSITORY',
    'GITHUB_EVENT_PATH',
    'GITHUB_RUN_ID',
    'GITHUB_STEP_SUMMARY',
    'FORCE_COLOR',
    'NO_COLOR',
  ].map((name) => [name, undefined]),
);

/** Runs the built command line in a folder, with the local GitHub as the Enterprise Server of the environment. */
export async function onHost(
  sandbox: Sandbox,
  args: readonly string[],
  { cwd, token, env = {} }: { cwd: string; token?: string; env?: NodeJS.ProcessEnv },
): Promise<Outcome> {
  mkdirSync(cwd, { recursive: true });
  return changeGuide(args, { cwd, env: { ...environmentAt(sandbox, cwd, token), ...env } });
}

export function environmentAt(sandbox: Sandbox, cwd: string, token?: string): NodeJS.ProcessEnv {
  return {
    ...bare,
    GH_CONFIG_DIR: cwd,
    GIT_CONFIG_GLOBAL: path.join(cwd, 'no such file'),
    GIT_CONFIG_NOSYSTEM: '1',
    GH_HOST: sandbox.url,
    ...(token !== undefined && { GH_ENTERPRISE_TOKEN: token }),
  };
}

/** The environment that GitHub Actions gives a job of the sample repository, with the event that started it. */
export async function actionsEnvironment(
  sandbox: Sandbox,
  folder: string,
  event: object,
): Promise<Record<string, string>> {
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, 'event.json');
  await writeFile(file, JSON.stringify(event));
  return {
    CI: 'true',
    GITHUB_ACTIONS: 'true',
    GITHUB_SERVER_URL: sandbox.url,
    GITHUB_API_URL: sandbox.apiUrl,
    GITHUB_REPOSITORY: 'acme/payments',
    GITHUB_RUN_ID: '4711',
    GITHUB_EVENT_PATH: file,
    GITHUB_STEP_SUMMARY: path.join(folder, 'summary.md'),
  };
}

/** A ticket and the pull request that closes it, with nothing approved. */
export async function openChange(
  sandbox: Sandbox,
  folder: string,
): Promise<{ number: number; head: string; branch: string }> {
  const { pull_number: number, head } = await openPull(sandbox, folder);
  return { number, head, branch: await git(folder, 'branch', '--show-current') };
}

/** The latest statuses of a commit, as `state: description`. */
export async function statusesOf(sandbox: Sandbox, ref: string, viewer: Person): Promise<readonly Shown[]> {
  const { data } = await sandbox.as(viewer).repos.listCommitStatusesForRef({ ...repo, ref });
  return data.map(({ context, state, description, target_url }) => ({
    context,
    state,
    description,
    link: target_url,
  }));
}

export interface Shown {
  readonly context: string;
  readonly state: string;
  readonly description: string | null;
  readonly link: string | null;
}
