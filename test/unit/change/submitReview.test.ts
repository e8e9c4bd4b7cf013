import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { HeadMoved } from '../../../src/change/headMoved.ts';
import { WriteFailed } from '../../../src/change/writeFailed.ts';
import { submitReview, type DecidedReview } from '../../../src/change/submitReview.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { FaultEffect, FaultRule } from '../../sandbox/sandbox.ts';
import { git, openPull, repo } from '../sandbox/support.ts';
import { siteOf, type PersonsSite } from '../support/site.ts';

describe('submitReview', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  const { signal } = new AbortController();
  let site: PersonsSite;
  let number: number;
  let head: string;

  before(async () => {
    site = await siteOf(handle.sandbox, handle.sandbox.people.peer, handle.folder('piotr payments'));
  });
  beforeEach(async () => {
    const pull = await openPull(handle.sandbox, handle.folder('dana'));
    number = pull.pull_number;
    head = pull.head;
  });

  function decided(changes: Partial<DecidedReview> = {}): DecidedReview {
    return { pullRequest: number, verdict: 'APPROVED', commit: head, body: '', known: new Set(), ...changes };
  }

  async function submit(review = decided(), from: PersonsSite = site) {
    return submitReview(review, from, signal);
  }

  /** The reviews as GitHub itself has them. */
  async function reviews() {
    const lead = handle.sandbox.as(handle.sandbox.people.lead);
    const { data } = await lead.pulls.listReviews({ ...repo, pull_number: number });
    return data.map(({ user, state, commit_id, body }) => [user?.login, state, commit_id, body]);
  }

  /** Another commit of the developer's on the branch of the pull request. */
  async function push(subject: string): Promise<string> {
    const folder = handle.folder('dana');
    writeFileSync(path.join(folder, 'more.txt'), subject);
    await git(folder, 'add', '.');
    await git(folder, 'commit', '--quiet', '--message', subject);
    await git(folder, 'push', '--quiet');
    return git(folder, 'rev-parse', 'HEAD');
  }

  it('gives an approval that is bound to the commit that was shown', async () => {
    const { review, wasThere } = await submit();
    assert.equal(wasThere, false);
    assert.equal(review.commitSha, head);
    assert.deepEqual(await reviews(), [['piotr-peer', 'APPROVED', head, '']]);
  });

  it('gives a request for changes with its text', async () => {
    await submit(decided({ verdict: 'CHANGES_REQUESTED', body: 'Please add a test.' }));
    assert.deepEqual(await reviews(), [['piotr-peer', 'CHANGES_REQUESTED', head, 'Please add a test.']]);
  });

  it('stops when the head moved, and says what came', async () => {
    const newHead = await push('Round to cents');
    await assert.rejects(submit(), (error) => {
      assert.ok(error instanceof HeadMoved);
      assert.equal(error.head, newHead);
      assert.deepEqual(
        error.commits?.map(({ sha, subject }) => [sha, subject]),
        [[newHead, 'Round to cents']],
      );
      assert.match(error.message, /: 1 commit came since\. Nothing was sent, and what you wrote is kept\./);
      return true;
    });
    assert.deepEqual(await reviews(), []);
  });

  it('stops when the branch was rewritten', async () => {
    const folder = handle.folder('dana');
    await git(folder, 'commit', '--quiet', '--amend', '--message', 'Again');
    await git(folder, 'push', '--quiet', '--force');
    await assert.rejects(submit(), HeadMoved);
    assert.deepEqual(await reviews(), []);
  });

  it('stops when the pull request was closed meanwhile', async () => {
    const developer = handle.sandbox.as(handle.sandbox.people.developer);
    await developer.pulls.update({ ...repo, pull_number: number, state: 'closed' });
    await assert.rejects(submit(), /is closed by now, so your review of \w{7} was not sent/);
    assert.deepEqual(await reviews(), []);
  });

  it('shows what the host refuses in its own words', async () => {
    const own = await siteOf(handle.sandbox, handle.sandbox.people.developer, handle.folder(`own ${number}`));
    await assert.rejects(submit(decided(), own), (error) => {
      assert.ok(error instanceof WriteFailed);
      assert.match(
        error.message,
        /^Your review of #\d+ was not given: .* refused: .*Review Can not approve your own pull request/,
      );
      return true;
    });
    assert.deepEqual(await reviews(), []);
  });

  it('sends no text that the host would cut off', async () => {
    await assert.rejects(submit(decided({ body: 'x'.repeat(70_000) })), /too long by 4464 characters/);
    assert.deepEqual(await reviews(), []);
  });

  describe('gives one review, never two', () => {
    const down: FaultEffect = { kind: 'answer', status: 502, body: 'Bad gateway' };
    const pulls = '/api/v3/repos/acme/payments/pulls';
    const calls: readonly [name: string, rule: Omit<FaultRule, 'effect' | 'times'>][] = [
      ['looking for an earlier attempt', { method: 'GET', path: `${pulls}/*/reviews` }],
      ['reading the head', { method: 'GET', path: `${pulls}/*` }],
      ['sending it', { method: 'POST', path: `${pulls}/*/reviews` }],
    ];
    for (const [name, rule] of calls) {
      for (const effect of [down, { kind: 'cut' }, { kind: 'lose-answer' }, { kind: 'malformed' }] as const) {
        it(`when ${name} fails: ${effect.kind}`, async () => {
          handle.sandbox.faults.add({ ...rule, times: 1, effect });
          await assert.rejects(
            submit(),
            name === 'sending it' ? /^WriteFailed: It is not known/ : /not given/,
          );
          await submit();
          assert.deepEqual(await reviews(), [['piotr-peer', 'APPROVED', head, '']]);
        });
      }
    }

    it('when two windows send at once', async () => {
      handle.sandbox.faults.add({
        method: 'POST',
        path: `${pulls}/*/reviews`,
        effect: { kind: 'delay', milliseconds: 300 },
      });
      const given = await Promise.all([submit(), submit(), submit()]);
      assert.deepEqual(given.map(({ wasThere }) => wasThere).sort(), [false, true, true]);
      assert.equal((await reviews()).length, 1);
    });

    it('but the same words again when the person decides so again', async () => {
      const { review } = await submit();
      const again = await submit(decided({ known: new Set([review.id]) }));
      assert.equal(again.wasThere, false);
      assert.equal((await reviews()).length, 2);
    });
  });
});
