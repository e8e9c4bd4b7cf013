// `npm test`: everything that must hold, stage by stage, and how much of it does in the last line.
//   npm test -- --only lint,unit
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Counts, countsVariable, inWords, sum, takeCounts } from './counts.ts';
import { emptyFolder, failuresFolder, projectFolder, temporaryFolder } from './host/folders.ts';
import { startOwned } from './host/processes.ts';
import { type Stage, stages } from './stages.ts';

const nothing: Counts = { passed: 0, failed: 0, skipped: 0 };

emptyFolder(failuresFolder);
const countsFolder = temporaryFolder('counts');
const broken = new Set<string>();
let total = nothing;
for (const stage of chosenStages()) {
  total = sum(total, await countStage(stage));
}
console.log(`\n${inWords(total)}`);
process.exitCode = total.failed === 0 ? 0 : 1;

function chosenStages(): readonly Stage[] {
  const { values } = parseArgs({ options: { only: { type: 'string' } } });
  const only = values.only?.split(',');
  const unknown = only?.filter((name) => !stages.some((stage) => stage.name === name)) ?? [];
  if (unknown.length > 0) {
    const names = stages.map(({ name }) => name).join(', ');
    console.error(`There is no stage ${unknown.join(', ')}. The stages are: ${names}.`);
    process.exit(2);
  }
  return stages.filter(({ name }) => only?.includes(name) ?? true);
}

async function countStage(stage: Stage): Promise<Counts> {
  console.log(`\n── ${stage.title} ${'─'.repeat(Math.max(0, 70 - stage.title.length))}\n`);
  if (stage.needs !== undefined && broken.has(stage.needs)) {
    console.log(`Skipped, because ${stage.needs} failed.`);
    return { ...nothing, skipped: 1 };
  }
  const started = Date.now();
  const countsFile = path.join(countsFolder.path, stage.name);
  const passed = await runScript(stage, countsFile);
  if (!passed) {
    broken.add(stage.name);
  }
  console.log(`\n${passed ? '✔' : '✘'} ${stage.title}, ${((Date.now() - started) / 1000).toFixed(1)} s`);
  const counts = stage.counts === 'itself' ? undefined : takeCounts(countsFile);
  if (counts === undefined) {
    return passed && stage.counts === 'itself' ? { ...nothing, passed: 1 } : { ...nothing, failed: 1 };
  }
  // A run that fails although no test of it did, failed all the same.
  return !passed && counts.failed === 0 ? sum(counts, { ...nothing, failed: 1 }) : counts;
}

async function runScript({ script }: Stage, countsFile: string): Promise<boolean> {
  const npm = startOwned('npm', ['run', '--silent', script], {
    cwd: projectFolder,
    env: { ...process.env, [countsVariable]: countsFile },
    stdio: ['ignore', 'inherit', 'inherit'],
    // On Windows npm is a batch file. The script's name is one of ours.
    shell: process.platform === 'win32',
  });
  const [code] = (await once(npm, 'close')) as [number | null];
  return code === 0;
}
