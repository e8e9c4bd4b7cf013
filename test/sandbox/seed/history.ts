import { readFileSync } from 'node:fs';
import path from 'node:path';
import { bot, people, type PersonRole } from '../people.ts';
import type { GitRepositories } from '../git/repositories.ts';

interface Step {
  readonly by: PersonRole | 'bot';
  readonly daysAgo: number;
  readonly message: string;
  /** Files of `sample/` as they are today. */
  readonly files?: readonly string[];
  /** Files of `seed/earlier/`: what they were before a later step. */
  readonly earlier?: readonly string[];
  /** On the branch of the pull request that was merged. */
  readonly onBranch?: true;
  readonly merges?: true;
}

export const mergedBranch = 'fix/3-refresh-tokens-good-once';
export const mergedPull = 6;

const steps: readonly Step[] = [
  {
    by: 'lead',
    daysAgo: 63,
    message: 'Start the payments service',
    files: ['.gitignore', 'tsconfig.json', 'src/config.ts'],
    earlier: ['README.md', 'package.json', 'package-lock.json'],
  },
  {
    by: 'developer',
    daysAgo: 61,
    message: 'Keep amounts in minor units\n\nFloats lose cents.',
    files: ['src/payments/money.ts', 'test/payments/money.test.ts'],
  },
  {
    by: 'developer',
    daysAgo: 58,
    message: 'Keep a ledger that only grows',
    files: ['src/payments/ledger.ts'],
  },
  {
    by: 'security',
    daysAgo: 55,
    message: 'Sign and verify access tokens',
    files: ['src/auth/token.ts', 'test/auth/token.test.ts'],
  },
  { by: 'peer', daysAgo: 52, message: 'Say which scopes refunds need', files: ['src/auth/permissions.ts'] },
  { by: 'developer', daysAgo: 49, message: 'Refund payments', earlier: ['src/payments/refund.ts'] },
  {
    by: 'peer',
    daysAgo: 46,
    message: `Answer over HTTP, and pay no retry twice\n\nCo-authored-by: ${people.developer.name} <${people.developer.email}>`,
    files: ['src/server.ts', 'src/http/router.ts', 'src/http/idempotency.ts'],
  },
  { by: 'qa', daysAgo: 44, message: 'Write the runbook for people on call', files: ['docs/runbook.md'] },
  { by: 'security', daysAgo: 41, message: 'Test every pull request', files: ['.github/workflows/ci.yml'] },
  {
    by: 'developer',
    daysAgo: 38,
    message: 'Never refund more than what is left\n\nCloses #1',
    files: ['src/payments/refund.ts', 'test/payments/refund.test.ts'],
  },
  {
    by: 'lead',
    daysAgo: 35,
    message: 'Adopt the change management procedure',
    files: ['.github/change-procedure.yml', '.github/pull_request_template.md', '.github/CODEOWNERS'],
  },
  { by: 'peer', daysAgo: 30, message: 'Build a container', files: ['Dockerfile'] },
  {
    by: 'security',
    daysAgo: 27,
    message: 'Keep sessions with refresh tokens',
    earlier: ['src/auth/session.ts'],
  },
  {
    by: 'bot',
    daysAgo: 20,
    message: 'Update dependency typescript to v5.8.3',
    files: ['package.json', 'package-lock.json'],
  },
  {
    by: 'developer',
    daysAgo: 13,
    message: 'Make refresh tokens good once',
    files: ['src/auth/session.ts'],
    onBranch: true,
  },
  {
    by: 'developer',
    daysAgo: 12,
    message: 'Test that a token used twice ends the session',
    files: ['test/auth/session.test.ts'],
    onBranch: true,
  },
  {
    by: 'lead',
    daysAgo: 10,
    message: `Merge pull request #${mergedPull} from acme/${mergedBranch}\n\nMake refresh tokens good once`,
    merges: true,
  },
  { by: 'lead', daysAgo: 6, message: 'Describe the service and how it is changed', files: ['README.md'] },
];

/** Noon of a day in the past, in milliseconds: the same for all who ask on one day. */
export function daysAgo(days: number): number {
  const now = new Date();
  return Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() - days, 12);
}

/** The commits that the merged pull request consists of. */
export interface MergedHistory {
  readonly base: string;
  readonly head: string;
  readonly merge: string;
}

/** Writes the sample's history into an empty repository; `sample/` is what `main` holds in the end. */
export function importHistory(git: GitRepositories, fullName: string): MergedHistory {
  const stream = steps.map((step, index) => commitCommand(step, index)).join('');
  git.run(fullName, ['fast-import', '--quiet'], stream);
  const merge = git.text(fullName, ['rev-list', '--merges', '-1', 'refs/heads/main']);
  const [base = '', head = ''] = git.text(fullName, ['show', '-s', '--format=%P', merge]).split(' ');
  // As after a merge with "delete branch".
  git.run(fullName, ['update-ref', '-d', `refs/heads/${mergedBranch}`]);
  return { base, head, merge };
}

/** One commit in the language of `git fast-import`; its mark is its place in the list, from 1. */
function commitCommand(step: Step, index: number): string {
  const who = step.by === 'bot' ? bot : people[step.by];
  const stamp = `${who.name} <${who.email}> ${daysAgo(step.daysAgo) / 1000} +0000`;
  const before = steps.slice(0, index);
  const lastOnMain = before.findLastIndex((other) => !other.onBranch);
  const lastOnBranch = before.findLastIndex((other) => other.onBranch);
  const parent = step.onBranch ? Math.max(lastOnMain, lastOnBranch) : lastOnMain;
  const lines = [
    `commit refs/heads/${step.onBranch ? mergedBranch : 'main'}`,
    `mark :${index + 1}`,
    `author ${stamp}`,
    `committer ${stamp}`,
    data(step.message),
    ...(parent >= 0 ? [`from :${parent + 1}`] : []),
    ...(step.merges ? [`merge :${lastOnBranch + 1}`, ...branchFiles().map(today)] : []),
    ...(step.files ?? []).map(today),
    ...(step.earlier ?? []).map(earlier),
  ];
  return `${lines.join('\n')}\n`;
}

/** fast-import starts a merge from its first parent's files alone. */
function branchFiles(): string[] {
  return steps.filter((step) => step.onBranch).flatMap((step) => step.files ?? []);
}

function today(file: string): string {
  return fileCommand(file, path.join(import.meta.dirname, '../sample'));
}

function earlier(file: string): string {
  return fileCommand(file, path.join(import.meta.dirname, 'earlier'));
}

function fileCommand(file: string, folder: string): string {
  const content = readFileSync(path.join(folder, file), 'utf8');
  return `M 100644 inline ${file}\n${data(content)}`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}
