import assert from 'node:assert/strict';
import { addressOf, deploymentTo, findingLink } from '../../../src/change/links.ts';
import { finding } from '../../../src/procedure/findings.ts';
import { first, head, recordWith } from '../procedure/records.ts';

describe('addressOf', () => {
  for (const [url, where, address] of [
    ['https://github.com/acme/payments/pull/130', 'host', 'https://github.com/acme/payments/pull/130'],
    ['https://github.com.evil.test/acme', 'host', undefined],
    ['https://github.com@evil.test/acme', 'host', undefined],
    ['https://ci.acme.test/run/1', 'host', undefined],
    ['https://ci.acme.test/run/1', 'web', 'https://ci.acme.test/run/1'],
    ['http://ci.acme.test/run/1', 'web', 'http://ci.acme.test/run/1'],
    ['command:workbench.action.quit', 'web', undefined],
    ['file:///etc/passwd', 'web', undefined],
    ['javascript:alert(1)', 'web', undefined],
    ['vscode://acme.extension/run', 'web', undefined],
    ['not an address', 'web', undefined],
    ['', 'web', undefined],
  ] as const) {
    it(`${where}: ${url === '' ? 'nothing' : url}`, () => {
      assert.equal(addressOf({ url, where }, 'GitHub.com'), address);
    });
  }
});

describe('findingLink', () => {
  const record = recordWith((draft) => {
    draft.reviews[0] = {
      ...draft.reviews[0],
      url: 'https://github.com/review/1',
    } as (typeof draft.reviews)[0];
    draft.checks[0] = { name: 'build', result: 'failure', url: 'https://ci.test/1' };
    draft.deployments.push({
      environment: 'staging',
      sha: first,
      state: 'failure',
      updatedAt: '2026-03-05T00:00:00Z',
      url: 'https://old.test',
    });
    Object.assign(draft.deployments[0] ?? {}, { url: 'https://staging.test/log' });
  });

  for (const [name, found, url] of [
    [
      'a ticket',
      finding('ticket.late', { ticket: '#128', createdAt: '', before: 'pull-request', beforeAt: '' }),
      record.ticket?.url,
    ],
    ['the pull request', finding('pr.draft', {}), record.pullRequest?.url],
    [
      'a review',
      finding('changes-requested', { person: 'peer-1', review: 'peer-1-11:00:00' }),
      'https://github.com/review/1',
    ],
    ['a check', finding('checks.failing', { check: 'build' }), 'https://ci.test/1'],
    ['a check without an address', finding('checks.missing', { check: 'lint' }), record.pullRequest?.url],
    ['a deployment', finding('deployment.failed', { environment: 'staging' }), 'https://staging.test/log'],
  ] as const) {
    it(`leads to ${name}`, () => {
      assert.equal(findingLink(found, record)?.url, url);
    });
  }

  it('takes the head’s deployment before a newer one of another commit', () => {
    assert.equal(deploymentTo('staging', record)?.sha, head);
    assert.equal(deploymentTo('production', record), undefined);
  });
});
