import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { repo } from '../sandbox/support.ts';
import { openHosted } from '../../../src/adapters.ts';
import type { Tracker } from '../../../src/change/tracker.ts';
import { baseOf } from '../support/site.ts';

const signal = new AbortController().signal;

describe('GitHubIssues', () => {
  const handle = useSandbox();
  let tracker: Tracker;

  before(() => {
    const { token } = handle.sandbox.people.developer;
    const tokens = { get: async () => Promise.resolve(token), rejected: () => undefined };
    tracker = openHosted(baseOf(handle.sandbox), tokens, 'change-guide/test').tracker;
  });

  it('lists my tickets first, then the others, and no pull requests', async () => {
    const tickets = await tracker.recent(signal);
    const mine = tickets.map(({ assignedToMe }) => assignedToMe);
    assert.ok(mine.includes(true) && mine.includes(false));
    assert.deepEqual(
      mine,
      mine.toSorted((a, b) => Number(b) - Number(a)),
    );
    assert.ok(tickets.every(({ state, isPullRequest }) => state === 'open' && isPullRequest === undefined));
    assert.equal(new Set(tickets.map(({ key }) => key)).size, tickets.length);
  });

  it('finds by words, which stay words', async () => {
    const [first] = await tracker.recent(signal);
    assert.ok(first);
    const word = first.title.split(' ')[0] ?? '';
    assert.ok((await tracker.search(word, signal)).some(({ key }) => key === first.key));
    handle.sandbox.requests.clear();
    await tracker.search('repo:other/secrets "is:pr" author:root', signal);
    const [request] = handle.sandbox.requests.matching({ path: '/search/issues' });
    const q = new URLSearchParams(request?.query).get('q') ?? '';
    assert.deepEqual(q.match(/\S+:\S+/g), ['repo:acme/payments', 'is:issue', 'is:open']);
  });

  it('finds one by its number, whatever it is, and none where there is none', async () => {
    const all = await handle.sandbox
      .as(handle.sandbox.people.lead)
      .issues.listForRepo({ ...repo, state: 'all', per_page: 100 });
    const pull = all.data.find(({ pull_request }) => pull_request);
    const notPlanned = all.data.find(({ state_reason }) => state_reason === 'not_planned');
    assert.ok(pull && notPlanned);
    assert.equal((await tracker.find(`#${pull.number}`, signal))?.isPullRequest, true);
    const found = await tracker.find(String(notPlanned.number), signal);
    assert.deepEqual(
      [found?.state, found?.notPlanned, found?.key],
      ['closed', true, `#${notPlanned.number}`],
    );
    assert.equal(await tracker.find('#99999', signal), undefined);
    assert.equal(await tracker.find('PAY-7', signal), undefined);
  });

  it('finds again what an earlier try created, and nothing else', async () => {
    const draft = { title: ' Made “once” ', body: 'One\r\n\r\nTwo\n' };
    const since = new Date();
    assert.equal(await tracker.findCreated(draft, since, signal), undefined);
    const made = await tracker.create(draft, signal);
    assert.equal((await tracker.findCreated(draft, since, signal))?.key, made.key);
    assert.equal(await tracker.findCreated({ ...draft, body: 'Other' }, since, signal), undefined);
    const later = new Date(Date.now() + 60 * 60_000);
    assert.equal(await tracker.findCreated(draft, later, signal), undefined);
    const peer = handle.sandbox.as(handle.sandbox.people.peer);
    await peer.issues.create({ ...repo, title: 'By someone else' });
    assert.equal(await tracker.findCreated({ title: 'By someone else', body: '' }, since, signal), undefined);
  });

  it('keeps every character of a title and a body', async () => {
    const title = '“quotes” \' " $(id) `id` \u202e שלום 😀 --x <b>[a](command:x)</b>';
    const body = `${title}\n\n\`\`\`\n$(id)\n\`\`\``;
    const { key } = await tracker.create({ title, body }, signal);
    const { data } = await handle.sandbox
      .as(handle.sandbox.people.lead)
      .issues.get({ ...repo, issue_number: Number(key.slice(1)) });
    assert.deepEqual([data.title, data.body], [title, body]);
  });

  describe('reference', () => {
    const cases: readonly [text: string, names: string | undefined][] = [
      ['42', '#42'],
      [' #42 ', '#42'],
      ['gh-42', '#42'],
      ['42 bottles', undefined],
      ['0', undefined],
      ['Limit sign-in', undefined],
      ['https://elsewhere.test/acme/payments/issues/1', 'elsewhere: elsewhere.test/acme/payments'],
      ['https://elsewhere.test', 'elsewhere: elsewhere.test'],
      ['HERE/acme/payments/issues/42', '#42'],
      ['HERE/ACME/Payments/issues/42#issuecomment-1', '#42'],
      ['HERE/acme/payments/pull/42/files', '#42'],
      ['HERE/acme/ledger/issues/42', 'elsewhere: HOST/acme/ledger'],
    ];
    for (const [text, names] of cases) {
      it(`${text} → ${names ?? 'nothing'}`, () => {
        const { url } = handle.sandbox;
        const reference = tracker.reference(text.replace('HERE', url));
        const found = reference?.kind === 'elsewhere' ? `elsewhere: ${reference.where}` : reference?.key;
        assert.equal(found, names?.replace('HOST', new URL(url).host));
      });
    }
  });
});
