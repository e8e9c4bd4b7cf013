import assert from 'node:assert/strict';
import { openHosted } from '../../../src/adapters.ts';
import { HostError } from '../../../src/change/hostError.ts';
import { findingLink } from '../../../src/change/links.ts';
import { observePullRequest } from '../../../src/change/observeChange.ts';
import type { Change } from '../../../src/change/observedChange.ts';
import { unreadTeams } from '../../../src/change/unreadTeams.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { baseOf } from '../support/site.ts';
import { completeChange, freshPorts, type OpenedPull } from '../support/changes.ts';

const signal = new AbortController().signal;

describe('an organization that asks for single sign-on', function () {
  this.timeout(60_000);
  const handle = useSandbox();
  let pull: OpenedPull;

  before(async () => {
    const { sandbox } = handle;
    await sandbox.clone(sandbox.people.developer, handle.folder('clone'));
    pull = await completeChange(sandbox, handle.folder('clone'));
  });
  afterEach(() => {
    handle.sandbox.unauthorized.clear();
  });

  const ports = () => freshPorts(handle.sandbox, handle.sandbox.people.developer);
  const observe = async (): Promise<Change> => observePullRequest(ports(), pull.number, new Date(), signal);
  const page = () => `${handle.sandbox.url}/orgs/acme/sso?authorization_request=A1b2`;
  const required = () => ({ 'x-github-sso': `required; url=${page()}` });

  async function asksFirst(work: Promise<unknown>, url: string): Promise<void> {
    const error: unknown = await work.catch((reason: unknown) => reason);
    assert.ok(error instanceof HostError, String(error));
    assert.deepEqual([error.problem, error.url], ['sso-required', url]);
  }

  it('is told of with GitHub’s link, whether it is asked in GraphQL or in REST', async () => {
    const { sandbox } = handle;
    sandbox.unauthorized.add(sandbox.people.developer.login);
    await asksFirst(observe(), page());
    const { codeHost } = ports();
    const { developer } = sandbox.people;
    const tokens = { get: async () => Promise.resolve(developer.token), rejected: () => undefined };
    const { tracker } = openHosted(baseOf(sandbox), tokens, 'change-guide/test');
    await asksFirst(codeHost.repository(signal), page());
    await asksFirst(
      codeHost.probeChange(
        { kind: 'pull-request', number: pull.number, ticket: undefined },
        pull.number,
        signal,
      ),
      page(),
    );
    // What a search leaves out, GitHub tells by numbers only.
    await asksFirst(tracker.search('refund', signal), `${sandbox.url}/settings/connections/applications`);
  });

  it('leaves unknown what belongs to another organization, with the link, and reads the rest', async () => {
    handle.sandbox.faults.add({
      operation: 'Change',
      effect: {
        kind: 'graphql-null',
        path: ['repository', 'pull', 'closing', 'nodes', 0],
        error: {
          type: 'FORBIDDEN',
          message: 'Resource protected by organization SAML enforcement.',
          extensions: { saml_failure: true },
        },
        headers: required(),
      },
    });
    handle.sandbox.faults.add({
      path: '**/teams/qa/members',
      effect: { kind: 'answer', status: 403, body: { message: 'SAML' }, headers: required() },
    });
    const { record, report } = await observe();
    assert.deepEqual(
      record.unknown.map(({ fact }) => fact),
      ['ticket'],
    );
    assert.ok(record.unknown[0]?.reason.endsWith(` ${page()}`) === true, record.unknown[0]?.reason);
    const [ticket] = report.steps;
    assert.equal(ticket?.status, 'unknown');
    const finding = ticket.findings.find(({ code }) => code === 'fact.unknown');
    assert.deepEqual(finding && findingLink(finding, record), { url: page(), where: 'host' });
    assert.deepEqual(
      unreadTeams(record).map(({ team, reason }) => [team, reason.endsWith(` ${page()}`)]),
      [['acme/qa', true]],
    );
    assert.equal(report.steps[4]?.status, 'unknown');
    assert.equal(report.steps[2]?.status, 'done');
    assert.equal(report.verdict, 'unknown');
  });

  it('makes a list that is cut short by it unknown, never shorter', async () => {
    const headers = { 'x-github-sso': 'partial-results; organizations=21955855,20582480' };
    handle.sandbox.faults.add({ path: '**/teams/qa/members', effect: { kind: 'headers', headers } });
    const { record, report } = await observe();
    const [unread] = unreadTeams(record);
    assert.equal(unread?.team, 'acme/qa');
    assert.match(
      unread.reason,
      /left out what belongs to organizations .* \S+\/settings\/connections\/applications$/,
    );
    assert.equal(report.steps[4]?.status, 'unknown');
  });
});
