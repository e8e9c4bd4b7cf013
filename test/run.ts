// `npm test`: everything that must hold, stage by stage, and how much of it does in the last line.
//   npm test -- --only lint,unit
//   npm test -- --thorough      more of what is tried with many values
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import path from 'node:path';
import type { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import pLimit from 'p-limit';
import { type Counts, countsVariable, inWords, sum, takeCounts } from './counts.ts';
import { emptyFolder, failuresFolder, projectFolder, temporaryFolder } from './host/folders.ts';
import { startOwned } from './host/processes.ts';
import { type Stage, stages } from './stages.ts';

const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

emptyFolder(failuresFolder);
const countsFolder = temporaryFolder('counts');
const broken = new Set<string>();
let total = nothing;
const { values: options } = parseArgs({
  options: { only: { type: 'string' }, thorough: { type: 'boolean', default: false } },
});
const chosen = chosenStages(options.only?.split(','));
const environment = { ...process.env, CHANGE_GUIDE_THOROUGH: options.thorough ? '1' : '' };
const checks = startChecks(chosen.filter(({ counts }) => counts === 'itself'));
for (const stage of chosen) {
  total = sum(total, await countStage(stage, checks.get(stage)));
}
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

function chosenStages(only: readonly string[] | undefined): readonly Stage[] {
  const unknown = only?.filter((name) => !stages.some((stage) => stage.name === name)) ?? [];
  if (unknown.length > 0) {
    const names = stages.map(({ name }) => name).join(', ');
    console.error(`There is no stage ${unknown.join(', ')}. The stages are: ${names}.`);
    process.exit(2);
  }
  return stages.filter(({ name }) => only?.includes(name) ?? true);
}

/** How a stage ended, and what it printed where that was not shown at once. */
interface Outcome {
  readonly passed: boolean;
  readonly output: string;
  readonly seconds: number;
}

/** Checks use one processor each and know nothing of one another: they run side by side, and are told in order. */
function startChecks(checksToRun: readonly Stage[]): ReadonlyMap<Stage, Promise<Outcome>> {
  const limit = pLimit(availableParallelism());
  return new Map(checksToRun.map((stage) => [stage, limit(async () => runCheck(stage))]));
}

async function countStage(stage: Stage, check: Promise<Outcome> | undefined): Promise<Counts> {
  console.log(`\n── ${stage.title} ${'─'.repeat(Math.max(0, 70 - stage.title.length))}\n`);
  if (stage.needs !== undefined && broken.has(stage.needs)) {
    console.log(`Skipped, because ${stage.needs} failed.`);
    return { ...nothing, skipped: 1 };
  }
  const countsFile = path.join(countsFolder.path, stage.name);
  const { passed, output, seconds } = await (check ?? runTests(stage, countsFile));
  process.stdout.write(output);
  if (!passed) {
    broken.add(stage.name);
  }
  console.log(`\n${passed ? '✔' : '✘'} ${stage.title}, ${seconds.toFixed(1)} s`);
  const counts = check ? undefined : takeCounts(countsFile);
  if (counts === undefined) {
    return passed && check ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
  }
  // A run that fails although no test of it did, failed all the same.
  return !passed && counts.failed === 0 ? sum(counts, { ...nothing, failed: 1 }) : counts;
}

async function runCheck({ script }: Stage): Promise<Outcome> {
  const started = Date.now();
  const npm = startScript(script, 'pipe', environment);
  const [out, err, passed] = await Promise.all([printed(npm.stdout), printed(npm.stderr), ended(npm)]);
  return { passed, output: out + err, seconds: (Date.now() - started) / 1000 };
}

async function runTests({ script }: Stage, countsFile: string): Promise<Outcome> {
  const started = Date.now();
  const passed = await ended(
    startScript(script, 'inherit', { ...environment, [countsVariable]: countsFile }),
  );
  return { passed, output: '', seconds: (Date.now() - started) / 1000 };
}

function startScript(script: string, output: 'inherit' | 'pipe', env: NodeJS.ProcessEnv): ChildProcess {
  return startOwned('npm', ['run', '--silent', script], {
    cwd: projectFolder,
    env,
    stdio: ['ignore', output, output],
    // On Windows npm is a batch file. The script's name is one of ours.
    shell: process.platform === 'win32',
  });
}

async function printed(stream: Readable | null): Promise<string> {
  return stream ? text(stream) : '';
}

async function ended(npm: ChildProcess): Promise<boolean> {
  const [code] = (await once(npm, 'close')) as [number | null];
  return code === 0;
}
