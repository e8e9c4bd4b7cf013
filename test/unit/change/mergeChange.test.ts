import assert from 'node:assert/strict';
import { HumanError } from '../../../src/base/errors.ts';
import { HeadMoved } from '../../../src/change/headMoved.ts';
import { mergeChange, type DecidedMerge, type MergePorts } from '../../../src/change/mergeChange.ts';
import { NotCompliant } from '../../../src/change/notCompliant.ts';
import { closeTicket, moveTicket, plannedForTicket, tellTicket } from '../../../src/change/ticketsFollow.ts';
import { evaluate } from '../../../src/procedure/evaluate.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { FaultEffect, FaultRule } from '../../sandbox/sandbox.ts';
import { procedureWith, recordWith } from '../procedure/records.ts';
import { openPull, repo } from '../sandbox/support.ts';
import { boardStatus } from '../support/board.ts';
import { siteOf, type PersonsSite } from '../support/site.ts';
import { itThoroughly } from '../../thorough.ts';

describe('mergeChange', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  const { signal } = new AbortController();
  let site: PersonsSite;
  let number: number;
  let head: string;

  before(async () => {
    site = await siteOf(handle.sandbox, handle.sandbox.people.lead, handle.folder('lena payments'));
  });
  beforeEach(async () => {
    const pull = await openPull(handle.sandbox, handle.folder('dana'));
    number = pull.pull_number;
    head = pull.head;
    handle.sandbox.requests.clear();
  });
  afterEach(() => {
    Object.assign(handle.sandbox.mergeRules, { approvals: 0, queue: false });
  });

  /** Facts of this very head that are compliant, or lack the final approval. */
  function observing(isCompliant: boolean): MergePorts['observe'] {
    return async () => {
      const record = recordWith((draft) => {
        draft.pullRequest.headSha = head;
        draft.commits.forEach((commit) => {
          commit.sha = head;
        });
        draft.deployments.forEach((deployment) => {
          deployment.sha = head;
        });
        draft.reviews.forEach((review) => {
          review.commitSha = head;
        });
        if (!isCompliant) {
          draft.reviews.pop();
        }
      });
      return Promise.resolve({ record, report: evaluate(procedureWith(), record) });
    };
  }

  async function merge(changes: Partial<DecidedMerge> = {}, isCompliant = true) {
    const ports = { ...site, observe: observing(isCompliant) };
    return mergeChange({ pullRequest: number, head, how: 'merge', ...changes }, ports, signal);
  }

  async function pull() {
    const lead = handle.sandbox.as(handle.sandbox.people.lead);
    return (await lead.pulls.get({ ...repo, pull_number: number })).data;
  }

  async function mergesSent(): Promise<number> {
    return Promise.resolve(handle.sandbox.requests.all.filter(({ method }) => method === 'PUT').length);
  }

  it('offers what the repository allows, with the titles that the host would take', async () => {
    const { methods, queue } = await site.merging.options(number, signal);
    assert.deepEqual(
      methods.map(({ method }) => method),
      ['merge', 'squash'],
    );
    assert.match(
      String(methods[0]?.headline),
      new RegExp(`^Merge pull request #${number} from acme/feature/`),
    );
    assert.equal(methods[1]?.headline, `Change (#${number})`);
    assert.equal(queue, undefined);
  });

  for (const how of ['merge', 'squash'] as const) {
    it(`merges a compliant change: ${how}`, async () => {
      assert.deepEqual(await merge({ how }), { kind: 'merged', wasMerged: false });
      const { merged, merged_by: by, merge_commit_sha: sha } = await pull();
      assert.deepEqual([merged, by?.login], [true, 'lena-lead']);
      const lead = handle.sandbox.as(handle.sandbox.people.lead);
      const { data } = await lead.repos.getCommit({ ...repo, ref: sha ?? '' });
      assert.equal(data.parents.length, how === 'merge' ? 2 : 1);
    });
  }

  it('does not merge what is not compliant', async () => {
    await assert.rejects(merge({}, false), (error) => {
      assert.ok(error instanceof NotCompliant);
      assert.equal(error.report.verdict, 'incomplete');
      assert.match(
        error.message,
        /^#\d+ can’t be merged under ENG-PROC-003 yet: it is incomplete\. 6 Final approval: /,
      );
      return true;
    });
    assert.equal((await pull()).merged, false);
    assert.equal(await mergesSent(), 0);
  });

  it('does not merge another head than the one that was shown', async () => {
    await assert.rejects(merge({ head: 'f'.repeat(40) }), HeadMoved);
    assert.equal(await mergesSent(), 0);
  });

  it('does not merge what was closed', async () => {
    const developer = handle.sandbox.as(handle.sandbox.people.developer);
    await developer.pulls.update({ ...repo, pull_number: number, state: 'closed' });
    await assert.rejects(merge(), /is closed without a merge\. Reopen it first\./);
  });

  describe('shows what the host refuses in its own words', () => {
    it('a rule that asks for approvals', async () => {
      handle.sandbox.mergeRules.approvals = 2;
      await assert.rejects(
        merge(),
        /#\d+ was not merged: .* refused: At least 2 approving reviews are required by reviewers with write access\./,
      );
      assert.equal((await pull()).merged, false);
    });
    it('a method that is not allowed', async () => {
      await assert.rejects(merge({ how: 'rebase' }), /Rebase merges are not allowed on this repository\./);
    });
    it('a head that moved at the last moment', async () => {
      handle.sandbox.faults.add({
        method: 'PUT',
        path: '**/merge',
        times: 1,
        effect: {
          kind: 'answer',
          status: 409,
          body: { message: 'Head branch was modified. Review and try the merge again.' },
        },
      });
      await assert.rejects(merge(), /Head branch was modified\. Review and try the merge again\./);
    });
  });

  describe('where there is a merge queue', () => {
    beforeEach(() => {
      handle.sandbox.mergeRules.queue = true;
    });

    it('puts the change into it, once', async () => {
      const { queue } = await site.merging.options(number, signal);
      assert.deepEqual(queue, { position: undefined });
      const outcome = await merge({ how: 'queue' });
      assert.ok(outcome.kind === 'queued');
      assert.deepEqual(await merge({ how: 'queue' }), outcome);
      const { position } = outcome;
      assert.deepEqual((await site.merging.options(number, signal)).queue, { position });
    });

    it('finds it there after an answer that was lost', async () => {
      handle.sandbox.faults.add({
        operation: 'EnqueuePullRequest',
        times: 1,
        effect: { kind: 'lose-answer' },
      });
      await assert.rejects(merge({ how: 'queue' }), HumanError);
      assert.equal((await merge({ how: 'queue' })).kind, 'queued');
    });

    it('puts nothing into it that is not compliant', async () => {
      await assert.rejects(merge({ how: 'queue' }, false), NotCompliant);
      assert.deepEqual((await site.merging.options(number, signal)).queue, { position: undefined });
    });

    it('takes a GitHub that knows no queues for one without', async () => {
      handle.sandbox.faults.add({
        operation: 'MergeQueue',
        effect: {
          kind: 'answer',
          status: 200,
          body: { errors: [{ message: "Field 'isMergeQueueEnabled' doesn't exist on type 'PullRequest'" }] },
        },
      });
      assert.equal((await site.merging.options(number, signal)).queue, undefined);
    });
  });

  describe('merges once', () => {
    const down: FaultEffect = { kind: 'answer', status: 502, body: 'Bad gateway' };
    const calls: readonly [name: string, rule: Omit<FaultRule, 'effect' | 'times'>][] = [
      ['reading the head', { method: 'GET', path: '/api/v3/repos/acme/payments/pulls/*' }],
      ['merging', { method: 'PUT', path: '**/merge' }],
    ];
    for (const [name, rule] of calls) {
      for (const effect of [down, { kind: 'cut' }, { kind: 'lose-answer' }, { kind: 'malformed' }] as const) {
        const test = effect.kind === 'lose-answer' ? it : itThoroughly;
        test(`when ${name} fails: ${effect.kind}`, async () => {
          handle.sandbox.faults.add({ ...rule, times: 1, effect });
          await assert.rejects(
            merge(),
            name === 'merging' ? /It is not known whether #/ : /was not merged: /,
          );
          const outcome = await merge();
          assert.equal(outcome.kind, 'merged');
          assert.equal((await pull()).merged, true);
        });
      }
    }

    it('when two windows press at once', async () => {
      const outcomes = await Promise.all([merge(), merge()]);
      assert.deepEqual(outcomes.map((outcome) => outcome.kind === 'merged' && outcome.wasMerged).sort(), [
        false,
        true,
      ]);
      assert.equal(await mergesSent(), 1);
    });
  });

  describe('the ticket follows', () => {
    async function newTicket() {
      const { data } = await handle.sandbox
        .as(handle.sandbox.people.developer)
        .issues.create({ ...repo, title: 'Ticket' });
      return data.number;
    }

    async function moved(key: string, status: string): Promise<readonly string[]> {
      return (await moveTicket(site.tracker, key, status, signal)).map(String);
    }

    it('is told of the pull request once, also when an answer is lost', async () => {
      const key = `#${await newTicket()}`;
      handle.sandbox.faults.add({
        method: 'POST',
        path: '**/comments',
        times: 1,
        effect: { kind: 'lose-answer' },
      });
      await assert.rejects(tellTicket(site.tracker, key, 'https://github.test/pull/1', signal), HumanError);
      assert.equal(await tellTicket(site.tracker, key, 'https://github.test/pull/1', signal), true);
      assert.equal(await tellTicket(site.tracker, '#99999', 'https://github.test/pull/1', signal), false);
      assert.equal(await tellTicket(site.tracker, `#${number}`, 'https://github.test/pull/1', signal), false);
      const { data } = await handle.sandbox
        .as(handle.sandbox.people.lead)
        .issues.listComments({ ...repo, issue_number: Number(key.slice(1)) });
      assert.deepEqual(
        data.map(({ body }) => body),
        ['The change is reviewed in https://github.test/pull/1.'],
      );
    });

    it('is closed, unless it is closed already or is none', async () => {
      const key = `#${await newTicket()}`;
      assert.equal(await closeTicket(site.tracker, key, signal), true);
      assert.equal(await closeTicket(site.tracker, key, signal), false);
      assert.equal((await site.tracker.find(key, signal))?.state, 'closed');
      assert.equal(await closeTicket(site.tracker, `#${number}`, signal), false);
      assert.equal(await closeTicket(site.tracker, '#99999', signal), false);
    });

    it('is moved on its board, once, also when an answer is lost', async () => {
      const ticket = await newTicket();
      const key = `#${ticket}`;
      handle.sandbox.faults.add({ operation: 'MoveTicket', times: 1, effect: { kind: 'lose-answer' } });
      await assert.rejects(moveTicket(site.tracker, key, 'deployed', signal), HumanError);
      assert.equal(await boardStatus(handle.sandbox, ticket), 'Deployed');
      handle.sandbox.requests.clear();
      assert.deepEqual(await moved(key, 'deployed'), [`The ticket ${key} is “deployed” on “Payments” now.`]);
      assert.ok(!handle.sandbox.requests.all.some(({ operation }) => operation === 'MoveTicket'));
    });

    it('is not moved where its board has no such status, or it has no board', async () => {
      const key = `#${await newTicket()}`;
      assert.deepEqual(await moved(key, 'Nirvana'), [
        `The ticket ${key} was not moved on “Payments”: there is no status “Nirvana”.`,
      ]);
      assert.deepEqual(await moved('#5', 'Done'), ['The ticket #5 is on no board, so it was not moved.']);
      assert.deepEqual(await moved(`#${number}`, 'Done'), []);
      assert.deepEqual(await moved('#99999', 'Done'), []);
    });

    it('is not moved by a sign-in that may not, which is told', async () => {
      handle.sandbox.faults.add({
        operation: 'TicketBoards',
        times: 1,
        effect: {
          kind: 'graphql-errors',
          errors: [
            {
              type: 'INSUFFICIENT_SCOPES',
              message: "Your token has not been granted the required scopes: ['read:project']",
            },
          ],
        },
      });
      await assert.rejects(
        moveTicket(site.tracker, `#${await newTicket()}`, 'Done', signal),
        /Your sign-in may not do this on .*: Your token has not been granted the required scopes/,
      );
    });

    it('is planned in sentences before', () => {
      const planned = (closes: boolean, movesTo: string) =>
        plannedForTicket('#7', { closes, movesTo }).map(String);
      assert.deepEqual(planned(true, 'Deployed'), [
        'The ticket #7 is closed, if the host has not closed it.',
        'The ticket #7 is moved to “Deployed” on its boards.',
      ]);
      assert.deepEqual(planned(false, ''), []);
    });
  });
});
