import assert from 'node:assert/strict';
import { openHosted } from '../../../src/adapters.ts';
import type { Directory } from '../../../src/change/directory.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { fork } from '../sandbox/support.ts';
import { baseOf } from '../support/site.ts';

const never = new AbortController().signal;

describe('GitHubDirectory', () => {
  const handle = useSandbox();

  function directoryOf(owner: string, name: string): Directory {
    const { token } = handle.sandbox.people.developer;
    const tokens = { get: async () => Promise.resolve(token), rejected: () => undefined };
    return openHosted({ ...baseOf(handle.sandbox), owner, name }, tokens, 'change-guide/test').directory;
  }

  it('lists the organization’s teams, and who may write', async () => {
    const directory = directoryOf('acme', 'payments');
    const teams = await directory.teams(never);
    assert.ok(teams?.includes('acme/qa') === true);
    const writers = await directory.writers(never);
    assert.ok(writers.includes('dana-dev') && !writers.includes('oscar-outside'));
    assert.deepEqual(
      writers.filter((login) => login.endsWith('[bot]')),
      [],
      'a bot fills no role',
    );
  });

  it('knows that a person’s repository has no teams', async () => {
    const { owner, name } = await fork(handle.sandbox, handle.sandbox.people.developer, 'her-own');
    const directory = directoryOf(owner, name);
    assert.equal(await directory.teams(never), undefined);
    assert.ok((await directory.writers(never)).includes('dana-dev'));
  });

  it('looks people up', async () => {
    const directory = directoryOf('acme', 'payments');
    assert.deepEqual(
      await Promise.all(
        ['quinn-qa', 'nobody-here', 'acme'].map(async (login) => directory.isThere(login, never)),
      ),
      [true, false, false],
    );
  });
});
