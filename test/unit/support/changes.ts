import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openHosted } from '../../../src/adapters.ts';
import type { GatherPorts } from '../../../src/change/observePorts.ts';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import type { Person, Sandbox } from '../../sandbox/sandbox.ts';
import { git, repo } from '../sandbox/support.ts';
import { baseOf } from './site.ts';

/** A description that answers all that the procedure asks. */
export const fullBody = `Closes #7

## Summary

A change.

## Testing

Unit tests.

## Rollback plan

Revert.

## Security checklist

${defaultProcedure.pullRequest.securityChecklist.map((item) => `- [x] ${item}`).join('\n')}
`;

/** What reads a change with a client of its own that remembers nothing, in the name of a person. */
export function freshPorts(sandbox: Sandbox, person: Person): GatherPorts {
  const base = baseOf(sandbox);
  const tokens = { get: async () => Promise.resolve(person.token), rejected: () => undefined };
  return { base, ...openHosted(base, tokens, 'change-guide/test') };
}

export interface OpenedPull {
  readonly number: number;
  readonly branch: string;
  readonly head: string;
}

let branches = 0;

/** A branch with a file in it that has a security impact, and its pull request. */
export async function openChange(
  sandbox: Sandbox,
  folder: string,
  options: {
    readonly body?: string;
    readonly message?: string;
    readonly draft?: boolean;
    readonly file?: string;
  } = {},
): Promise<OpenedPull> {
  branches += 1;
  const branch = `feature/7-change-${branches}`;
  await git(folder, 'fetch', '--quiet');
  await git(folder, 'switch', '--quiet', '--no-track', '--create', branch, 'origin/main');
  writeFileSync(
    path.join(folder, options.file ?? `src/auth/change-${branches}.ts`),
    `export const change = ${branches};\n`,
  );
  await git(folder, 'add', '.');
  await git(folder, 'commit', '--quiet', '--message', options.message ?? `Change ${branches}`);
  await git(folder, 'push', '--quiet', '--set-upstream', 'origin', branch);
  const { data } = await sandbox.as(sandbox.people.developer).pulls.create({
    ...repo,
    title: `Change ${branches}`,
    head: branch,
    base: 'main',
    body: options.body ?? fullBody,
    draft: options.draft ?? false,
  });
  return { number: data.number, branch, head: data.head.sha };
}

export async function review(
  sandbox: Sandbox,
  role: 'peer' | 'security' | 'qa' | 'lead',
  pull: OpenedPull,
  event: 'APPROVE' | 'REQUEST_CHANGES' = 'APPROVE',
): Promise<number> {
  const { data } = await sandbox.as(sandbox.people[role]).pulls.createReview({
    ...repo,
    pull_number: pull.number,
    event,
    body: 'Looked at it.',
  });
  return data.id;
}

/** A passed check, and a deployment to staging that succeeded. */
export async function testAndDeploy(
  sandbox: Sandbox,
  pull: OpenedPull,
  state: 'success' | 'failure' = 'success',
  context = 'ci/test',
) {
  const developer = sandbox.as(sandbox.people.developer);
  await developer.repos.createCommitStatus({ ...repo, sha: pull.head, state, context });
  const deployed = await developer.repos.createDeployment({
    ...repo,
    ref: pull.branch,
    environment: 'staging',
    required_contexts: [],
  });
  if (!('id' in deployed.data)) {
    throw new Error('Nothing was deployed');
  }
  const deployment = { ...repo, deployment_id: deployed.data.id };
  await developer.repos.createDeploymentStatus({ ...deployment, state: 'success' });
}

/** All six steps but the merge. */
export async function completeChange(sandbox: Sandbox, folder: string): Promise<OpenedPull> {
  const pull = await openChange(sandbox, folder);
  await testAndDeploy(sandbox, pull);
  for (const role of ['peer', 'security', 'qa', 'lead'] as const) {
    await review(sandbox, role, pull);
  }
  return pull;
}
