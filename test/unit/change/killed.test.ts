import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { itThoroughly, thorough } from '../../thorough.ts';
import { type DeedCase, Deeds } from '../support/deeds.ts';
import { perform } from '../support/job.ts';
import { bundleJobProcess, startJob } from '../support/jobProcesses.ts';
import { KillingGit } from '../support/killingGit.ts';

/** When a request was made, by its number, and whether it took effect. */
interface Moment {
  readonly request: number;
  readonly tookEffect: boolean;
}

describe('a process that is killed, and another that goes on', function () {
  this.timeout(600_000);
  const handle = useSandbox();
  let script: string;
  const deeds = new Deeds(handle);

  before(async () => {
    script = await bundleJobProcess(handle.folder('.'));
  });
  afterEach(() => {
    handle.sandbox.mergeRules.approvals = 0;
  });

  /** What a run of its own asks, and when it makes something: after those requests it is killed in every run. */
  async function momentsOf(make: () => Promise<DeedCase>): Promise<readonly Moment[]> {
    const { job, check } = await make();
    handle.sandbox.requests.clear();
    const outcome = await startJob(script, job).outcome;
    assert.ok(outcome && 'done' in outcome, JSON.stringify(outcome));
    const requests = [...handle.sandbox.requests.all];
    await check();
    return requests.flatMap(({ method, path: to, body }, index) => {
      const writes = to.endsWith('/graphql')
        ? JSON.stringify(body).includes('mutation')
        : method !== 'GET' && !to.endsWith('git-upload-pack');
      const moment = (tookEffect: boolean) => ({ request: index, tookEffect });
      return thorough ? [moment(false), moment(true)] : writes ? [moment(true)] : [];
    });
  }

  for (const [name, make, atLeast] of [
    ['Start Change', async () => deeds.start(), 3],
    ['Submit', async () => deeds.submit(), 3],
    ['QA Sign-Off', async () => deeds.signOff(), 1],
    ['Merge', async () => deeds.merge(), 1],
  ] as const) {
    it(`${name}: at a request`, async () => {
      const moments = await momentsOf(make);
      assert.ok(moments.length >= atLeast, `${moments.length} moments`);
      for (const { request, tookEffect } of moments) {
        const { job, check } = await make();
        const child = startJob(script, job);
        handle.sandbox.faults.add({
          after: request,
          times: 1,
          effect: { kind: 'end-asker', end: child.kill, tookEffect },
        });
        assert.equal(await child.outcome, undefined, `it was not killed at request ${request}`);
        handle.sandbox.faults.clear();
        await perform(job);
        try {
          await check();
        } catch (error) {
          throw new Error(`killed at request ${request}${tookEffect ? ', which took effect' : ''}`, {
            cause: error,
          });
        }
      }
    });
  }

  for (const [name, make, test] of [
    ['Start Change', async () => deeds.start(), it],
    ['Submit', async () => deeds.submit(), itThoroughly],
    ['QA Sign-Off', async () => deeds.signOff(), itThoroughly],
    ['Merge', async () => deeds.merge(), itThoroughly],
  ] as const) {
    // The git that kills is a shell script.
    (process.platform === 'win32' ? it.skip : test)(`${name}: at a call of git`, async () => {
      const killing = new KillingGit(handle.folder(`git ${name}`));
      const rehearsal = await make();
      const outcome = await startJob(script, { ...rehearsal.job, binary: killing.binary }).outcome;
      assert.ok(outcome && 'done' in outcome, JSON.stringify(outcome));
      const calls = [...killing.calls];
      assert.ok(calls.length > 0);
      await rehearsal.check();
      let tried = 0;
      let killed = 0;
      for (const [index, call] of calls.entries()) {
        if (!thorough && !/\bstash push\b/.test(call)) {
          continue;
        }
        for (const isDone of [false, true]) {
          tried += 1;
          const { job, check } = await make();
          killing.killAt({ call: index + 1, isDone });
          // Calls at the same time have no fixed order, and now and then two of them count as one.
          const wasKilled =
            (await startJob(script, { ...job, binary: killing.binary }).outcome) === undefined;
          killing.killAt(undefined);
          try {
            if (wasKilled) {
              killed += 1;
              await perform(job);
            }
            await check();
          } catch (error) {
            throw new Error(`killed ${isDone ? 'after' : 'before'} git ${call}`, { cause: error });
          }
        }
      }
      assert.ok(killed >= tried / 2, `killed at ${killed} of ${tried} calls`);
    });
  }
});
