import assert from 'node:assert/strict';
import { Cancelled } from '../../../src/base/errors.ts';
import { HostError, type HostProblem } from '../../../src/change/hostError.ts';
import { openHosted } from '../../../src/adapters.ts';
import { GitHubClient } from '../../../src/github/client.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { FaultEffect } from '../../sandbox/sandbox.ts';
import { baseOf } from '../support/site.ts';

const signal = new AbortController().signal;

describe('what a host says', () => {
  const handle = useSandbox();
  const rejected: string[] = [];

  function tracker(token: string | undefined) {
    const tokens = { get: async () => Promise.resolve(token), rejected: (bad: string) => rejected.push(bad) };
    return openHosted(baseOf(handle.sandbox), tokens, 'change-guide/test').tracker;
  }

  async function problemOf(effect: FaultEffect): Promise<HostError> {
    handle.sandbox.faults.add({ path: '**/user', effect });
    return failure(tracker(handle.sandbox.people.developer.token).recent(signal));
  }

  async function failure(work: Promise<unknown>): Promise<HostError> {
    const error: unknown = await work.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof HostError, String(error));
    return error;
  }

  const answer = (status: number, message: string, headers: Record<string, string> = {}): FaultEffect => ({
    kind: 'answer',
    status,
    headers,
    body: { message },
  });
  const reset = String(Math.floor(Date.now() / 1000) + 600);
  const cases: readonly [effect: FaultEffect, problem: HostProblem, says: RegExp][] = [
    [answer(401, 'Bad credentials'), 'token-rejected', /Sign in again/],
    [
      answer(403, 'Resource protected by organization SAML enforcement', {
        'x-github-sso': 'required; url=https://github.com/orgs/acme/sso?authorization_request=A',
      }),
      'sso-required',
      /single sign-on/,
    ],
    [answer(403, 'Resource not accessible by personal access token'), 'forbidden', /may not do this/],
    [
      answer(403, 'API rate limit exceeded', { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }),
      'rate-limited',
      /until \d/,
    ],
    [
      answer(403, 'You have exceeded a secondary rate limit', { 'retry-after': '60' }),
      'rate-limited',
      /for 60 seconds/,
    ],
    [answer(429, 'Too many requests'), 'rate-limited', /for a while/],
    [answer(404, 'Not Found'), 'not-found', /may not see it/],
    [answer(422, 'Validation Failed'), 'refused', /Validation Failed/],
    [answer(502, 'Bad gateway'), 'server', /502/],
    [{ kind: 'cut' }, 'unreachable', /can’t be reached/],
    [{ kind: 'malformed' }, 'malformed', /garbled/],
  ];
  for (const [effect, problem, says] of cases) {
    const name = effect.kind === 'answer' ? `${effect.status} ${JSON.stringify(effect.body)}` : effect.kind;
    it(`${name} → ${problem}`, async () => {
      const error = await problemOf(effect);
      assert.equal(error.problem, problem);
      assert.match(error.message, says);
    });
  }

  it('says that a host is too slow; that nobody waits any longer is no failure', async () => {
    const { host } = baseOf(handle.sandbox);
    const tokens = {
      get: async () => Promise.resolve(handle.sandbox.people.qa.token),
      rejected: () => undefined,
    };
    handle.sandbox.faults.add({ effect: { kind: 'delay', milliseconds: 3000 } });
    const slow = new GitHubClient({ host, tokens, userAgent: 'change-guide/test', timeLimit: 100 });
    const error = await failure(slow.viewer(signal));
    assert.deepEqual([error.problem, error.timedOut], ['unreachable', true]);
    assert.match(error.message, /did not answer in time\. Retry/);
    handle.sandbox.faults.clear();
    const stopped = new AbortController();
    const waiting = slow.viewer(stopped.signal);
    stopped.abort();
    await assert.rejects(waiting, (reason) => reason instanceof Cancelled);
  });

  it('says that it can’t be reached where nobody listens', async () => {
    const base = baseOf(handle.sandbox);
    // Port 9 is for discarding; nothing listens there.
    const host = { ...base.host, apiUrl: 'http://127.0.0.1:9/api/v3' };
    const { codeHost } = openHosted(
      { ...base, host },
      { get: async () => Promise.resolve('token'), rejected: () => undefined },
      'change-guide/test',
    );
    assert.equal((await failure(codeHost.viewer(signal))).problem, 'unreachable');
  });

  it('tells times by its own clock, which is put right for ours', async () => {
    const { host } = baseOf(handle.sandbox);
    const tokens = {
      get: async () => Promise.resolve(handle.sandbox.people.qa.token),
      rejected: () => undefined,
    };
    const client = new GitHubClient({ host, tokens, userAgent: 'change-guide/test' });
    const hour = 3_600_000;
    const ahead = new Date(Date.now() + hour);
    handle.sandbox.faults.add({
      path: '**/user',
      effect: { kind: 'headers', headers: { date: ahead.toUTCString() } },
      times: 1,
    });
    await client.viewer(signal);
    assert.ok(Math.abs((client.hostsTime?.getTime() ?? 0) - ahead.getTime()) < 5000);
    handle.sandbox.faults.add({
      path: '**/user',
      effect: answer(403, 'API rate limit exceeded', {
        date: ahead.toUTCString(),
        'x-ratelimit-remaining': '0',
        'x-ratelimit-reset': String(Math.floor((ahead.getTime() + 600_000) / 1000)),
      }),
    });
    const { retryAt } = await failure(tracker(handle.sandbox.people.qa.token).recent(signal));
    const wait = (retryAt?.getTime() ?? 0) - Date.now();
    assert.ok(wait > 590_000 && wait < 605_000, `${wait} ms, not an hour more`);
  });

  it('gives the page where single sign-on is authorized', async () => {
    const headers = { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' };
    assert.equal((await problemOf(answer(403, 'SSO', headers))).url, 'https://github.com/orgs/acme/sso');
  });

  it('says who is not signed in, and asks nothing of the host', async () => {
    handle.sandbox.requests.clear();
    const error = await failure(tracker(undefined).recent(signal));
    assert.equal(error.problem, 'signed-out');
    assert.deepEqual(handle.sandbox.requests.all, []);
  });

  it('tells the source of a token that the host does not take it', async () => {
    await failure(tracker('ghp_expired').recent(signal));
    assert.deepEqual(rejected.at(-1), 'ghp_expired');
  });

  it('sends no token over an unencrypted connection to another machine', async () => {
    const base = baseOf(handle.sandbox);
    const host = { ...base.host, webUrl: 'http://git.acme.test', apiUrl: 'http://git.acme.test/api/v3' };
    let asked = false;
    const tokens = {
      get: async () => {
        asked = true;
        return Promise.resolve('secret');
      },
      rejected: () => undefined,
    };
    const { codeHost } = openHosted({ ...base, host }, tokens, 'change-guide/test');
    assert.match((await failure(codeHost.viewer(signal))).message, /not encrypted/);
    assert.equal(asked, false);
  });
});
