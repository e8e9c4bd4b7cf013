import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { HostError } from '../../../src/change/hostError.ts';
import type { ObservedChange } from '../../../src/change/observedChange.ts';
import { observeChange } from '../../../src/change/observeChange.ts';
import { parseChangeRecord } from '../../../src/procedure/parseChangeRecord.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, repo } from '../sandbox/support.ts';
import { siteOf, type PersonsSite } from '../support/site.ts';

const signal = new AbortController().signal;
const now = new Date();

describe('observeChange', function () {
  this.timeout(30_000);
  const handle = useSandbox();
  let site: PersonsSite;
  let clones = 0;

  beforeEach(async () => {
    clones += 1;
    site = await siteOf(handle.sandbox, handle.sandbox.people.developer, handle.folder(`clone ${clones}`));
  });

  async function observe(): Promise<Extract<ObservedChange, { kind: 'change' }>> {
    const observed = await observeChange(site, now, signal);
    assert.equal(observed.kind, 'change');
    const parsed = parseChangeRecord(JSON.parse(JSON.stringify(observed.record)));
    assert.deepEqual(parsed.ok ? [] : parsed.problems, []);
    return observed;
  }

  function statuses({ report }: Extract<ObservedChange, { kind: 'change' }>): string {
    return report.steps.map(({ status }) => status).join(' ');
  }

  it('sees no change on the base branch, without a branch, and before the first commit', async () => {
    assert.deepEqual(await observeChange(site, now, signal), { kind: 'none', branch: 'main' });
    await git(site.folder, 'checkout', '--quiet', '--detach');
    assert.deepEqual(await observeChange(site, now, signal), { kind: 'none', branch: undefined });
    await git(site.folder, 'checkout', '--quiet', '--orphan', 'new');
    assert.deepEqual(await observeChange(site, now, signal), { kind: 'none', branch: 'new' });
  });

  it('finds the ticket by the branch’s name: step 1 is done, the others wait', async () => {
    await git(site.folder, 'switch', '--quiet', '--create', 'feature/7-ledger');
    const change = await observe();
    assert.deepEqual(
      [change.ticketKey, change.ticket?.key, change.record.ticket?.linkedBy],
      ['7', '#7', ['branch-name']],
    );
    assert.equal(statuses(change), 'done waiting waiting not-required waiting waiting');
  });

  it('knows by git which ticket a branch was made for, and that nobody else can tell', async () => {
    await git(site.folder, 'switch', '--quiet', '--create', 'ledger');
    await site.workingCopy.rememberTicket('ledger', '#7');
    const change = await observe();
    assert.equal(change.ticket?.key, '#7');
    assert.deepEqual(
      change.report.steps[0]?.findings.map(({ code }) => code).filter((code) => code !== 'branch.name'),
      ['ticket.missing'],
    );
  });

  it('says so where the branch names no ticket, or one that is not there', async () => {
    await git(site.folder, 'switch', '--quiet', '--create', 'feature/no-number');
    assert.equal((await observe()).report.steps[0]?.status, 'waiting');
    await git(site.folder, 'switch', '--quiet', '--create', 'feature/9999-x');
    const change = await observe();
    assert.deepEqual(
      [change.ticketKey, change.ticket, change.report.steps[0]?.status],
      ['9999', undefined, 'waiting'],
    );
  });

  it('asks for the security review because of the files of the branch', async () => {
    await git(site.folder, 'switch', '--quiet', '--create', 'feature/7-auth');
    writeFileSync(path.join(site.folder, 'src/auth/new.ts'), 'export {};\n');
    await git(site.folder, 'add', '.');
    await git(site.folder, 'commit', '--quiet', '-m', 'Auth');
    const change = await observe();
    assert.deepEqual(change.record.files, [{ path: 'src/auth/new.ts', status: 'added' }]);
    assert.equal(statuses(change), 'done waiting waiting waiting waiting waiting');
  });

  it('shows the pull request, all of it read', async () => {
    await git(site.folder, 'switch', '--quiet', '--create', 'feature/7-pull');
    await git(site.folder, 'commit', '--quiet', '--allow-empty', '-m', 'Work');
    await git(site.folder, 'push', '--quiet', '--set-upstream', 'origin', 'HEAD');
    const developer = handle.sandbox.as(handle.sandbox.people.developer);
    await developer.pulls.create({
      ...repo,
      title: 'Ledger',
      head: 'feature/7-pull',
      base: 'main',
      body: 'Closes #7',
    });
    const change = await observe();
    assert.equal(change.record.pullRequest?.title, 'Ledger');
    assert.deepEqual(change.record.ticket?.linkedBy, ['closing-keyword', 'branch-name', 'body']);
    assert.deepEqual(change.record.unknown, []);
    assert.equal(statuses(change), 'done waiting waiting not-required waiting waiting');
  });

  it('leaves unknown what the host does not answer, with its reason', async () => {
    await git(site.folder, 'switch', '--quiet', '--create', 'feature/7-down');
    handle.sandbox.faults.add({
      operation: 'Change',
      effect: {
        kind: 'graphql-errors',
        errors: [
          { message: 'Something went wrong', path: ['repository', 'ticket'] },
          { message: 'Something went wrong', path: ['repository', 'candidates'] },
        ],
      },
    });
    const change = await observe();
    assert.deepEqual(
      change.record.unknown.map(({ fact }) => fact),
      ['pullRequest', 'ticket', 'commits', 'files', 'reviews', 'checks', 'deployments'],
    );
    assert.match(change.record.unknown[0]?.reason ?? '', /did not answer this part: Something went wrong/);
    assert.ok(!statuses(change).includes('done'));
  });

  it('fails with the host’s reason when not even the repository can be read', async () => {
    await git(site.folder, 'switch', '--quiet', '--create', 'feature/7-cut');
    handle.sandbox.faults.add({ operation: 'Change', effect: { kind: 'cut' } });
    await assert.rejects(
      observeChange(site, now, signal),
      (error) => error instanceof HostError && error.problem === 'unreachable',
    );
  });

  it('goes by the rules of the base branch, whatever the pull request makes of them', async () => {
    const before = await observedOn('feature/7-strict');
    writeFileSync(
      path.join(site.folder, '.github/change-procedure.yml'),
      'version: 1\nchecks: none\nqa: { deployment: optional }\nsecurityImpact: { paths: [] }\n',
    );
    await git(site.folder, 'commit', '--quiet', '--all', '-m', 'Loosen the rules');
    await git(site.folder, 'push', '--quiet', '--set-upstream', 'origin', 'HEAD');
    await handle.sandbox.as(handle.sandbox.people.developer).pulls.create({
      ...repo,
      title: 'Loosen',
      head: 'feature/7-strict',
      base: 'main',
      body: 'Closes #7',
    });
    const after = await observe();
    assert.ok(after.record.pullRequest);
    assert.equal(after.report.procedure.digest, before.report.procedure.digest);
    const security = after.report.steps.find(({ id }) => id === 'security-review');
    assert.equal(security?.status, 'waiting', 'changing the rules is itself for the security team');
  });

  async function observedOn(branch: string) {
    await git(site.folder, 'switch', '--quiet', '--create', branch);
    return observe();
  }

  it('says what is wrong with the procedure file, and goes by ENG-PROC-003 then', async () => {
    writeFileSync(
      path.join(site.folder, '.github/change-procedure.yml'),
      'version: 1\nroles:\n  qa-team: { aprovals: 2 }\n',
    );
    await git(site.folder, 'commit', '--quiet', '--all', '-m', 'Misspell');
    await git(site.folder, 'push', '--quiet', 'origin', 'HEAD');
    await git(site.folder, 'switch', '--quiet', '--create', 'feature/7-typo');
    const change = await observe();
    assert.match(
      change.procedureSource.problem ?? '',
      /change-procedure\.yml:3:\d+ on the base branch: .*aprovals.*approvals/,
    );
    assert.equal(change.report.procedure.id, 'ENG-PROC-003');
    assert.equal(change.procedureSource.differsHere, false);
    writeFileSync(path.join(site.folder, '.github/change-procedure.yml'), 'version: 1\n');
    assert.equal((await observe()).procedureSource.differsHere, true);
  });
});
