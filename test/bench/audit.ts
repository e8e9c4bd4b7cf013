// What an audit of a year costs, as a Markdown table, and whether it finds exactly the sins that were planted.
//   npm run bench:audit [-- CHANGES [KILLS]]
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { auditFiles, type AuditFile } from '../../src/evidence/audit/auditFile.ts';
import { Random } from '../sandbox/period/random.ts';
import { environmentAt } from '../unit/commandLine/onHost.ts';
import { entriesIn, misjudged } from '../unit/evidence/audit/planted.ts';
import { pointsOf } from '../sandbox/graphql/answer.ts';
import { startSandbox, type Sandbox } from '../sandbox/sandbox.ts';
import type { Period } from '../sandbox/period/period.ts';

const changes = Number(process.argv[2] ?? 5000);
const kills = Number(process.argv[3] ?? 10);
/** What the issue allows for 5,000. */
const most = { requests: 250, points: 1000 };

const root = path.join(import.meta.dirname, '../..');
const directory = mkdtempSync(path.join(tmpdir(), 'audit bench '));

interface Run {
  readonly code: number | null;
  readonly seconds: number;
  /** Bytes. */
  readonly peak: number;
}

/** Runs the command line as a person would; with `after` it is killed after so many milliseconds. */
async function audit(sandbox: Sandbox, period: Period, out: string, after?: number): Promise<Run> {
  const started = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--expose-gc',
      `--import=${pathToFileURL(path.join(import.meta.dirname, 'tellMemory.js')).href}`,
      path.join(root, 'dist', 'cli.js'),
      'audit',
      ...['--since', period.since, '--until', period.until],
      ...['--repo', `${period.repository.owner}/${period.repository.name}`],
      ...['--out', out, '--sample', '25', '--seed', 'bench', '--unsigned'],
    ],
    {
      cwd: directory,
      env: { ...process.env, ...environmentAt(sandbox, directory, sandbox.people.lead.token) },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    },
  );
  let peak = 0;
  let said = '';
  child.stderr?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.on('message', (memory: NodeJS.MemoryUsage) => (peak = Math.max(peak, memory.rss)));
  const watch = setInterval(() => {
    if (child.connected) {
      child.send('how much?', () => undefined);
    }
  }, 500);
  const timer = after === undefined ? undefined : setTimeout(() => child.kill('SIGKILL'), after);
  const code = await new Promise<number | null>((resolve) => child.once('close', resolve));
  clearInterval(watch);
  clearTimeout(timer);
  if (code === 2) {
    throw new Error(said);
  }
  return { code, seconds: (performance.now() - started) / 1000, peak };
}

/** Of every file of an audit, so that two of them can be compared. */
function digestOf(folder: string): string {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name))
    .sort();
  const hash = createHash('sha256');
  for (const file of files) {
    hash.update(path.relative(folder, file)).update(readFileSync(file));
  }
  return hash.digest('hex');
}

async function main(): Promise<void> {
  const sandbox = await startSandbox({ directory: path.join(directory, 'github') });
  const failed: string[] = [];
  const check = (what: string, holds: boolean) => {
    failed.push(...(holds ? [] : [what]));
    console.log(`${holds ? '✓' : '✕'} ${what}`);
  };
  try {
    const period = sandbox.addPeriod({ changes });
    sandbox.requests.clear();
    const whole = path.join(directory, 'whole');
    const run = await audit(sandbox, period, whole);
    const asked = sandbox.requests.all.filter(({ path: where }) => where.startsWith('/api/'));
    const graphql = asked.filter(({ operation }) => operation !== undefined);
    const points = graphql.reduce((sum, { body }) => sum + pointsOf(body), 0);
    const { summary } = JSON.parse(readFileSync(path.join(whole, auditFiles.audit), 'utf8')) as AuditFile;
    const entries = entriesIn(readFileSync(path.join(whole, auditFiles.entries), 'utf8'));
    console.log(
      [
        '',
        '| changes | commits | GraphQL requests | points | REST requests | time | peak memory |',
        '| ------- | ------- | ---------------- | ------ | ------------- | ---- | ----------- |',
        `| ${summary.totals.changes} | ${summary.totals.commits} | ${graphql.length} | ${points} | ${asked.length - graphql.length} | ${Math.round(run.seconds)} s | ${Math.round(run.peak / 1024 / 1024)} MB |`,
        '',
      ].join('\n'),
    );
    check(
      `every commit is accounted for: ${period.population}`,
      summary.totals.commits === period.population,
    );
    const wrong = misjudged(period, entries);
    check(
      `exactly the ${period.sins.length} sins that were planted are found${wrong.map((each) => `\n  ${each}`).join('')}`,
      wrong.length === 0,
    );
    if (changes <= 5000) {
      check(`at most ${most.requests} requests`, graphql.length <= most.requests);
      check(`at most ${most.points} points`, points <= most.points);
    }
    const random = new Random(Date.now());
    const broken = path.join(directory, 'broken');
    mkdirSync(broken, { recursive: true });
    const before = sandbox.requests.all.length;
    for (let kill = 0; kill < kills; kill += 1) {
      await audit(
        sandbox,
        period,
        broken,
        (0.1 + random.next() * 0.9) * ((run.seconds * 1000) / Math.max(2, kills / 2)),
      );
      await sleep(200);
    }
    await audit(sandbox, period, broken);
    const again = sandbox.requests.all
      .slice(before)
      .filter(({ operation }) => operation !== undefined).length;
    check(
      `killed ${kills} times, it gives the same files, for ${again} requests in all`,
      digestOf(broken) === digestOf(whole),
    );
  } finally {
    await sandbox.close();
    rmSync(directory, { recursive: true, force: true, maxRetries: 5 });
  }
  process.exitCode = failed.length === 0 ? 0 : 1;
}

await main();
