import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, repo } from '../sandbox/support.ts';
import { buildCommandLine } from './changeGuide.ts';
import { actionsEnvironment, completedChange, onHost, openChange, statusesOf } from './onHost.ts';
import { itThoroughly } from '../../thorough.ts';

describe('change-guide check', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  let clones = 0;
  let folder = '';
  let change: Awaited<ReturnType<typeof openChange>>;

  before(buildCommandLine);
  beforeEach(async () => {
    clones += 1;
    folder = handle.folder(`check ${clones}`);
    change = await openChange(handle.sandbox, handle.folder(`clone ${clones}`));
  });

  async function check(args: readonly string[], env: NodeJS.ProcessEnv = {}) {
    const { token } = handle.sandbox.people.developer;
    return onHost(handle.sandbox, ['check', ...args], { cwd: folder, token, env });
  }

  async function shown() {
    return statusesOf(handle.sandbox, change.head, handle.sandbox.people.peer);
  }

  const here = () => ['--pr', String(change.number), '--repo', 'acme/payments'];

  it('prints the report and sets the status, which links to the pull request', async () => {
    const { code, stdout, stderr } = await check(here());
    assert.equal(stderr, '');
    assert.match(stdout, /^acme\/payments#\d+ at [0-9a-f]{7} under ENG-PROC-003: incomplete\n/);
    assert.match(stdout, /\n\nThe commit status `change-procedure` was set to pending\.\n$/);
    assert.equal(code, 1);
    const [status, ...others] = await shown();
    assert.deepEqual(others, []);
    assert.deepEqual(
      [status?.context, status?.state, status?.link],
      ['change-procedure', 'pending', `${handle.sandbox.url}/acme/payments/pull/${change.number}`],
    );
    assert.match(status?.description ?? '', /^Waiting: Ticket, /);
  });

  it('sets the status once, until it has something else to say', async () => {
    await check(here());
    const again = await check(here());
    assert.match(again.stdout, /`change-procedure` is pending already/);
    assert.equal((await shown()).length, 1);
    const link = 'https://ci.acme.test/runs/7';
    await check([...here(), '--target-url', link]);
    await check([...here(), '--target-url', link]);
    const all = await shown();
    assert.deepEqual([all.length, all[0]?.link], [2, link]);
  });

  it('sets none with --no-status, and none to another address than a web one', async () => {
    assert.equal((await check([...here(), '--no-status'])).code, 1);
    const { code, stderr } = await check([...here(), '--target-url', 'javascript:alert(1)']);
    assert.equal(code, 2);
    assert.match(stderr, /takes a web address/);
    assert.deepEqual(await shown(), []);
  });

  it('ends with an error when the status can’t be set, after the report', async () => {
    handle.sandbox.faults.add({
      method: 'POST',
      path: '**/statuses/*',
      effect: { kind: 'answer', status: 403, body: { message: 'Resource not accessible by integration' } },
    });
    const { code, stdout, stderr } = await check(here());
    assert.match(stdout, /: incomplete\n/);
    assert.match(stderr, /Resource not accessible by integration/);
    assert.equal(code, 3);
  });

  it('says error where the commit is the head of two open pull requests', async () => {
    const developer = handle.sandbox.as(handle.sandbox.people.developer);
    const clone = handle.folder(`clone ${clones}`);
    await git(clone, 'push', '--quiet', 'origin', 'main:refs/heads/release');
    const { data } = await developer.pulls.create({
      ...repo,
      title: 'Too',
      head: change.branch,
      base: 'release',
    });
    await check(here());
    const [status] = await shown();
    assert.deepEqual(
      [status?.state, status?.description],
      [
        'error',
        `This commit is the head of #${data.number} and #${change.number}: close all but one, or push to one`,
      ],
    );
  });

  it('says success once all is done, and does not wait for itself', async () => {
    const { sandbox } = handle;
    const done = await completedChange(sandbox, handle.folder(`done ${clones}`));
    const author = sandbox.as(sandbox.people.developer);
    const own = {
      ...repo,
      name: 'change-procedure-check',
      head_sha: done.head,
      status: 'in_progress',
    } as const;
    await author.checks.create(own);
    await author.repos.createCommitStatus({
      ...repo,
      sha: done.head,
      context: 'change-procedure',
      state: 'pending',
    });
    const args = ['--pr', String(done.number), '--repo', 'acme/payments'];
    const { code, stdout } = await check(args);
    assert.match(stdout, /under ENG-PROC-003: compliant\n/);
    assert.equal(code, 0);
    const [status] = await statusesOf(sandbox, done.head, sandbox.people.peer);
    assert.deepEqual([status?.state, status?.description], ['success', 'Every step of ENG-PROC-003 is done']);
    await author.checks.create({ ...own, name: 'another' });
    assert.equal((await check(args)).code, 1, 'any other check is waited for');
  });

  it('says error where the token may not read teams, whatever was approved', async () => {
    const { sandbox } = handle;
    const done = await completedChange(sandbox, handle.folder(`unread ${clones}`));
    const forbidden = { message: 'Resource not accessible by integration' };
    sandbox.faults.add({ path: '**/orgs/**', effect: { kind: 'answer', status: 403, body: forbidden } });
    const { code, stdout } = await check(['--pr', String(done.number), '--repo', 'acme/payments']);
    assert.match(stdout, /under ENG-PROC-003: unknown\n/);
    assert.equal(code, 3);
    const [status] = await statusesOf(sandbox, done.head, sandbox.people.peer);
    assert.equal(status?.state, 'error');
    assert.match(status.description ?? '', /^Could not be judged: Peer review, /);
  });

  describe('in GitHub Actions', () => {
    const inActions = async (event: object, args: readonly string[] = []) =>
      check(args, await actionsEnvironment(handle.sandbox, folder, event));

    const events: [string, () => object][] = [
      [
        'pull_request_target',
        () => ({ action: 'opened', number: 1, pull_request: { number: change.number } }),
      ],
      [
        'issue_comment',
        () => ({ issue: { number: change.number, pull_request: {} }, comment: { body: 'x' } }),
      ],
      ['check_suite', () => ({ check_suite: { head_sha: change.head, pull_requests: [] } })],
      ['check_run', () => ({ check_run: { head_sha: change.head, check_suite: {} } })],
      ['workflow_run', () => ({ workflow_run: { head_sha: change.head, pull_requests: [] } })],
      ['deployment_status', () => ({ deployment_status: {}, deployment: { sha: change.head } })],
      ['status', () => ({ sha: change.head, context: 'ci/build', branches: [] })],
    ];
    for (const [name, event] of events) {
      const test = name === 'issue_comment' || name === 'check_suite' ? it : itThoroughly;
      test(`finds the pull request of ${name}`, async () => {
        const { code, stdout } = await inActions(event());
        assert.equal(code, 1);
        assert.ok(stdout.includes(`acme/payments#${change.number} at`));
        const [status] = await shown();
        assert.equal(status?.link, `${handle.sandbox.url}/acme/payments/actions/runs/4711`);
      });
    }

    it('leaves a status alone that only another run has set', async () => {
      const event = { pull_request: { number: change.number } };
      await inActions(event);
      const environment = await actionsEnvironment(handle.sandbox, folder, event);
      await check([], { ...environment, GITHUB_RUN_ID: '4712' });
      assert.equal((await shown()).length, 1);
    });

    it('writes the summary in Markdown', async () => {
      await inActions({ pull_request: { number: change.number } });
      const summary = readFileSync(`${folder}/summary.md`, 'utf8');
      assert.match(
        summary,
        /^\*\*acme\/payments\\#\d+ at [0-9a-f]{7} under ENG-PROC-003: incomplete\*\*\n\n- /,
      );
    });

    it('gives the report no chance to command the runner', async () => {
      const { stdout } = await inActions({ pull_request: { number: change.number } });
      const [first = '', ...lines] = stdout.split('\n\nThe commit status')[0]?.split('\n') ?? [];
      const token = /^::stop-commands::([0-9a-f-]{36})$/.exec(first)?.[1];
      assert.ok(token !== undefined && lines.at(-1) === `::${token}::`);
    });

    it('uses GITHUB_TOKEN for the server that runs the workflow', async () => {
      const { token } = handle.sandbox.people.developer;
      const environment = await actionsEnvironment(handle.sandbox, folder, {
        pull_request: { number: change.number },
      });
      const env = { ...environment, GITHUB_TOKEN: token };
      const { code } = await onHost(handle.sandbox, ['check'], { cwd: folder, env });
      assert.equal(code, 1);
    });

    it('judges nothing where the event is about no open pull request', async () => {
      const event = { workflow_run: { head_sha: 'f'.repeat(40) } };
      const { code, stdout } = await inActions(event);
      assert.match(stdout, /^No open pull request has the commit of this event as its head/);
      assert.deepEqual([code, existsSync(`${folder}/summary.md`)], [3, false]);
      assert.equal((await inActions(event, ['--if-any'])).code, 0);
    });

    for (const [what, event] of [
      ['an issue', { issue: { number: 1 }, comment: {} }],
      ['a schedule', { schedule: '0 * * * *' }],
    ] as const) {
      it(`asks which pull request it is for ${what}`, async () => {
        const { code, stderr } = await inActions(event);
        assert.equal(code, 2);
        assert.match(stderr, /which pull request\? Name it with --pr N/);
      });
    }
  });
});
