import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { openHosted } from '../../../src/adapters.ts';
import { observeOpenChanges } from '../../../src/change/observeOpenChanges.ts';
import { observePullRequest } from '../../../src/change/observeChange.ts';
import { HostError } from '../../../src/change/hostError.ts';
import { waitingFor } from '../../../src/change/waiting.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { PersonRole } from '../../sandbox/people.ts';
import { git, repo } from '../sandbox/support.ts';
import {
  completeChange,
  freshPorts,
  fullBody,
  openChange,
  review,
  testAndDeploy,
} from '../support/changes.ts';
import { baseOf } from '../support/site.ts';

const signal = new AbortController().signal;
const most = 100;

describe('the open pull requests of a repository', function () {
  this.timeout(300_000);
  const handle = useSandbox();
  let folder = '';

  before('a hundred of them', async () => {
    folder = handle.folder('clone');
    const { people } = handle.sandbox;
    await handle.sandbox.clone(people.developer, folder);
    // One that is done, one that a peer approved, and one that was answered.
    await completeChange(handle.sandbox, folder);
    await review(handle.sandbox, 'peer', await openChange(handle.sandbox, folder));
    const tested = await openChange(handle.sandbox, folder);
    await testAndDeploy(handle.sandbox, tested);
    await review(handle.sandbox, 'peer', tested);
    await review(handle.sandbox, 'security', tested);
    await openMany(most - 3);
  });

  /** With tickets that only the branch names, so that they have to be looked up. */
  async function openMany(count: number): Promise<void> {
    const branches = Array.from({ length: count }, (_, at) => `feature/${7 + (at % 2)}-many-${at}`);
    for (const branch of branches) {
      await git(folder, 'switch', '--quiet', '--no-track', '--create', branch, 'origin/main');
      writeFileSync(path.join(folder, `docs/${branch.replace('/', '-')}.md`), `${branch}\n`);
      await git(folder, 'add', '.');
      await git(folder, 'commit', '--quiet', '--message', branch);
    }
    await git(folder, 'push', '--quiet', 'origin', ...branches);
    const developer = handle.sandbox.as(handle.sandbox.people.developer);
    const body = fullBody.replace('Closes #7', 'For the ticket of the branch.');
    for (const branch of branches) {
      await developer.pulls.create({ ...repo, title: branch, head: branch, base: 'main', body });
    }
  }

  function site(role: PersonRole) {
    const person = handle.sandbox.people[role];
    const tokens = { get: async () => Promise.resolve(person.token), rejected: () => undefined };
    const base = baseOf(handle.sandbox);
    return { base, ...openHosted(base, tokens, 'change-guide/test') };
  }

  const observe = async (through: ReturnType<typeof site>) =>
    observeOpenChanges([through], new Map(), new Date(), signal);

  async function asked(work: () => Promise<unknown>): Promise<string[]> {
    handle.sandbox.requests.clear();
    await work();
    return handle.sandbox.requests.all.map(
      ({ operation, path: where }) => operation ?? where.split('/').at(-1) ?? '',
    );
  }

  it('are read with ten requests at most, and with one when nothing changed', async () => {
    const through = site('peer');
    let observed: Awaited<ReturnType<typeof observe>> | undefined;
    const requests = await asked(async () => {
      observed = await observe(through);
    });
    assert.equal(observed?.changes.length, most);
    assert.deepEqual(observed.unread, []);
    assert.deepEqual(
      observed.changes.flatMap(({ record }) => record.unknown),
      [],
    );
    assert.ok(requests.length <= 10, requests.join(' '));
    assert.deepEqual(requests, [
      'OpenChanges',
      ...['ReadOpenChanges', 'ReadOpenChanges', 'ReadOpenChanges', 'ReadOpenChanges'],
      'TicketsOfChanges',
      ...['members', 'members', 'members', 'members'],
    ]);
    assert.deepEqual(await asked(async () => observe(through)), ['OpenChanges', 'TicketsOfChanges']);
  });

  it('are judged as one by one', async () => {
    const { changes } = await observe(site('peer'));
    const ports = freshPorts(handle.sandbox, handle.sandbox.people.peer);
    for (const number of [changes[0], changes[1], changes[2], changes.at(-1)].map(
      (change) => change?.record.pullRequest?.number ?? 0,
    )) {
      const alone = await observePullRequest(ports, number, new Date(), signal);
      const among = changes.find(({ record }) => record.pullRequest?.number === number);
      assert.deepEqual(among?.report, alone.report);
      assert.deepEqual({ ...among.record, capturedAt: '' }, { ...alone.record, capturedAt: '' });
    }
  });

  it('wait for each of the five people as the procedure orders them', async () => {
    const counts = async (role: PersonRole) => {
      const { groups } = waitingFor((await observe(site(role))).changes);
      return groups.map(({ ask, changes: waiting }) => `${ask} ${waiting.length}`).join(', ');
    };
    assert.equal(await counts('developer'), 'merge 1');
    assert.equal(await counts('peer'), `peer-reviewer ${most - 3}`);
    assert.equal(await counts('security'), 'security-team 1');
    assert.equal(await counts('qa'), 'qa-team 1');
    // A senior developer as well.
    assert.equal(await counts('lead'), `peer-reviewer ${most - 3}`);
  });

  it('are read again alone when they changed', async () => {
    const through = site('developer');
    const before = await observe(through);
    const number = before.changes.at(-1)?.record.pullRequest?.number ?? 0;
    await handle.sandbox
      .as(handle.sandbox.people.peer)
      .pulls.createReview({ ...repo, pull_number: number, event: 'REQUEST_CHANGES', body: 'Why?' });
    let after: typeof before | undefined;
    const requests = await asked(async () => {
      after = await observe(through);
    });
    assert.deepEqual(requests, ['OpenChanges', 'ReadOpenChanges', 'TicketsOfChanges']);
    const [read] = handle.sandbox.requests.matching({ operation: 'ReadOpenChanges' });
    assert.ok(read);
    assert.equal((read.body as { variables: { ids: string[] } }).variables.ids.length, 1);
    assert.deepEqual(
      waitingFor(after?.changes ?? []).groups.map(({ ask }) => ask),
      ['answer-changes', 'merge'],
    );
  });

  it('are asked for in halves while the host is too slow, and in more again after', async () => {
    handle.sandbox.faults.add({
      operation: 'ReadOpenChanges',
      times: 2,
      effect: { kind: 'answer', status: 502 },
    });
    const { changes } = await observe(site('qa'));
    assert.equal(changes.length, most);
    const sizes = handle.sandbox.requests
      .matching({ operation: 'ReadOpenChanges', login: 'quinn-qa' })
      .slice(-8)
      .map(({ body }) => (body as { variables: { ids: string[] } }).variables.ids.length);
    assert.deepEqual(sizes.slice(0, 5), [25, 12, 6, 12, 24]);
  });

  it('are listed in halves while the host is too slow for a hundred', async () => {
    handle.sandbox.faults.add({
      operation: 'OpenChanges',
      times: 1,
      effect: { kind: 'answer', status: 502 },
    });
    const { changes } = await observe(site('lead'));
    assert.equal(changes.length, most);
  });

  it('are not listed at all while the host is down, which takes few requests to find out', async () => {
    handle.sandbox.faults.add({ operation: 'ReadOpenChanges', effect: { kind: 'answer', status: 502 } });
    const through = site('qa');
    const requests = await asked(async () =>
      assert.rejects(observe(through), (error) => error instanceof HostError && error.problem === 'server'),
    );
    assert.ok(requests.length < 10, requests.join(' '));
  });

  it('leave out none that could not be read, nor a fact of it', async () => {
    handle.sandbox.faults.add({
      operation: 'ReadOpenChanges',
      times: 1,
      effect: {
        kind: 'graphql-null',
        path: ['nodes', 1],
        error: { message: 'Something went wrong while executing your query.' },
      },
    });
    const first = await observe(site('qa'));
    assert.equal(first.changes.length, most - 1);
    assert.match(first.unread[0]?.name ?? '', /^acme\/payments#\d+$/);
    assert.match(first.unread[0]?.reason ?? '', /did not answer this part: Something went wrong/);

    handle.sandbox.faults.add({
      operation: 'ReadOpenChanges',
      times: 1,
      effect: { kind: 'graphql-null', path: ['nodes', 2, 'reviews'], error: { message: 'No reviews.' } },
    });
    const through = site('qa');
    const second = await observe(through);
    assert.deepEqual(
      second.changes
        .map(({ record }) => record.unknown.map(({ fact }) => fact))
        .filter(({ length }) => length > 0),
      [['reviews']],
    );
    assert.equal(waitingFor(second.changes).undecided.length, 1);
    // What could not be read is read the next time, though it did not change.
    const third = await observe(through);
    assert.deepEqual(
      third.changes.flatMap(({ record }) => record.unknown),
      [],
    );
  });

  it('are unread, with the reason, in a repository that may not be seen', async () => {
    const through = site('qa');
    const elsewhere = { ...through, base: { ...through.base, name: 'nowhere' } };
    const observed = await observeOpenChanges([elsewhere, through], new Map(), new Date(), signal);
    assert.equal(observed.changes.length, most);
    assert.deepEqual(
      observed.unread.map(({ name, reason }) => [name, reason]),
      [['acme/nowhere', 'There is no such repository, or your sign-in may not see it.']],
    );
  });

  it('are found in all of an organization', async () => {
    assert.deepEqual(await site('qa').openChanges.repositoriesOf('acme', signal), [
      { owner: 'acme', name: 'payments' },
    ]);
  });
});
