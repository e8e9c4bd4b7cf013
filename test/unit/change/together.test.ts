import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { StartProgress } from '../../../src/change/startJournal.ts';
import { buildCommandLine } from '../commandLine/changeGuide.ts';
import { onHost } from '../commandLine/onHost.ts';
import { git } from '../sandbox/support.ts';
import { assertNothingInTheWay, Deeds } from '../support/deeds.ts';
import { perform, type Job } from '../support/job.ts';
import { bundleJobProcess, startJob, type JobOutcome } from '../support/jobProcesses.ts';

describe('two windows and a command line on one clone at once', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  const deeds = new Deeds(handle);
  let script: string;

  before(async () => {
    buildCommandLine();
    script = await bundleJobProcess(handle.folder('.'));
  });
  afterEach(() => {
    handle.sandbox.mergeRules.approvals = 0;
  });

  /** Does all of it at the same time, while `change-guide status` looks again and again. */
  async function together(jobs: readonly Job[]): Promise<readonly (JobOutcome | undefined)[]> {
    const [{ folder }] = jobs as [Job];
    const windows = jobs.map((job) => startJob(script, job));
    const over = new AbortController();
    const looking = (async () => {
      let looks = 0;
      do {
        const { token } = handle.sandbox.people.developer;
        const { code, stderr } = await onHost(handle.sandbox, ['status', '--json'], { cwd: folder, token });
        assert.ok(code !== null && code <= 3, stderr);
        looks += 1;
      } while (!over.signal.aborted);
      return looks;
    })();
    const outcomes = await Promise.all(windows.map(async ({ outcome }) => outcome));
    over.abort();
    assert.ok((await looking) > 0);
    return outcomes;
  }

  for (const [name, make] of [
    ['Submit', async () => deeds.submit()],
    ['QA Sign-Off', async () => deeds.signOff()],
    ['Merge', async () => deeds.merge()],
  ] as const) {
    it(`do one ${name}`, async () => {
      const { job, check } = await make();
      for (const outcome of await together([job, job])) {
        assert.ok(outcome && 'done' in outcome, JSON.stringify(outcome));
      }
      await check();
    });
  }

  it('do one Start Change at a time, and say so in the other window', async () => {
    const [one, other] = [await deeds.start(), await deeds.start()];
    const { folder } = one.job;
    const jobs = [one.job, { ...other.job, folder }];
    const outcomes = await together(jobs);
    const refused = outcomes.findIndex((outcome) => outcome !== undefined && 'failed' in outcome);
    const [done, told] = [outcomes[1 - refused], outcomes[refused]];
    assert.ok(done && 'done' in done && told && 'failed' in told, JSON.stringify(outcomes));
    assert.match(told.failed, /being started in this clone by another window.*then try again/);
    const first = done.done as StartProgress;
    const late = jobs[refused];
    assert.ok(late);
    const second = (await perform(late)) as StartProgress;
    for (const { branch } of [first, second]) {
      const pushed = await git(folder, 'rev-parse', `refs/remotes/origin/${branch ?? ''}`);
      assert.equal(await git(folder, 'rev-parse', `refs/heads/${branch ?? ''}`), pushed);
    }
    assert.equal(await git(folder, 'branch', '--show-current'), second.branch);
    assert.equal((await git(folder, 'stash', 'list')).split('\n').length, 1, 'what was put aside is kept');
    assertNothingInTheWay(folder);
  });
});
