import { thorough } from '../../thorough.ts';
import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { HumanError } from '../../../src/base/errors.ts';
import { newStart, startChange } from '../../../src/change/startChange.ts';
import { StartChangeError } from '../../../src/change/startChangeError.ts';
import type { StartPlan, StartProgress } from '../../../src/change/startJournal.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { FaultEffect, FaultRule } from '../../sandbox/sandbox.ts';
import { git, repo } from '../sandbox/support.ts';
import { waysToFail } from '../support/failures.ts';
import { siteOf, type PersonsSite } from '../support/site.ts';

describe('startChange', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  let site: PersonsSite;
  let titles = 0;

  beforeEach(async () => {
    titles += 1;
    site = await siteOf(handle.sandbox, handle.sandbox.people.developer, handle.folder(`clone ${titles}`));
    handle.sandbox.requests.clear();
  });

  function plan(changes: Partial<StartPlan> = {}): StartPlan {
    return {
      ticket: { kind: 'new', title: `Change number ${titles}`, body: '## What\n\nThis.' },
      branch: `feature/{ticket}-change-${titles}`,
      baseBranch: 'main',
      uncommitted: 'carry',
      assign: true,
      publish: true,
      ...changes,
    };
  }

  async function run(begun: StartProgress, signal = new AbortController().signal): Promise<StartProgress> {
    const ports = { ...site, baseRemote: 'origin', pushRemote: 'origin' };
    return startChange(begun, ports, { signal, report: () => undefined });
  }

  async function fails(begun: StartProgress, signal?: AbortSignal): Promise<StartChangeError> {
    try {
      await run(begun, signal);
    } catch (error) {
      assert.ok(error instanceof StartChangeError, String(error));
      return error;
    }
    return assert.fail('It was expected to fail');
  }

  /** The tickets of that title, as GitHub itself has them. */
  async function tickets(title = `Change number ${titles}`) {
    const { data } = await handle.sandbox
      .as(handle.sandbox.people.lead)
      .issues.listForRepo({ ...repo, state: 'all', per_page: 100 });
    return data.filter((issue) => issue.title === title);
  }

  async function assertStarted(done: StartProgress): Promise<void> {
    const [ticket, ...more] = await tickets();
    assert.ok(ticket);
    assert.deepEqual(more, [], 'one ticket, never two');
    assert.deepEqual(
      ticket.assignees?.map(({ login }) => login),
      ['dana-dev'],
    );
    const branch = `feature/${ticket.number}-change-${titles}`;
    assert.equal(done.branch, branch);
    assert.equal(await git(site.folder, 'symbolic-ref', '--short', 'HEAD'), branch);
    assert.equal(await git(site.folder, 'rev-parse', '--abbrev-ref', '@{u}'), `origin/${branch}`);
    const there = await handle.sandbox
      .as(handle.sandbox.people.lead)
      .git.getRef({ ...repo, ref: `heads/${branch}` });
    assert.equal(there.data.object.sha, await git(site.folder, 'rev-parse', 'HEAD'));
    assert.equal(await site.journal.read(), undefined);
    assert.equal(await site.workingCopy.ticketOf(branch), `#${ticket.number}`);
  }

  it('makes the ticket, assigns it, makes the branch, checks it out, publishes and links it', async () => {
    const done = await run(newStart(plan(), new Date()));
    await assertStarted(done);
    assert.equal(done.linked, true);
    const [ticket] = await tickets();
    assert.equal(ticket?.body, '## What\n\nThis.');
  });

  it('starts from the newest base branch and leaves the local one alone', async () => {
    const old = await git(site.folder, 'rev-parse', 'main');
    const other = await siteOf(handle.sandbox, handle.sandbox.people.lead, handle.folder(`other ${titles}`));
    writeFileSync(path.join(other.folder, 'news.txt'), 'news');
    await git(other.folder, 'add', '.');
    await git(other.folder, 'commit', '--quiet', '-m', 'News');
    await git(other.folder, 'push', '--quiet');
    const done = await run(newStart(plan(), new Date()));
    await assertStarted(done);
    assert.equal(done.base, await git(other.folder, 'rev-parse', 'HEAD'));
    assert.equal(await git(site.folder, 'rev-parse', 'main'), old);
  });

  it('takes a ticket that is there', async () => {
    const { data } = await handle.sandbox
      .as(handle.sandbox.people.peer)
      .issues.create({ ...repo, title: `Change number ${titles}` });
    const done = await run(
      newStart(plan({ ticket: { kind: 'existing', key: `#${data.number}` } }), new Date()),
    );
    await assertStarted(done);
  });

  it('neither assigns nor publishes when told not to', async () => {
    const done = await run(newStart(plan({ assign: false, publish: false }), new Date()));
    assert.deepEqual((await tickets())[0]?.assignees, []);
    assert.deepEqual(await git(site.folder, 'ls-remote', '--heads', 'origin', done.branch ?? ''), '');
    assert.equal(done.linked, undefined);
  });

  it('makes no ticket when the branch can’t be had', async () => {
    await git(site.folder, 'branch', 'taken');
    for (const branch of ['taken', 'taken/{ticket}', 'two words']) {
      const error = await fails(newStart(plan({ branch }), new Date()));
      assert.match(error.message, /^No ticket was created. What you typed is kept\. /);
    }
    assert.deepEqual(await tickets(), []);
  });

  it('gives the branch another name when its own was taken while the ticket was made', async () => {
    const next =
      Math.max(
        ...(
          await handle.sandbox
            .as(handle.sandbox.people.lead)
            .issues.listForRepo({ ...repo, state: 'all', per_page: 100 })
        ).data.map(({ number }) => number),
      ) + 1;
    await git(site.folder, 'branch', `feature/${next}-change-${titles}`);
    const done = await run(newStart(plan(), new Date()));
    assert.equal(done.branch, `feature/${next}-change-${titles}-2`);
  });

  it('puts uncommitted changes aside when told to', async () => {
    writeFileSync(path.join(site.folder, 'README.md'), 'in the middle of it');
    const done = await run(newStart(plan({ uncommitted: 'stash' }), new Date()));
    assert.equal(await git(site.folder, 'status', '--porcelain'), '');
    await site.workingCopy.unstash(done.stash ?? '');
    assert.deepEqual((await site.workingCopy.state()).uncommitted, ['README.md']);
  });

  describe('goes on after a failure, without a second ticket', () => {
    const down: FaultEffect = { kind: 'answer', status: 502, body: 'Bad gateway' };
    const issues = '/api/v3/repos/acme/payments/issues';
    const calls: readonly [name: string, rule: Omit<FaultRule, 'effect' | 'times'>, says: RegExp][] = [
      [
        'fetching the base branch',
        { path: '**/git-upload-pack' },
        /^No ticket was created\. What you typed is kept\. /,
      ],
      [
        'creating the ticket',
        { method: 'POST', path: issues },
        /^Whether the ticket was created is not known; /,
      ],
      [
        'assigning it',
        { method: 'POST', path: '**/assignees' },
        /^The ticket #\d+ was created; its branch was not\. /,
      ],
      [
        'linking the branch',
        { operation: 'CreateLinkedBranch' },
        /is checked out here; it was not published\. /,
      ],
      ['asking for links', { operation: 'LinkedBranches' }, /is checked out here; it was not published\. /],
    ];
    for (const [index, [name, rule, says]] of calls.entries()) {
      for (const effect of waysToFail(index, name === 'creating the ticket')) {
        it(`${name}: ${effect.kind}`, async () => {
          handle.sandbox.faults.add({ ...rule, times: 1, effect });
          const error = await fails(newStart(plan(), new Date()));
          assert.match(error.message, says);
          assert.ok(error.cause instanceof HumanError, 'a person can read why');
          assert.deepEqual(await site.journal.read(), error.progress);
          await assertStarted(await run(error.progress));
        });
      }
    }

    it('creating the ticket: an answer that is cut in half', async () => {
      handle.sandbox.faults.add({ method: 'POST', path: issues, times: 1, effect: { kind: 'malformed' } });
      const error = await fails(newStart(plan(), new Date()));
      assert.match(error.message, /cut off or garbled/);
      await assertStarted(await run(error.progress));
    });

    it('pushing', async () => {
      // Without a linked branch there is something to push.
      handle.sandbox.faults.add({
        operation: 'CreateLinkedBranch',
        effect: { kind: 'answer', status: 403, body: { message: 'Forbidden' } },
      });
      handle.sandbox.faults.add({ path: '**/git-receive-pack', times: 1, effect: down });
      const error = await fails(newStart(plan(), new Date()));
      assert.match(error.message, /is checked out here; it was not published\. git push: /);
      const done = await run(error.progress);
      await assertStarted(done);
      assert.equal(done.linked, false);
    });

    it('in another window, from what the first one left', async () => {
      handle.sandbox.faults.add({ method: 'POST', path: issues, times: 1, effect: { kind: 'lose-answer' } });
      await fails(newStart(plan(), new Date()));
      const left = await site.journal.read();
      assert.ok(left);
      await assertStarted(await run(left));
    });
  });

  it('stops where it is told to, and goes on from there', async () => {
    // Each request in turn, or some of them, is the last one before the developer presses Cancel.
    for (let last = 1; ; last += thorough ? 1 : 3) {
      titles += 1;
      site = await siteOf(handle.sandbox, handle.sandbox.people.developer, handle.folder(`stop ${titles}`));
      const stop = new AbortController();
      let requests = 0;
      const counted = {
        ...site,
        tracker: counting(site.tracker),
        codeHost: counting(site.codeHost),
        workingCopy: counting(site.workingCopy),
      };
      const ports = { ...counted, baseRemote: 'origin', pushRemote: 'origin' };
      const begun = newStart(plan(), new Date());
      let progress: StartProgress;
      try {
        await startChange(begun, ports, { signal: stop.signal, report: () => undefined });
        assert.ok(last > 8, `only ${last} calls were stopped at`);
        return;
      } catch (error) {
        assert.ok(error instanceof StartChangeError);
        assert.match(error.message, /You stopped it there\.$/);
        progress = error.progress;
      }
      await assertStarted(await run(progress));

      function counting<T extends object>(port: T): T {
        return new Proxy(port, {
          get: (target, name) => {
            const value: unknown = Reflect.get(target, name);
            return typeof value !== 'function'
              ? value
              : async (...args: unknown[]) => {
                  const answer: unknown = await Reflect.apply(value, target, args);
                  requests += 1;
                  if (requests === last) {
                    stop.abort();
                  }
                  return answer;
                };
          },
        });
      }
    }
  });

  it('is refused what GitHub refuses, and says so in GitHub’s words', async () => {
    const error = await fails(newStart(plan({ ticket: { kind: 'new', title: '', body: '' } }), new Date()));
    assert.match(error.message, /refused/);
  });
});
