import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import { type Sandbox } from '../../sandbox/sandbox.ts';

const run = promisify(execFile);

export interface PreparedChange {
  readonly ticket: number;
  readonly number: number;
  readonly branch: string;
  readonly head: string;
}

export interface Preparation {
  readonly title: string;
  /** The file that the change adds; below `src/auth` security has to review it. */
  readonly file?: string;
}

/**
 * What the developer did before anyone reviews: a ticket, a branch with one commit, its pull request filled in, checks
 * that passed, and a deployment to staging.
 */
export async function prepareChange(
  sandbox: Sandbox,
  folder: string,
  { title, file = 'docs/notes.md' }: Preparation,
): Promise<PreparedChange> {
  const repo = { owner: sandbox.repository.owner, repo: sandbox.repository.name };
  const developer = sandbox.as(sandbox.people.developer);
  const ticket = (await developer.issues.create({ ...repo, title })).data.number;
  const branch = `feature/${ticket}-${title.toLowerCase().replaceAll(/[^a-z0-9]+/g, '-')}`;
  if (!existsSync(folder)) {
    await sandbox.clone(sandbox.people.developer, folder);
  }
  await git(folder, 'fetch', '--quiet');
  await git(folder, 'switch', '--quiet', '--create', branch, 'origin/main');
  await commit(folder, file, title);
  await git(folder, 'push', '--quiet', '--set-upstream', 'origin', branch);
  const { data: pull } = await developer.pulls.create({
    ...repo,
    title,
    head: branch,
    base: 'main',
    body: bodyFor(ticket),
  });
  await makeReady(sandbox, pull.head.sha);
  return { ticket, number: pull.number, branch, head: pull.head.sha };
}

/** Another commit on the branch that is checked out, pushed; its id. */
export async function pushAnother(folder: string, subject: string): Promise<string> {
  await commit(folder, 'docs/more.md', subject);
  await git(folder, 'push', '--quiet');
  return git(folder, 'rev-parse', 'HEAD');
}

/** Checks that passed, and a deployment to staging, as the pipeline makes them. */
export async function makeReady(sandbox: Sandbox, sha: string): Promise<void> {
  const repo = { owner: sandbox.repository.owner, repo: sandbox.repository.name };
  const developer = sandbox.as(sandbox.people.developer);
  await developer.repos.createCommitStatus({ ...repo, sha, state: 'success', context: 'ci/build' });
  const { data } = await developer.repos.createDeployment({
    ...repo,
    ref: sha,
    environment: 'staging',
    required_contexts: [],
    auto_merge: false,
  });
  if (!('id' in data)) {
    throw new Error('The deployment was not made');
  }
  await developer.repos.createDeploymentStatus({
    ...repo,
    deployment_id: data.id,
    state: 'success',
    environment_url: 'https://staging.acme.example',
  });
}

async function commit(folder: string, file: string, subject: string): Promise<void> {
  mkdirSync(path.dirname(path.join(folder, file)), { recursive: true });
  writeFileSync(path.join(folder, file), `${subject}\n`);
  await git(folder, 'add', '.');
  await git(folder, 'commit', '--quiet', '--message', subject);
}

/** A description that leaves nothing open. */
export function bodyFor(ticket: number): string {
  const items = defaultProcedure.pullRequest.securityChecklist.map((item) => `- [x] ${item}`);
  return [
    `## Summary\n\nNotes for the shop. Closes #${ticket}`,
    '## Testing\n\nRead by two people.',
    '## Rollback plan\n\nRevert the merge.',
    `## Security checklist\n\n${items.join('\n')}`,
  ].join('\n\n');
}

/** It must not block: GitHub is in this process. */
async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', folder, ...args]);
  return stdout.trim();
}
