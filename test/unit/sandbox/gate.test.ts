import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { OpenApiGate, type Violation } from '../../sandbox/schema/gate.ts';
import { refusal, repo } from './support.ts';

describe('sandbox: the gate of GitHub’s descriptions', () => {
  const handle = useSandbox();

  const requests = [
    [
      'an operation that GitHub does not have',
      'GET',
      '/repos/acme/payments/tickets',
      {},
      /not among the operations/,
    ],
    [
      'an unknown query parameter',
      'GET',
      '/repos/acme/payments/issues?asignee=dana-dev',
      {},
      /unknown query parameter asignee/,
    ],
    [
      'a value that is not among those allowed',
      'GET',
      '/repos/acme/payments/issues?state=done',
      {},
      /state is done/,
    ],
    [
      'an unknown property',
      'POST',
      '/repos/acme/payments/issues',
      { title: 'T', asignees: [] },
      /unknown property asignees/,
    ],
    [
      'a property of the wrong type',
      'POST',
      '/repos/acme/payments/issues',
      { title: 'T', body: 7 },
      /\/body must be string/,
    ],
    [
      'a required property that is missing',
      'POST',
      '/repos/acme/payments/git/refs',
      { ref: 'refs/heads/x' },
      /'sha'/,
    ],
  ] as const;

  for (const [what, method, path, body, problem] of requests) {
    it(`finds ${what}`, async () => {
      const { apiUrl, people } = handle.sandbox;
      await fetch(`${apiUrl}${path}`, {
        method,
        headers: { authorization: `token ${people.developer.token}` },
        ...(method === 'POST' && { body: JSON.stringify(body) }),
      });
      const violations = handle.sandbox.takeViolations();
      assert.deepEqual(
        violations.map(({ kind }) => kind),
        ['request'],
      );
      assert.match(violations[0]?.problems.join() ?? '', problem);
    });
  }

  it('finds a GraphQL document that GitHub’s schema does not allow', async () => {
    const client = handle.sandbox.as(handle.sandbox.people.developer);
    await assert.rejects(
      client.graphql('{ viewer { nickname } }'),
      /Field 'nickname' doesn't exist on type 'User'/,
    );
    await assert.rejects(
      client.graphql('{ repository(owner: "acme", name: "payments") { issues { totalCount } } }'),
      /You must provide a `first` or `last` value/,
    );
    assert.equal(handle.sandbox.takeViolations().length, 2);
  });

  it('finds an answer that GitHub would not give', () => {
    const violations: Violation[] = [];
    const gate = new OpenApiGate((violation) => violations.push(violation));
    const url = new URL('http://127.0.0.1/repos/acme/payments/issues/1');
    const checked = gate.checkRequest('GET', url, undefined);
    checked?.checkResponse(200, { number: 'one' });
    checked?.checkResponse(418, {});
    assert.deepEqual(
      violations.map(({ kind }) => kind),
      ['response', 'response'],
    );
    assert.match(violations[0]?.problems.join() ?? '', /\/number must be integer/);
    assert.match(violations[1]?.problems.join() ?? '', /status 418 is not described/);
  });

  it('has nothing to say about a refusal', async () => {
    const developer = handle.sandbox.as(handle.sandbox.people.developer);
    assert.equal((await refusal(developer.issues.get({ ...repo, issue_number: 999 }))).status, 404);
  });
});
