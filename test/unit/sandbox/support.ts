import { execFile } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Octokit } from '@octokit/rest';
import type { Person, Sandbox } from '../../sandbox/sandbox.ts';

export const repo = { owner: 'acme', repo: 'payments' } as const;

const run = promisify(execFile);

/** Runs git in a folder and gives what it prints. Never synchronously: the sandbox answers in this very process. */
export async function git(folder: string, ...args: string[]): Promise<string> {
  const { stdout } = await run('git', ['-C', folder, ...args]);
  return stdout.trimEnd();
}

/** Makes a person's fork of the sample repository. */
export async function fork(
  sandbox: Sandbox,
  person: Person,
  name: string = repo.repo,
): Promise<{ owner: string; name: string; remoteUrl: string }> {
  await sandbox.as(person).repos.createFork({ ...repo, name });
  return { owner: person.login, name, remoteUrl: `${sandbox.url}/${person.login}/${name}.git` };
}

/** The status and message of a refusal; throws when the request was not refused. */
export async function refusal(request: Promise<unknown>): Promise<{ status: number; text: string }> {
  try {
    await request;
  } catch (error) {
    const { status, response } = error as { status: number; response?: { data: unknown } };
    return { status, text: JSON.stringify(response?.data) };
  }
  throw new Error('The request was not refused');
}

let branches = 0;

/** A new branch with one commit, pushed by a person from their clone, which is made when it is not there. */
export async function pushBranch(sandbox: Sandbox, person: Person, folder: string): Promise<string> {
  branches += 1;
  const branch = `feature/${branches}-change`;
  if (!existsSync(folder)) {
    await sandbox.clone(person, folder);
  }
  await git(folder, 'switch', '--quiet', '--create', branch, 'origin/main');
  writeFileSync(path.join(folder, `change-${branches}.txt`), 'A change\n');
  await git(folder, 'add', '.');
  await git(folder, 'commit', '--quiet', '--message', `Change ${branches}`);
  await git(folder, 'push', '--quiet', '--set-upstream', 'origin', branch);
  return branch;
}

/** An open pull request of the developer, and the commit at its head. */
export async function openPull(
  sandbox: Sandbox,
  folder: string,
): Promise<{ pull_number: number; head: string }> {
  const developer = sandbox.as(sandbox.people.developer);
  const branch = await pushBranch(sandbox, sandbox.people.developer, folder);
  const { data } = await developer.pulls.create({
    ...repo,
    title: 'Change',
    head: branch,
    base: 'main',
    body: 'Text',
  });
  return { pull_number: data.number, head: data.head.sha };
}

/** The names of what a list holds. */
export async function branchNames(client: Octokit): Promise<string[]> {
  const { data } = await client.repos.listBranches(repo);
  return data.map(({ name }) => name);
}
