import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newStart } from '../../../src/change/startChange.ts';
import { renderSignOff } from '../../../src/change/signOff.ts';
import type { People } from '../../sandbox/people.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { itThoroughly, thorough } from '../../thorough.ts';
import { git, openPull, repo } from '../sandbox/support.ts';
import { perform, type Deed, type Job } from '../support/job.ts';
import { KillingGit } from '../support/killingGit.ts';
import { bundleJobProcess, startJob } from '../support/jobProcesses.ts';
import { prepareChange } from '../support/preparedChange.ts';
import { baseOf, siteIn } from '../support/site.ts';

/** When a request was made, by its number, and whether it took effect. */
interface Moment {
  readonly request: number;
  readonly tookEffect: boolean;
}

describe('a process that is killed, and another that goes on', function () {
  this.timeout(600_000);
  const handle = useSandbox();
  let script: string;
  let made = 0;

  before(async () => {
    script = await bundleJobProcess(handle.folder('.'));
  });
  afterEach(() => {
    handle.sandbox.mergeRules.approvals = 0;
  });

  const lead = () => handle.sandbox.as(handle.sandbox.people.lead);

  interface Case {
    readonly job: Job;
    /** Looks that everything came to be once, and that nothing is left in the way. */
    readonly check: () => Promise<void>;
  }

  async function clone(role: keyof People): Promise<string> {
    made += 1;
    const folder = handle.folder(`${role} ${made}`);
    await handle.sandbox.clone(handle.sandbox.people[role], folder);
    return folder;
  }

  function jobIn(folder: string, deed: Deed): Job {
    return { folder, base: baseOf(handle.sandbox), deed };
  }

  async function start(): Promise<Case> {
    const folder = await clone('developer');
    const title = `Killed ${made}`;
    writeFileSync(path.join(folder, 'README.md'), 'in the middle of it');
    writeFileSync(path.join(folder, 'new.txt'), 'not yet added');
    const begun = newStart(
      {
        ticket: { kind: 'new', title, body: '## What\n\nThis.' },
        branch: `feature/{ticket}-killed-${made}`,
        baseBranch: 'main',
        uncommitted: 'stash',
        assign: true,
        publish: true,
      },
      // By a clock that is wrong.
      new Date(Date.now() + 365 * 24 * 60 * 60_000),
    );
    const check = async () => {
      const { data } = await lead().issues.listForRepo({ ...repo, state: 'all', per_page: 100 });
      const [ticket, ...more] = data.filter((issue) => issue.title === title);
      assert.ok(ticket);
      assert.deepEqual(more, [], 'one ticket, never two');
      assert.equal(ticket.body, '## What\n\nThis.');
      assert.deepEqual(
        ticket.assignees?.map(({ login }) => login),
        ['dana-dev'],
      );
      const branch = `feature/${ticket.number}-${title.toLowerCase().replace(' ', '-')}`;
      assert.equal(await git(folder, 'symbolic-ref', '--short', 'HEAD'), branch);
      const branches = await git(folder, 'branch', '--list', '--all', `*${branch}*`, '--format=%(refname)');
      assert.deepEqual(branches.split('\n'), [`refs/heads/${branch}`, `refs/remotes/origin/${branch}`]);
      assert.equal(await git(folder, 'config', `branch.${branch}.changeGuideTicket`), `#${ticket.number}`);
      assert.equal(await siteIn(folder, baseOf(handle.sandbox)).journal.read(), undefined);
      // What was put aside comes back whole, from one stash.
      assert.equal((await git(folder, 'stash', 'list')).split('\n').length, 1, 'one stash');
      assert.equal(await git(folder, 'status', '--porcelain'), '', 'everything was put aside');
      await git(folder, 'stash', 'pop', '--quiet');
      assert.equal(readFileSync(path.join(folder, 'README.md'), 'utf8'), 'in the middle of it');
      assert.equal(readFileSync(path.join(folder, 'new.txt'), 'utf8'), 'not yet added');
      assertNothingInTheWay(folder);
    };
    return { job: jobIn(folder, { kind: 'start', begun }), check };
  }

  async function submit(): Promise<Case> {
    const folder = await clone('developer');
    const branch = `feature/8-killed-${made}`;
    await git(folder, 'checkout', '--quiet', '-b', branch);
    writeFileSync(path.join(folder, 'health.txt'), branch);
    await git(folder, 'add', '.');
    await git(folder, 'commit', '--quiet', '-m', 'One');
    const site = siteIn(folder, baseOf(handle.sandbox));
    await site.drafts.write(branch, 'What was typed');
    const plan = {
      branch,
      base: 'main',
      title: `Ready ${made}`,
      body: 'Closes #8',
      isDraft: false,
      labels: ['bug'],
      reviewers: { users: ['sofia-sec'], teams: ['qa'] },
      ticket: '#8',
      settled: [],
    };
    const check = async () => {
      const { data } = await lead().pulls.list({ ...repo, state: 'all', head: `acme:${branch}` });
      const [pull, ...more] = data;
      assert.ok(pull);
      assert.deepEqual(more, [], 'one pull request, never two');
      assert.deepEqual([pull.title, pull.body, pull.draft], [plan.title, plan.body, false]);
      assert.deepEqual(
        pull.labels.map(({ name }) => name),
        ['bug'],
      );
      assert.deepEqual([pull.requested_reviewers?.length, pull.requested_teams?.length], [1, 1]);
      const comments = await lead().paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...repo,
        issue_number: 8,
      });
      const told = comments.filter((comment) => comment.body?.includes(`${pull.html_url}.`) === true);
      assert.equal(told.length, 1, 'one comment, never two');
      assert.equal(await site.drafts.read(branch), 'What was typed');
      assert.equal((await site.drafts.readSubmission(branch))?.unfinished, undefined);
      assertNothingInTheWay(folder);
    };
    return { job: jobIn(folder, { kind: 'submit', plan }), check };
  }

  async function signOff(): Promise<Case> {
    const folder = await clone('qa');
    const { pull_number: number, head } = await openPull(handle.sandbox, handle.folder('dana'));
    const body = renderSignOff({
      result: 'passed',
      environment: 'staging',
      deployment: null,
      commit: head,
      evidence: 'Refunds, by hand',
    });
    const decided = { pullRequest: number, verdict: 'APPROVED', commit: head, body } as const;
    const check = async () => {
      const { data } = await lead().pulls.listReviews({ ...repo, pull_number: number });
      assert.deepEqual(
        data.map((review) => [review.user?.login, review.state, review.body]),
        [['quinn-qa', 'APPROVED', body]],
      );
      assertNothingInTheWay(folder);
    };
    return { job: jobIn(folder, { kind: 'review', decided }), check };
  }

  async function merge(): Promise<Case> {
    const folder = await clone('lead');
    const { number, head } = await prepareChange(handle.sandbox, handle.folder('work'), {
      title: `Merge ${made}`,
      file: `docs/merge-${made}.md`,
    });
    for (const role of ['peer', 'qa', 'lead'] as const) {
      const person = handle.sandbox.as(handle.sandbox.people[role]);
      await person.pulls.createReview({ ...repo, pull_number: number, event: 'APPROVE', commit_id: head });
    }
    const check = async () => {
      const { data } = await lead().pulls.get({ ...repo, pull_number: number });
      assert.deepEqual([data.merged, data.merged_by?.login], [true, 'lena-lead']);
      await git(folder, 'fetch', '--quiet');
      const subjects = await git(folder, 'log', '--format=%s', '--first-parent', 'origin/main');
      const merges = subjects.split('\n').filter((subject) => subject.includes(`pull request #${number} `));
      assert.equal(merges.length, 1, 'one merge, never two');
      assertNothingInTheWay(folder);
    };
    return {
      job: jobIn(folder, { kind: 'merge', decided: { pullRequest: number, head, how: 'merge' } }),
      check,
    };
  }

  /** Neither a lock nor half a file. */
  function assertNothingInTheWay(folder: string): void {
    const gitFolder = path.join(folder, '.git');
    const ours = ['change-guide', 'common/change-guide'].map((name) => path.join(gitFolder, name));
    const left = [
      ...readdirSync(gitFolder),
      ...ours.filter(existsSync).flatMap((name) => readdirSync(name, { recursive: true, encoding: 'utf8' })),
    ].filter((name) => /\.lock$|[0-9a-f]{8}-[0-9a-f]{4}-/.test(name));
    assert.deepEqual(left, []);
  }

  /** What a run of its own asks, and when it makes something: after those requests it is killed in every run. */
  async function momentsOf(make: () => Promise<Case>): Promise<readonly Moment[]> {
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
    ['Start Change', start, 3],
    ['Submit', submit, 3],
    ['QA Sign-Off', signOff, 1],
    ['Merge', merge, 1],
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
    ['Start Change', start, it],
    ['Submit', submit, itThoroughly],
    ['QA Sign-Off', signOff, itThoroughly],
    ['Merge', merge, itThoroughly],
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
