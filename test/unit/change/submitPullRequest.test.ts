import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { HumanError } from '../../../src/base/errors.ts';
import type { Submission, SubmitPlan } from '../../../src/change/submission.ts';
import { ChangedOnHostError, NotOpenError, SubmitError } from '../../../src/change/submitError.ts';
import { submitPullRequest, type Submitted } from '../../../src/change/submitPullRequest.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { FaultRule } from '../../sandbox/sandbox.ts';
import { git, repo } from '../sandbox/support.ts';
import { waysToFail } from '../support/failures.ts';
import { siteOf, type PersonsSite } from '../support/site.ts';

describe('submitPullRequest', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  let site: PersonsSite;
  let branch = '';
  let number = 0;

  beforeEach(async () => {
    await freshBranch();
  });

  async function freshBranch(): Promise<void> {
    number += 1;
    branch = `feature/8-change-${number}`;
    site = await siteOf(handle.sandbox, handle.sandbox.people.developer, handle.folder(`clone ${number}`));
    await git(site.folder, 'checkout', '--quiet', '-b', branch);
    await commit('one');
    handle.sandbox.requests.clear();
  }

  async function commit(text: string): Promise<void> {
    writeFileSync(path.join(site.folder, 'health.txt'), `${branch}: ${text}`);
    await git(site.folder, 'add', '.');
    await git(site.folder, 'commit', '--quiet', '-m', text);
  }

  function plan(changes: Partial<SubmitPlan> = {}): SubmitPlan {
    return {
      branch,
      base: 'main',
      title: `Ready when ready ${number}`,
      body: 'Closes #8\n\n## Summary\n\n“It” waits.',
      isDraft: false,
      labels: ['bug', 'security'],
      reviewers: { users: ['sofia-sec'], teams: ['qa', 'engineering-leads'] },
      ticket: '#8',
      settled: [],
      ...changes,
    };
  }

  async function run(
    what: SubmitPlan,
    signal = new AbortController().signal,
    ports: PersonsSite = site,
  ): Promise<Submitted> {
    return submitPullRequest(
      what,
      { ...ports, pushRemote: 'origin', pushOwner: 'acme' },
      { signal, report: () => undefined },
    );
  }

  async function fails(what: SubmitPlan, signal?: AbortSignal, ports?: PersonsSite): Promise<SubmitError> {
    try {
      await run(what, signal, ports);
    } catch (error) {
      assert.ok(error instanceof SubmitError, String(error));
      return error;
    }
    return assert.fail('It was expected to fail');
  }

  /** The pull requests of the branch, as GitHub itself has them. */
  async function pulls() {
    const { data } = await handle.sandbox
      .as(handle.sandbox.people.lead)
      .pulls.list({ ...repo, state: 'all', head: `acme:${branch}`, per_page: 100 });
    return data;
  }

  async function assertSubmitted(what: SubmitPlan = plan()): Promise<void> {
    const [pull, ...more] = await pulls();
    assert.ok(pull);
    assert.deepEqual(more, [], 'one pull request, never two');
    assert.deepEqual(
      [pull.title, pull.body, pull.base.ref, pull.draft],
      [what.title, what.body, what.base, what.isDraft],
    );
    assert.equal(pull.head.sha, await git(site.folder, 'rev-parse', 'HEAD'));
    assert.deepEqual(pull.labels.map(({ name }) => name).sort(), ['bug', 'security']);
    assert.deepEqual(
      pull.requested_reviewers?.map(({ login }) => login),
      what.reviewers.users,
    );
    assert.deepEqual(pull.requested_teams?.map(({ slug }) => slug).sort(), [...what.reviewers.teams].sort());
    const { data: comments } = await handle.sandbox
      .as(handle.sandbox.people.lead)
      .issues.listComments({ ...repo, issue_number: 8, per_page: 100 });
    const text = `The change is reviewed in ${pull.html_url}.`;
    assert.equal(comments.filter((comment) => comment.body === text).length, 1, 'one comment, never two');
    const left = await site.drafts.readSubmission(branch);
    assert.deepEqual(left, {
      schema: 'submission/1',
      branch,
      pullRequest: { id: pull.node_id, number: pull.number, url: pull.html_url },
      agreed: { title: what.title, body: what.body },
    } satisfies Submission);
  }

  it('pushes, creates the pull request, labels it and requests its reviewers', async () => {
    const { pullRequest, wasCreated } = await run(plan());
    assert.equal(wasCreated, true);
    assert.equal(pullRequest.title, plan().title);
    await assertSubmitted();
  });

  it('creates a draft, and marks it as ready later', async () => {
    const draft = plan({ isDraft: true, reviewers: { users: [], teams: [] } });
    assert.equal((await run(draft)).pullRequest.isDraft, true);
    await assertSubmitted(draft);
    const { pullRequest, wasCreated } = await run(plan());
    assert.deepEqual([pullRequest.isDraft, wasCreated], [false, false]);
    await assertSubmitted();
  });

  it('pushes what was committed since, and brings title and body up to date', async () => {
    await run(plan());
    await commit('two');
    const later = plan({ title: 'Another title', body: 'Another body' });
    assert.equal((await run(later)).wasCreated, false);
    await assertSubmitted(later);
  });

  it('sends nothing when nothing changed', async () => {
    const quiet = plan({ reviewers: { users: [], teams: [] } });
    await run(quiet);
    handle.sandbox.requests.clear();
    await run(quiet);
    assert.deepEqual(
      handle.sandbox.requests.all.filter(({ method, path: to }) => method !== 'GET' && to.startsWith('/api')),
      [],
    );
  });

  it('takes a pull request that someone opened by hand, when it says nothing yet', async () => {
    await git(site.folder, 'push', '--quiet', 'origin', branch);
    const { pulls: api } = handle.sandbox.as(handle.sandbox.people.developer);
    await api.create({ ...repo, head: branch, base: 'main', title: 'By hand', draft: true });
    assert.equal((await run(plan())).wasCreated, false);
    await assertSubmitted();
  });

  describe('when GitHub says something else meanwhile', () => {
    const theirs = { title: 'A better title', body: 'What someone wrote there.\r\n' };

    async function editThere(): Promise<void> {
      const [pull] = await pulls();
      assert.ok(pull);
      await handle.sandbox
        .as(handle.sandbox.people.lead)
        .pulls.update({ ...repo, pull_number: pull.number, ...theirs });
    }

    async function isAsTheyLeftIt(): Promise<void> {
      const [pull] = await pulls();
      assert.deepEqual([pull?.title, pull?.body], [theirs.title, theirs.body]);
    }

    it('overwrites nothing and hands out what it says', async () => {
      await run(plan());
      await editThere();
      const { cause } = await fails(plan({ body: 'Mine' }));
      assert.ok(cause instanceof ChangedOnHostError);
      assert.deepEqual([cause.theirs.title, cause.theirs.body], [theirs.title, theirs.body]);
      await isAsTheyLeftIt();
    });

    it('overwrites nothing when the draft did not change either', async () => {
      await run(plan());
      await editThere();
      assert.ok((await fails(plan())).cause instanceof ChangedOnHostError);
      await isAsTheyLeftIt();
    });

    it('overwrites it when the developer has seen just that and says so', async () => {
      await run(plan());
      await editThere();
      await fails(plan({ body: 'Mine', overwrite: { title: theirs.title, body: 'Something older' } }));
      await isAsTheyLeftIt();
      const mine = plan({ body: 'Mine', overwrite: theirs });
      await run(mine);
      await assertSubmitted(mine);
    });

    it('is content when it says what the draft says', async () => {
      await run(plan());
      await editThere();
      await run(plan({ title: theirs.title, body: theirs.body.trim() }));
      await isAsTheyLeftIt();
    });

    it('leaves alone the words of a pull request that it does not know', async () => {
      await run(plan());
      await editThere();
      const other = await siteOf(
        handle.sandbox,
        handle.sandbox.people.developer,
        handle.folder(`other ${number}`),
      );
      await git(other.folder, 'checkout', '--quiet', branch);
      assert.ok((await fails(plan(), undefined, other)).cause instanceof ChangedOnHostError);
      await isAsTheyLeftIt();
    });
  });

  it('leaves a closed one and a merged one as they are', async () => {
    await run(plan());
    const [pull] = await pulls();
    assert.ok(pull);
    const { pulls: api } = handle.sandbox.as(handle.sandbox.people.lead);
    await api.update({ ...repo, pull_number: pull.number, state: 'closed' });
    const closed = await fails(plan({ body: 'Later' }));
    assert.ok(closed.cause instanceof NotOpenError);
    assert.match(closed.message, /was closed, and was left as it is/);
    await api.update({ ...repo, pull_number: pull.number, state: 'open' });
    await api.merge({ ...repo, pull_number: pull.number });
    assert.match((await fails(plan({ body: 'Later' }))).message, /is merged already/);
  });

  it('says what GitHub refuses, and what is there by then', async () => {
    const nobody = await fails(plan({ reviewers: { users: [], teams: ['nobody-knows'] } }));
    assert.match(
      nobody.message,
      /^Pull request #\d+ is there; its reviewers were not requested\. .*not a collaborator/,
    );
    await run(plan());
    await assertSubmitted();
  });

  it('says that there is nothing to merge', async () => {
    await git(site.folder, 'reset', '--quiet', '--hard', 'origin/main');
    const error = await fails(plan());
    assert.match(error.message, /^No pull request was created; the draft is kept\. .*No commits between/);
  });

  describe('goes on after a failure, without a second pull request', () => {
    const api = '/api/v3/repos/acme/payments';
    const calls: readonly [name: string, rule: Omit<FaultRule, 'effect' | 'times'>, says: RegExp][] = [
      ['looking at what is there', { method: 'GET', path: `${api}/pulls` }, /^No pull request was created; /],
      [
        'creating it',
        { method: 'POST', path: `${api}/pulls` },
        /^Whether the pull request was created is not known; /,
      ],
      ['setting labels', { method: 'POST', path: '**/labels' }, /is there; its labels were not set, /],
      [
        'requesting reviewers',
        { method: 'POST', path: '**/requested_reviewers' },
        /its reviewers were not requested\. /,
      ],
      [
        'telling its ticket',
        { method: 'POST', path: '**/comments' },
        /is there; the comment on its ticket was not written\. /,
      ],
    ];
    for (const [index, [name, rule, says]] of calls.entries()) {
      for (const effect of waysToFail(index, name === 'creating it')) {
        it(`${name}: ${effect.kind}`, async () => {
          handle.sandbox.faults.add({ ...rule, times: 1, effect });
          const error = await fails(plan());
          assert.match(error.message, says);
          assert.ok(error.cause instanceof HumanError, 'a person can read why');
          assert.deepEqual(await site.drafts.readSubmission(branch), error.submission);
          await run(plan());
          await assertSubmitted();
        });
      }
    }

    it('pushing', async () => {
      handle.sandbox.faults.add({
        path: '**/git-receive-pack',
        times: 1,
        effect: { kind: 'answer', status: 502 },
      });
      const error = await fails(plan());
      assert.match(error.message, /^Nothing was submitted; the draft is kept\. git push: /);
      await run(plan());
      await assertSubmitted();
    });

    for (const effect of waysToFail(calls.length, false)) {
      it(`updating the description: ${effect.kind}`, async () => {
        await run(plan({ isDraft: true }));
        const later = plan({ body: 'Later' });
        handle.sandbox.faults.add({ method: 'PATCH', path: `${api}/pulls/*`, times: 1, effect });
        assert.match(
          (await fails(later)).message,
          /is there; its description was not updated, and the draft is kept\. /,
        );
        await run(later);
        await assertSubmitted(later);
      });

      it(`marking it as ready: ${effect.kind}`, async () => {
        await run(plan({ isDraft: true }));
        handle.sandbox.faults.add({ operation: 'MarkReady', times: 1, effect });
        assert.match((await fails(plan())).message, /is there, still as a draft\. /);
        await run(plan());
        await assertSubmitted();
      });
    }

    it('in two windows at once', async () => {
      const both = await Promise.all([run(plan()), run(plan())]);
      assert.deepEqual(both.map(({ wasCreated }) => wasCreated).sort(), [false, true]);
      await assertSubmitted();
    });

    it('creating it, the answer lost, with another text the next time', async () => {
      handle.sandbox.faults.add({
        method: 'POST',
        path: `${api}/pulls`,
        times: 1,
        effect: { kind: 'lose-answer' },
      });
      await fails(plan({ body: 'As it was first' }));
      await run(plan());
      await assertSubmitted();
    });
  });

  it('stops where it is told to, and goes on from there', async () => {
    // Each call in turn is the last one before the developer presses Cancel.
    for (let last = 1; ; last++) {
      await freshBranch();
      const stop = new AbortController();
      let calls = 0;
      const counting = <T extends object>(port: T): T =>
        new Proxy(port, {
          get: (target, name) => {
            const value: unknown = Reflect.get(target, name);
            return typeof value !== 'function'
              ? value
              : async (...args: unknown[]) => {
                  const answer: unknown = await Reflect.apply(value, target, args);
                  calls += 1;
                  if (calls === last) {
                    stop.abort();
                  }
                  return answer;
                };
          },
        });
      const ports = {
        ...site,
        workingCopy: counting(site.workingCopy),
        pullRequests: counting(site.pullRequests),
      };
      let finished = true;
      try {
        await run(plan(), stop.signal, ports);
      } catch (error) {
        assert.ok(error instanceof SubmitError);
        assert.match(error.message, /You stopped it there\.$/);
        finished = false;
      }
      if (finished) {
        assert.ok(last > 4, `only ${last} calls were stopped at`);
        return;
      }
      await run(plan());
      await assertSubmitted();
    }
  });
});
