// A day's work in minutes: a window of VS Code follows a thousand switches between changes, while GitHub fails now and
// then, someone presses Refresh, and the command line looks at the same clone. Memory and handles must stay flat.
//   npm run soak
//   npm run soak -- --switches 200
import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { median } from '../bench/median.ts';
import { extensionHost, openHandles } from '../host/extensionHost.ts';
import { temporaryFolder } from '../host/folders.ts';
import { installExtension } from '../host/install.ts';
import { main } from '../host/main.ts';
import { openWebHost } from '../host/web/webHost.ts';
import { eventually } from '../person/support/eventually.ts';
import { Workbench } from '../person/support/workbench.ts';
import type { FaultEffect } from '../sandbox/http/faults.ts';
import { startSandbox } from '../sandbox/sandbox.ts';
import { buildCommandLine } from '../unit/commandLine/changeGuide.ts';
import { onHost } from '../unit/commandLine/onHost.ts';

const { values } = parseArgs({ options: { switches: { type: 'string', default: '1000' } } });
const switches = Number(values.switches);
/** How much more the second half may hold than the first: what is never given back grows with every switch. */
const mostGrowth = { memory: 1.15, handles: 1.1 };

const branches = [
  { name: 'fix/8-health', shows: '#8 ' },
  { name: 'feature/7-export', shows: '#7 ' },
  { name: 'feature/9-search', shows: '#9 ' },
] as const;
const faults: readonly FaultEffect[] = [
  { kind: 'cut' },
  { kind: 'answer', status: 503 },
  { kind: 'malformed' },
  { kind: 'lose-answer' },
  { kind: 'delay', milliseconds: 2000 },
];

interface Sample {
  readonly switches: number;
  readonly memory: number;
  readonly handles: number;
}

const run = promisify(execFile);

await main(async () => {
  buildCommandLine();
  const folder = temporaryFolder('soak');
  const sandbox = await startSandbox({ directory: path.join(folder.path, 'github') });
  const host = await openWebHost();
  try {
    const clone = path.join(folder.path, 'clone');
    await sandbox.clone(sandbox.people.developer, clone);
    const git = async (...args: string[]) => run('git', args, { cwd: clone });
    for (const { name } of branches) {
      await git('switch', '--quiet', '-c', name, 'main');
      writeFileSync(path.join(clone, 'notes.md'), name);
      await git('add', '.');
      await git('commit', '--quiet', '-m', name);
      await git('push', '--quiet', '--set-upstream', 'origin', name);
    }
    const profile = path.join(folder.path, 'profile');
    installExtension(profile);
    const settings = { 'github-enterprise.uri': sandbox.url };
    const window = await host.openWindow({ workspace: clone, profile, settings });
    const workbench = new Workbench(window.page);
    await workbench.openSideBar('Change');
    const view = workbench.view('Current Change');
    const samples: Sample[] = [];
    for (let turn = 1; turn <= switches; turn++) {
      const branch = branches[turn % branches.length] ?? branches[0];
      await git('switch', '--quiet', branch.name);
      if (turn % 25 === 0) {
        const { token } = sandbox.people.developer;
        const { code, stderr } = await onHost(sandbox, ['status', '--json'], { cwd: clone, token });
        assert.equal(code, 1, stderr);
      }
      const fault = turn % 5 === 0 ? faults[(turn / 5) % faults.length] : undefined;
      if (fault) {
        sandbox.faults.add({ effect: fault, times: 3 });
      }
      await eventually(async () => {
        if (fault) {
          await view.pressInTitle('Refresh');
        }
        mustShow(await view.rows(), branch.shows);
      }, 60_000);
      sandbox.faults.clear();
      if (turn % Math.max(1, Math.round(switches / 20)) === 0) {
        samples.push(sample(turn));
      }
    }
    await window.close();
    report(samples);
  } finally {
    await host.close();
    await sandbox.close();
    folder.remove();
  }
});

function mustShow(rows: readonly string[], beginning: string): void {
  if (rows[0]?.startsWith(beginning) !== true) {
    throw new Error(`The view shows ${rows[0] ?? 'nothing'} and not ${beginning}`);
  }
}

function sample(turn: number): Sample {
  const running = extensionHost();
  const handles = running && openHandles(running.pid);
  const taken = { switches: turn, memory: running?.memory ?? NaN, handles: handles ?? NaN };
  console.log(`${turn} switches: ${taken.memory.toFixed(0)} MB, ${taken.handles} handles`);
  return taken;
}

/** The first fifth is left out: VS Code itself is still getting warm. */
function report(samples: readonly Sample[]): void {
  const warm = samples.slice(Math.floor(samples.length / 5));
  const half = Math.floor(warm.length / 2);
  for (const [kind, most] of Object.entries(mostGrowth)) {
    const values = warm.map((each) => each[kind as keyof typeof mostGrowth]);
    const [first, second] = [median(values.slice(0, half)), median(values.slice(half))];
    const growth = second / first;
    console.log(`${kind}: ${first.toFixed(0)}, then ${second.toFixed(0)}: ${growth.toFixed(2)} times`);
    if (growth > most) {
      console.log(`That is not flat: at most ${most} times.`);
      process.exitCode = 1;
    }
  }
}
