import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { openHosted } from '../../../src/adapters.ts';
import { parseRemote } from '../../../src/change/hosts.ts';
import { observePullRequest } from '../../../src/change/observeChange.ts';
import type { ComplianceReport } from '../../../src/procedure/report.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { Period } from '../../sandbox/period/period.ts';
import { sinKinds, type SinKind } from '../../sandbox/period/sins.ts';
import { git } from './support.ts';

/** By what the rules know each kind: a code of a finding, or a reason why an approval does not count. */
const codes: Readonly<Record<Exclude<SinKind, 'direct-push'>, string>> = {
  'early-merge': 'approvals.missing',
  'self-approval': 'approvals.missing',
  'stale-approval': 'approval.stale',
  'missing-ticket': 'ticket.missing',
  'same-person-twice': 'approvals.missing',
  'final-after-merge': 'approval.after-merge',
  'final-out-of-order': 'approval.out-of-order',
  'other-branch': 'pr.wrong-base',
  'admin-bypass': 'checks.failing',
  'edited-after-merge': 'pr.section-empty',
};

describe('a generated period', function () {
  this.timeout(120_000);
  const handle = useSandbox();
  let period: Period;
  const reports = new Map<number, ComplianceReport>();

  before('some thirty changes, one of each sin, are read one by one', async () => {
    const { sandbox } = handle;
    period = sandbox.addPeriod({ changes: 32, sins: 1 });
    const base = parseRemote({ name: 'origin', url: period.repository.remoteUrl }, [sandbox.url]);
    assert.ok(base);
    const tokens = { get: async () => Promise.resolve(sandbox.people.lead.token), rejected: () => undefined };
    const ports = { base, ...openHosted(base, tokens, 'change-guide/test') };
    const { data } = await sandbox.as(sandbox.people.lead).search.issuesAndPullRequests({
      q: 'repo:acme/ledger is:pr',
      per_page: 100,
    });
    assert.equal(data.total_count, period.pulls);
    for (const { number } of data.items) {
      const { record, report } = await observePullRequest(
        ports,
        number,
        new Date(),
        new AbortController().signal,
      );
      assert.deepEqual(record.unknown, []);
      reports.set(number, report);
    }
  });

  it('holds changes that followed the procedure, and as many sins as were asked for', () => {
    const sinful = new Set(period.sins.flatMap(({ pull }) => pull ?? []));
    assert.deepEqual(period.sins.map(({ kind }) => kind).sort(), sinKinds.toSorted());
    for (const [number, { verdict, steps }] of reports) {
      const findings = steps.flatMap(({ findings: found }) => found.map(({ message }) => message));
      assert.equal(
        verdict,
        sinful.has(number) ? 'violated' : 'compliant',
        `#${number} ${findings.join(' ')}`,
      );
    }
    for (const { kind, pull } of period.sins) {
      const steps = reports.get(pull ?? 0)?.steps ?? [];
      const found: (string | undefined)[] = steps.flatMap(({ findings, approvals }) => [
        ...findings.map(({ code }) => code),
        ...approvals.map(({ reason }) => reason),
      ]);
      assert.ok(kind === 'direct-push' || found.includes(codes[kind]), `${kind}: ${found.join(', ')}`);
    }
  });

  it('is on GitHub as git has it', async () => {
    const { sandbox } = handle;
    const folder = handle.folder('ledger');
    const { login, token } = sandbox.people.lead;
    const remote = new URL(period.repository.remoteUrl);
    Object.assign(remote, { username: login, password: token });
    await promisify(execFile)('git', ['clone', '--quiet', '--mirror', remote.href, folder]);
    const log = async (...options: string[]) => (await git(folder, 'rev-list', ...options)).split('\n');
    assert.equal((await log('--first-parent', `--since=${period.since}`, 'main')).length, period.population);
    const client = sandbox.as(sandbox.people.lead);
    const { repository } = await client.graphql<Answer>(document);
    assert.deepEqual(
      repository.defaultBranchRef.target.history.nodes.map(({ oid }) => oid),
      (await log('--date-order', 'main')).slice(0, 100),
    );
    const brought = new Map(
      repository.defaultBranchRef.target.history.nodes.map(({ oid, associatedPullRequests }) => [
        oid,
        associatedPullRequests.nodes.map(({ number }) => number),
      ]),
    );
    for (const { commit, pull } of period.sins.filter(({ commit: sha }) => brought.has(sha))) {
      assert.deepEqual(brought.get(commit), pull === undefined ? [] : [pull]);
    }
    const heads = repository.pullRequests.nodes.map(({ headRefOid }) => headRefOid);
    await git(folder, 'fetch', '--quiet', 'origin', ...heads);
    for (const { headRefOid, baseRefOid, commits, files, mergeCommit } of repository.pullRequests.nodes) {
      const range = `${baseRefOid}...${headRefOid}`;
      assert.deepEqual(
        commits.nodes.map(({ commit }) => commit.oid),
        await log('--reverse', '--topo-order', `${baseRefOid}..${headRefOid}`),
      );
      const changed = await git(folder, 'diff', '-M', '--name-status', range);
      assert.deepEqual(
        files.nodes.map(({ changeType, path }) => `${changeType.slice(0, 1)}\t${path}`),
        changed.split('\n'),
      );
      await git(folder, 'merge-base', '--is-ancestor', mergeCommit.oid, 'main');
    }
  });
});

interface Nodes<T> {
  readonly nodes: readonly T[];
}
interface Answer {
  readonly repository: {
    readonly defaultBranchRef: {
      readonly target: {
        readonly history: Nodes<{
          readonly oid: string;
          readonly associatedPullRequests: Nodes<{ readonly number: number }>;
        }>;
      };
    };
    readonly pullRequests: Nodes<{
      readonly headRefOid: string;
      readonly baseRefOid: string;
      readonly mergeCommit: { readonly oid: string };
      readonly commits: Nodes<{ readonly commit: { readonly oid: string } }>;
      readonly files: Nodes<{ readonly changeType: string; readonly path: string }>;
    }>;
  };
}

const document = `{
  repository(owner: "acme", name: "ledger") {
    defaultBranchRef {
      target {
        ... on Commit {
          history(first: 100) {
            nodes {
              oid
              associatedPullRequests(first: 3) { nodes { number } }
            }
          }
        }
      }
    }
    pullRequests(first: 100, states: [MERGED]) {
      nodes {
        headRefOid
        baseRefOid
        mergeCommit { oid }
        commits(first: 10) { nodes { commit { oid } } }
        files(first: 10) { nodes { changeType path } }
      }
    }
  }
}`;
