/**
 * Counts what it costs to read a change, in requests and in rate-limit points, for a pull request of usual size and
 * for a huge one: with nothing known, with nothing changed since, and with something changed. Fails when it costs
 * more than docs/github.md says.
 */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { observeChange } from '../../src/change/observeChange.ts';
import { hasChanged } from '../../src/change/probeChange.ts';
import { pointsOf } from '../sandbox/graphql/answer.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import { git, repo } from '../unit/sandbox/support.ts';
import { completeChange, fullBody, review, testAndDeploy } from '../unit/support/changes.ts';
import { siteOf, type PersonsSite } from '../unit/support/site.ts';

const signal = new AbortController().signal;

interface Cost {
  readonly requests: number;
  readonly points: number;
}

/** What may be asked at most: the numbers of docs/github.md. */
const limits: Readonly<Record<string, Cost>> = {
  'usual, cold': { requests: 5, points: 6 },
  'usual, unchanged': { requests: 1, points: 1 },
  'usual, changed': { requests: 2, points: 3 },
  'huge, cold': { requests: 34, points: 37 },
  'huge, unchanged': { requests: 1, points: 1 },
  'huge, changed': { requests: 31, points: 34 },
};

/** GraphQL by GitHub's formula; a REST request is one point. Git's own requests cost none. */
async function costOfWork(sandbox: Sandbox, work: () => Promise<unknown>): Promise<Cost> {
  sandbox.requests.clear();
  await work();
  const asked = sandbox.requests.all.filter(({ path: where }) => where.startsWith('/api/'));
  const points = asked.map(({ operation, body }) => (operation === undefined ? 1 : pointsOf(body)));
  return { requests: asked.length, points: points.reduce((sum, each) => sum + each, 0) };
}

async function hugeChange(sandbox: Sandbox, { folder }: PersonsSite): Promise<void> {
  const branch = 'feature/7-huge';
  await git(folder, 'switch', '--quiet', '--no-track', '--create', branch, 'origin/main');
  mkdirSync(path.join(folder, 'many'));
  for (let file = 0; file < 3000; file += 1) {
    writeFileSync(path.join(folder, `many/${file}.txt`), `${file}\n`);
  }
  await git(folder, 'add', '.');
  await git(folder, 'commit', '--quiet', '-m', 'Many files');
  for (let commit = 1; commit < 250; commit += 1) {
    await git(folder, 'commit', '--quiet', '--allow-empty', '-m', `Commit ${commit}`);
  }
  await git(folder, 'push', '--quiet', '--set-upstream', 'origin', branch);
  const developer = sandbox.as(sandbox.people.developer);
  const { data } = await developer.pulls.create({
    ...repo,
    title: 'Huge',
    head: branch,
    base: 'main',
    body: fullBody,
  });
  const pull = { number: data.number, branch, head: data.head.sha };
  await testAndDeploy(sandbox, pull);
  for (let check = 0; check < 119; check += 1) {
    await developer.repos.createCommitStatus({
      ...repo,
      sha: pull.head,
      state: 'success',
      context: `ci/${check}`,
    });
  }
  for (let times = 0; times < 120; times += 1) {
    await review(sandbox, 'peer', pull);
  }
}

async function main(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'reading '));
  const sandbox = await startSandbox({ directory: path.join(directory, 'github') });
  const tooMuch: string[] = [];
  try {
    for (const [size, make] of [
      ['usual', async (site: PersonsSite) => completeChange(sandbox, site.folder)],
      ['huge', async (site: PersonsSite) => hugeChange(sandbox, site)],
    ] as const) {
      const site = await siteOf(sandbox, sandbox.people.developer, path.join(directory, size));
      await make(site);
      const observe = async () => observeChange(site, new Date(), signal);
      const measure = async (state: string, work: () => Promise<unknown>) => {
        const name = `${size}, ${state}`;
        const started = performance.now();
        const { requests, points } = await costOfWork(sandbox, work);
        const limit = limits[name];
        const isTooMuch = !limit || requests > limit.requests || points > limit.points;
        if (isTooMuch) {
          tooMuch.push(name);
        }
        const time = `${Math.round(performance.now() - started)} ms`;
        console.log(
          `${name.padEnd(18)} ${requests} requests, ${points} points, ${time}${isTooMuch ? ' — too much' : ''}`,
        );
      };
      await measure('cold', observe);
      const facts = await observe();
      if (facts.kind === 'none' || facts.record.unknown.length > 0) {
        throw new Error(`The change could not be read: ${JSON.stringify(facts)}`);
      }
      await measure('unchanged', async () => hasChanged(site, facts, signal));
      await measure('changed', async () => {
        await hasChanged(site, facts, signal);
        await observe();
      });
    }
  } finally {
    await sandbox.close();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
  process.exitCode = tooMuch.length > 0 ? 1 : 0;
}

await main();
