import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { newStart } from '../../../src/change/startChange.ts';
import { renderSignOff } from '../../../src/change/signOff.ts';
import type { SandboxHandle } from '../../sandbox/mocha.ts';
import type { People } from '../../sandbox/people.ts';
import { git, openPull, repo } from '../sandbox/support.ts';
import type { Deed, Job } from './job.ts';
import { prepareChange } from './preparedChange.ts';
import { baseOf, siteIn } from './site.ts';

/** What a person does, in whichever processes. */
export interface DeedCase {
  readonly job: Job;
  /** Looks that everything came to be once, and that nothing is left in the way. */
  readonly check: () => Promise<void>;
}

/** The four things that write: each call makes one that is ready to be done, in a clone of its own. */
export class Deeds {
  readonly #handle: SandboxHandle;
  #made = 0;

  constructor(handle: SandboxHandle) {
    this.#handle = handle;
  }

  async #clone(role: keyof People): Promise<string> {
    this.#made += 1;
    const folder = this.#handle.folder(`${role} ${this.#made}`);
    await this.#handle.sandbox.clone(this.#handle.sandbox.people[role], folder);
    return folder;
  }

  #jobIn(folder: string, deed: Deed): Job {
    return { folder, base: baseOf(this.#handle.sandbox), deed };
  }

  async start(): Promise<DeedCase> {
    const folder = await this.#clone('developer');
    const made = this.#made;
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
      const { data } = await this.#lead().issues.listForRepo({ ...repo, state: 'all', per_page: 100 });
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
      assert.equal(await siteIn(folder, baseOf(this.#handle.sandbox)).journal.read(), undefined);
      // What was put aside comes back whole, from one stash.
      assert.equal((await git(folder, 'stash', 'list')).split('\n').length, 1, 'one stash');
      assert.equal(await git(folder, 'status', '--porcelain'), '', 'everything was put aside');
      await git(folder, 'stash', 'pop', '--quiet');
      assert.equal(readFileSync(path.join(folder, 'README.md'), 'utf8'), 'in the middle of it');
      assert.equal(readFileSync(path.join(folder, 'new.txt'), 'utf8'), 'not yet added');
      assertNothingInTheWay(folder);
    };
    return { job: this.#jobIn(folder, { kind: 'start', begun }), check };
  }

  async submit(): Promise<DeedCase> {
    const folder = await this.#clone('developer');
    const made = this.#made;
    const branch = `feature/8-killed-${made}`;
    await git(folder, 'checkout', '--quiet', '-b', branch);
    writeFileSync(path.join(folder, 'health.txt'), branch);
    await git(folder, 'add', '.');
    await git(folder, 'commit', '--quiet', '-m', 'One');
    const site = siteIn(folder, baseOf(this.#handle.sandbox));
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
      const { data } = await this.#lead().pulls.list({ ...repo, state: 'all', head: `acme:${branch}` });
      const [pull, ...more] = data;
      assert.ok(pull);
      assert.deepEqual(more, [], 'one pull request, never two');
      assert.deepEqual([pull.title, pull.body, pull.draft], [plan.title, plan.body, false]);
      assert.deepEqual(
        pull.labels.map(({ name }) => name),
        ['bug'],
      );
      assert.deepEqual([pull.requested_reviewers?.length, pull.requested_teams?.length], [1, 1]);
      const comments = await this.#lead().paginate(
        'GET /repos/{owner}/{repo}/issues/{issue_number}/comments',
        {
          ...repo,
          issue_number: 8,
        },
      );
      const told = comments.filter((comment) => comment.body?.includes(`${pull.html_url}.`) === true);
      assert.equal(told.length, 1, 'one comment, never two');
      assert.equal(await site.drafts.read(branch), 'What was typed');
      assert.equal((await site.drafts.readSubmission(branch))?.unfinished, undefined);
      assertNothingInTheWay(folder);
    };
    return { job: this.#jobIn(folder, { kind: 'submit', plan }), check };
  }

  async signOff(): Promise<DeedCase> {
    const folder = await this.#clone('qa');
    const { pull_number: number, head } = await openPull(this.#handle.sandbox, this.#handle.folder('dana'));
    const body = renderSignOff({
      result: 'passed',
      environment: 'staging',
      deployment: null,
      commit: head,
      evidence: 'Refunds, by hand',
    });
    const decided = { pullRequest: number, verdict: 'APPROVED', commit: head, body } as const;
    const check = async () => {
      const { data } = await this.#lead().pulls.listReviews({ ...repo, pull_number: number });
      assert.deepEqual(
        data.map((review) => [review.user?.login, review.state, review.body]),
        [['quinn-qa', 'APPROVED', body]],
      );
      assertNothingInTheWay(folder);
    };
    return { job: this.#jobIn(folder, { kind: 'review', decided }), check };
  }

  async merge(): Promise<DeedCase> {
    const folder = await this.#clone('lead');
    const made = this.#made;
    const { number, head } = await prepareChange(this.#handle.sandbox, this.#handle.folder('work'), {
      title: `Merge ${made}`,
      file: `docs/merge-${made}.md`,
    });
    for (const role of ['peer', 'qa', 'lead'] as const) {
      const person = this.#handle.sandbox.as(this.#handle.sandbox.people[role]);
      await person.pulls.createReview({ ...repo, pull_number: number, event: 'APPROVE', commit_id: head });
    }
    const check = async () => {
      const { data } = await this.#lead().pulls.get({ ...repo, pull_number: number });
      assert.deepEqual([data.merged, data.merged_by?.login], [true, 'lena-lead']);
      await git(folder, 'fetch', '--quiet');
      const subjects = await git(folder, 'log', '--format=%s', '--first-parent', 'origin/main');
      const merges = subjects.split('\n').filter((subject) => subject.includes(`pull request #${number} `));
      assert.equal(merges.length, 1, 'one merge, never two');
      assertNothingInTheWay(folder);
    };
    return {
      job: this.#jobIn(folder, { kind: 'merge', decided: { pullRequest: number, head, how: 'merge' } }),
      check,
    };
  }

  #lead() {
    const { sandbox } = this.#handle;
    return sandbox.as(sandbox.people.lead);
  }
}

/** Neither a lock nor half a file. */
export function assertNothingInTheWay(folder: string): void {
  const gitFolder = path.join(folder, '.git');
  const ours = ['change-guide', 'common/change-guide'].map((name) => path.join(gitFolder, name));
  const left = [
    ...readdirSync(gitFolder),
    ...ours.filter(existsSync).flatMap((name) => readdirSync(name, { recursive: true, encoding: 'utf8' })),
  ].filter((name) => /\.lock$|[0-9a-f]{8}-[0-9a-f]{4}-/.test(name));
  assert.deepEqual(left, []);
}
