import assert from 'node:assert/strict';
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

const description = `## Summary

Closes #TICKET

## Testing

Unit tests.

## Rollback plan

Revert it.

## Security checklist

- [x] No secrets, keys or tokens are added to code, configuration or logs
- [x] Input from outside is validated before it is used
- [x] Access control is unchanged, or its change is described above
- [x] Sensitive data is neither newly collected, stored, logged nor exposed
- [x] New or updated dependencies were checked for known vulnerabilities
`;

/** A change that has all that the procedure asks for, up to the merge. */
export async function completedChange(
  sandbox: Sandbox,
  folder: string,
): Promise<{ number: number; head: string }> {
  const { developer, peer, qa, lead } = sandbox.people;
  const author = sandbox.as(developer);
  const { data: ticket } = await author.issues.create({ ...repo, title: 'Round refunds' });
  const branch = `fix/${ticket.number}-round`;
  await sandbox.clone(developer, folder);
  await git(folder, 'switch', '--quiet', '--create', branch);
  await writeFile(path.join(folder, 'docs/rounding.md'), 'Half up.\n');
  await git(folder, 'add', '.');
  await git(folder, 'commit', '--quiet', '--message', 'Round');
  await git(folder, 'push', '--quiet', 'origin', branch);
  const body = description.replace('TICKET', String(ticket.number));
  const { data: pull } = await author.pulls.create({
    ...repo,
    title: 'Round',
    head: branch,
    base: 'main',
    body,
  });
  const { sha } = pull.head;
  await author.checks.create({
    ...repo,
    name: 'ci',
    head_sha: sha,
    status: 'completed',
    conclusion: 'success',
  });
  const approve = async (person: Person) =>
    sandbox.as(person).pulls.createReview({ ...repo, pull_number: pull.number, event: 'APPROVE' });
  await approve(peer);
  const deployer = sandbox.as(qa);
  const deployed = await deployer.repos.createDeployment({
    ...repo,
    ref: branch,
    environment: 'staging',
    required_contexts: [],
  });
  assert.ok('id' in deployed.data);
  const deployment_id = deployed.data.id;
  await deployer.repos.createDeploymentStatus({ ...repo, deployment_id, state: 'success' });
  // GitHub's times are whole seconds: the sign-off comes after the deployment.
  await new Promise((resolve) => setTimeout(resolve, 1100));
  await approve(qa);
  await approve(lead);
  return { number: pull.number, head: sha };
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
