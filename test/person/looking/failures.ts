import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { type FaultEffect } from '../../sandbox/sandbox.ts';
import { type Developer } from '../support/developer.ts';
import { eventually } from '../support/eventually.ts';
import { itThoroughly } from '../../thorough.ts';

export function tellsFailures(developer: Developer): void {
  const view = () => developer.workbench.view('Current Change');

  before('a change that others began', async () => {
    await developer.git('push', '--quiet', 'origin', 'main:refs/heads/fix/8-health');
    await developer.git('fetch', '--quiet');
  });
  beforeEach('the change was read', async () => {
    await developer.git('switch', '--quiet', 'fix/8-health');
    await isRead();
  });

  async function isRead(): Promise<void> {
    await eventually(async () => {
      assert.match((await view().rows())[0] ?? '', /^#8 · 2 of 6 steps/);
    });
  }

  async function fails(words: RegExp, message: RegExp): Promise<void> {
    await eventually(async () => {
      const rows = await view().rows();
      assert.match(rows[0] ?? '', /^Could not be read/);
      assert.match(rows[0] ?? '', words);
      assert.match(await view().message(), message);
      assert.match(rows[1] ?? '', /^Last known as of/);
      assert.match(rows[2] ?? '', /^#8 · 2 of 6 steps/, 'no step is better than it was');
    });
  }

  const answer = (status: number, message: string, headers: Record<string, string> = {}): FaultEffect => ({
    kind: 'answer',
    status,
    body: { message },
    headers,
  });
  const cases: readonly (readonly [name: string, effect: FaultEffect, words: RegExp, message: RegExp])[] = [
    ['server errors', answer(502, 'Bad gateway'), /server trouble/, /trouble of its own \(502\)/],
    ['cut connections', { kind: 'cut' }, /can’t be reached/, /Check the network, then retry/],
    ['answers that are cut off', { kind: 'malformed' }, /garbled answer/, /cut off or garbled/],
    ['no access', answer(403, 'Resource not accessible'), /no access/, /may not do this/],
    ['what is not there, or hidden', answer(404, 'Not Found'), /not found/, /your sign-in may not see it/],
  ];
  for (const [name, effect, words, message] of cases) {
    const test = name === 'server errors' ? it : itThoroughly;
    test(`shows ${name}, and reads again at a click`, async () => {
      developer.sandbox.faults.add({ effect });
      await view().pressInTitle('Refresh');
      await fails(words, message);
      developer.sandbox.faults.clear();
      await view().click('Could not be read');
      await isRead();
      assert.equal(await view().message(), '');
    });
  }

  it('shows that single sign-on is asked for, with the button that leads there', async () => {
    const url = 'https://github.com/orgs/acme/sso?authorization_request=x';
    developer.sandbox.faults.add({ effect: answer(403, 'SSO', { 'x-github-sso': `required; url=${url}` }) });
    await view().pressInTitle('Refresh');
    await fails(/single sign-on/, /authorize your sign-in/);
    assert.ok((await view().buttonsInRow('Could not be read')).some((name) => name.startsWith('Authorize')));
    developer.sandbox.faults.clear();
    await view().pressInTitle('Refresh');
    await isRead();
  });

  itThoroughly(
    'leaves GitHub alone until its rate limit ends, however often Refresh is pressed',
    async () => {
      const { sandbox } = developer;
      sandbox.faults.add({ effect: answer(429, 'Too many requests', { 'retry-after': '8' }), times: 1 });
      await view().pressInTitle('Refresh');
      await fails(/until/, /takes no more requests/);
      sandbox.requests.clear();
      await view().pressInTitle('Refresh');
      await view().pressInTitle('Refresh');
      await fails(/until/, /takes no more requests/);
      assert.deepEqual(sandbox.requests.all, []);
      await sleep(8000);
      await view().pressInTitle('Refresh');
      await isRead();
    },
  );

  it('shows at once in a new window what was last known, with its age, when offline', async () => {
    developer.sandbox.faults.add({ effect: { kind: 'cut' } });
    await developer.workbench.reload();
    await fails(/can’t be reached/, /Check the network/);
    assert.match(
      await developer.workbench.statusBarItem('Change #8'),
      /#8 · 2\/6/,
      'the status bar has it too',
    );
    developer.sandbox.faults.clear();
    await view().click('Could not be read');
    await isRead();
  });
}
