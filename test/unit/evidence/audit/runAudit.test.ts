import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { DiskAuditFolder } from '../../../../src/files/auditFolder.ts';
import { mergeAudits } from '../../../../src/evidence/audit/mergeAudits.ts';
import type { AuditEntry } from '../../../../src/evidence/audit/entry.ts';
import type { ExceptionCode } from '../../../../src/evidence/audit/exceptionTitles.ts';
import type { Period } from '../../../sandbox/period/period.ts';
import type { SinKind } from '../../../sandbox/period/sins.ts';
import { useSandbox } from '../../../sandbox/mocha.ts';
import { audit, auditPorts, auditRequest } from './auditSite.ts';

/** By what an audit knows each kind of sin: one of these. */
const codes: Readonly<Record<SinKind, readonly ExceptionCode[]>> = {
  'direct-push': ['push.direct'],
  'early-merge': ['merged.early'],
  'self-approval': ['approval.author', 'approval.contributor'],
  'stale-approval': ['approval.stale'],
  'missing-ticket': ['ticket.missing'],
  'same-person-twice': ['approval.other-role'],
  'final-after-merge': ['approval.after-merge'],
  'final-out-of-order': ['approval.out-of-order'],
  'other-branch': ['merge.other-branch'],
  'admin-bypass': ['merge.bypass'],
  'edited-after-merge': ['pr.section-empty'],
};

describe('an audit of a period', function () {
  this.timeout(300_000);
  const handle = useSandbox();
  let period: Period;
  let whole = '';

  const run = async (name: string, more: Parameters<typeof auditRequest>[2] = {}) =>
    audit(handle.sandbox, auditRequest(handle.sandbox, 'acme/ledger', more), handle.folder(name));
  const entriesIn = (folder: string): AuditEntry[] =>
    readFileSync(path.join(folder, 'audit.ndjson'), 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as AuditEntry);
  const asked = (operation: string) => handle.sandbox.requests.matching({ operation });

  before('some thirty changes, one of each sin, all in one run', async () => {
    period = handle.sandbox.addPeriod({ changes: 32, sins: 1 });
    whole = handle.folder('whole');
    handle.sandbox.requests.clear();
    await run('whole', { sample: { size: 2, seed: 'q1' } });
  });

  /** Every file but what says how the sample was drawn. */
  function sameFiles(one: string, other: string): void {
    const files = (folder: string) =>
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.\w+$|SHA256SUMS$/.test(name))
        .sort();
    assert.deepEqual(files(one), files(other));
    for (const name of files(one)) {
      assert.equal(
        readFileSync(path.join(one, name), 'utf8'),
        readFileSync(path.join(other, name), 'utf8'),
        name,
      );
    }
  }

  it('accounts for every commit, and finds just what was planted', () => {
    const entries = entriesIn(whole);
    assert.equal(entries.length, period.population);
    const numberOf = ({ came }: AuditEntry) => (came.by === 'pull-request' ? came.number : undefined);
    for (const { kind, commit, pull } of period.sins) {
      const found = entries.find((entry) =>
        pull === undefined ? entry.commit.sha === commit : numberOf(entry) === pull && entry.change !== null,
      );
      const has = found?.exceptions.map(({ code }) => code) ?? [];
      assert.ok(
        codes[kind].some((code) => has.includes(code)),
        `${kind}: ${has.join(', ')}`,
      );
      assert.equal(found?.verdict, 'violated');
    }
    const sinful = new Set(period.sins.map(({ commit, pull }) => pull ?? commit));
    const others = entries.filter((entry) => !sinful.has(numberOf(entry) ?? entry.commit.sha));
    assert.deepEqual(
      others.filter(({ verdict, exceptions }) => verdict !== 'compliant' || exceptions.length > 0),
      [],
    );
    const firstOf = (keep: (entry: AuditEntry) => boolean) =>
      entries.filter((entry) => entry.change !== null && keep(entry)).map(numberOf);
    assert.deepEqual(
      firstOf(({ byBot }) => byBot),
      period.bots,
    );
    assert.deepEqual(
      firstOf(({ reverts }) => reverts !== null),
      period.reverts,
    );
    assert.ok(!existsSync(path.join(whole, 'state')));
  });

  it('reads thirty changes with one request', () => {
    assert.equal(asked('MergedChanges').length, Math.ceil(period.pulls / 30));
    assert.equal(asked('AuditedRepository').length, 1);
  });

  it('writes the same bytes twice, asks nothing when it is finished, and leaves another audit alone', async () => {
    await run('twice', { sample: { size: 2, seed: 'q1' } });
    sameFiles(whole, handle.folder('twice'));
    handle.sandbox.requests.clear();
    await run('twice', { sample: { size: 2, seed: 'q1' } });
    assert.deepEqual(handle.sandbox.requests.all, []);
    await assert.rejects(run('twice', { sample: { size: 3, seed: 'q1' } }), /holds another audit/);
  });

  it('puts shards together to what one audit of all would have written', async () => {
    const folders = [1, 2, 3].map((number) => `shard ${number}`);
    for (const [at, folder] of folders.entries()) {
      await run(folder, { shard: { number: at + 1, of: 3 } });
    }
    const into = handle.folder('merged');
    const request = auditRequest(handle.sandbox, 'acme/ledger');
    const at = (names: readonly string[]) => names.map((name) => new DiskAuditFolder(handle.folder(name)));
    const merge = async (names: readonly string[]) =>
      mergeAudits(
        at(names),
        { sample: { size: 2, seed: 'q1' }, unsigned: true },
        auditPorts(handle.sandbox, request, into),
        new AbortController().signal,
      );
    await assert.rejects(merge(folders.slice(1)), /1 of 3 shards missing/);
    await assert.rejects(merge([...folders, 'shard 2']), /Shard 2 of 3 is there twice/);
    await merge(folders.toReversed());
    sameFiles(whole, into);
  });

  it('asks for less when the host breaks down, and waits while it takes no more requests', async () => {
    const { faults } = handle.sandbox;
    // The same once more, then for half as much, then for a quarter.
    faults.add({ operation: 'MergedChanges', times: 4, effect: { kind: 'answer', status: 502 } });
    faults.add({
      operation: 'MergedChanges',
      after: 1,
      times: 1,
      effect: {
        kind: 'answer',
        status: 403,
        headers: { 'retry-after': '1' },
        body: { message: 'Slow down' },
      },
    });
    handle.sandbox.requests.clear();
    const { told } = await run('slow', { sample: { size: 2, seed: 'q1' } });
    const sizes = asked('MergedChanges').map(
      ({ body }) => (JSON.stringify(body).match(/change\d+: pullRequest/g) ?? []).length,
    );
    assert.deepEqual(sizes.slice(0, 5), [30, 30, 15, 15, 7], sizes.join(' '));
    assert.ok(
      sizes.slice(5).some((size) => size > 7),
      `it grows back: ${sizes.join(' ')}`,
    );
    const waits = told.flatMap((each) => (each.kind === 'waiting' ? [each.reason] : []));
    assert.ok(
      waits.some((reason) => reason.includes('takes no more requests for 1 seconds')),
      waits.join(' '),
    );
    sameFiles(whole, handle.folder('slow'));
  });

  it('says unknown of a population that could not be read, and reads it the next time', async () => {
    const { faults } = handle.sandbox;
    faults.add({ path: '/acme/ledger.git/**', effect: { kind: 'answer', status: 500 } });
    const { verdict, summary } = await run('unread', { sample: { size: 2, seed: 'q1' } });
    assert.equal(verdict, 'unknown');
    assert.deepEqual(
      [summary.totals.unreadRepositories, summary.repositories[0]?.population.kind],
      [1, 'unread'],
    );
    faults.clear();
    await run('unread', { sample: { size: 2, seed: 'q1' } });
    sameFiles(whole, handle.folder('unread'));
  });

  it('says unknown of commits whose pull requests could not be read', async () => {
    handle.sandbox.faults.add({
      operation: 'MergedChanges',
      effect: {
        kind: 'graphql-null',
        path: ['repository', 'change0'],
        error: { message: 'Something is missing', type: 'FORBIDDEN' },
      },
    });
    const { summary } = await run('gap');
    assert.ok(summary.totals.unreadCommits > 0);
    assert.match(summary.unread.commits.listed[0]?.reason ?? '', /may not read this/);
    handle.sandbox.faults.clear();
    const again = await run('gap');
    assert.equal(again.summary.totals.unreadCommits, 0);
  });
});
