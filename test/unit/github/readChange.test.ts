import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { HostError } from '../../../src/change/hostError.ts';
import { observePullRequest } from '../../../src/change/observeChange.ts';
import type { Change } from '../../../src/change/observedChange.ts';
import type { GatherPorts } from '../../../src/change/observePorts.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, repo } from '../sandbox/support.ts';
import {
  completeChange,
  freshPorts,
  fullBody,
  openChange,
  review,
  testAndDeploy,
} from '../support/changes.ts';

const signal = new AbortController().signal;

describe('what GitHub knows of a change', function () {
  this.timeout(120_000);
  const handle = useSandbox();
  let folder = '';

  before(async () => {
    folder = handle.folder('clone');
    await handle.sandbox.clone(handle.sandbox.people.developer, folder);
  });

  const ports = () => freshPorts(handle.sandbox, handle.sandbox.people.developer);
  const observe = async (number: number, through: GatherPorts = ports()): Promise<Change> =>
    observePullRequest(through, number, new Date(), signal);
  const developer = () => handle.sandbox.as(handle.sandbox.people.developer);
  const statuses = ({ report }: Change) => report.steps.map(({ status }) => status).join(' ');
  const unknownFacts = ({ record }: Change) => record.unknown.map(({ fact }) => fact);

  async function asked(work: () => Promise<unknown>): Promise<string[]> {
    handle.sandbox.requests.clear();
    await work();
    return handle.sandbox.requests.all.map(
      ({ operation, path: where }) => operation ?? where.split('/').at(-1) ?? '',
    );
  }

  it('is read with one request, and the teams once', async () => {
    const pull = await completeChange(handle.sandbox, folder);
    const through = ports();
    let change: Change | undefined;
    const requests = await asked(async () => {
      change = await observe(pull.number, through);
    });
    assert.deepEqual(requests.toSorted(), ['Change', 'members', 'members', 'members', 'members']);
    assert.deepEqual(await asked(async () => observe(pull.number, through)), ['Change']);
    assert.ok(change);
    assert.equal(statuses(change), 'done done done done done done');
    assert.equal(change.report.verdict, 'compliant');
    const { record } = change;
    assert.deepEqual(record.unknown, []);
    assert.deepEqual(record.ticket?.linkedBy, ['closing-keyword', 'branch-name', 'body']);
    assert.deepEqual(
      record.reviews.map(({ state, commitSha }) => [state, commitSha]),
      Array.from({ length: 4 }, () => ['APPROVED', pull.head]),
    );
    assert.deepEqual(record.commits[0]?.authors, [handle.sandbox.people.developer.login]);
    assert.deepEqual(
      record.deployments.map(({ environment, sha, state, succeededAt }) => [
        environment,
        sha,
        state,
        succeededAt !== undefined,
      ]),
      [['staging', pull.head, 'success', true]],
    );
    assert.equal(record.people[handle.sandbox.people.lead.login]?.permission, 'admin');
    assert.equal(change.viewer, handle.sandbox.people.developer.login);
    assert.match(change.procedureSource.commit ?? '', /^[0-9a-f]{40}$/);
  });

  it('pages to the end of every list', async () => {
    await git(folder, 'fetch', '--quiet');
    await git(folder, 'switch', '--quiet', '--no-track', '--create', 'feature/7-huge', 'origin/main');
    mkdirSync(path.join(folder, 'many'));
    for (let file = 0; file < 230; file += 1) {
      writeFileSync(path.join(folder, `many/${file}.txt`), `${file}\n`);
    }
    await git(folder, 'add', '.');
    await git(folder, 'commit', '--quiet', '-m', 'Many files');
    for (let commit = 0; commit < 119; commit += 1) {
      await git(folder, 'commit', '--quiet', '--allow-empty', '-m', `Commit ${commit}`);
    }
    await git(folder, 'push', '--quiet', 'origin', 'HEAD');
    const { data } = await developer().pulls.create({
      ...repo,
      title: 'Huge',
      head: 'feature/7-huge',
      base: 'main',
    });
    const pull = { number: data.number, branch: 'feature/7-huge', head: data.head.sha };
    for (let check = 0; check < 105; check += 1) {
      await developer().repos.createCommitStatus({
        ...repo,
        sha: pull.head,
        state: 'success',
        context: `ci/${check}`,
      });
    }
    for (let times = 0; times < 103; times += 1) {
      await review(handle.sandbox, 'peer', pull);
    }
    const change = await observe(pull.number);
    assert.deepEqual(unknownFacts(change), []);
    const { commits, files, checks, reviews } = change.record;
    assert.deepEqual([commits.length, files.length, checks.length, reviews.length], [120, 230, 105, 103]);

    const moved = {
      kind: 'answer',
      status: 200,
      body: { data: { node: { headRefOid: 'f'.repeat(40) } } },
    } as const;
    handle.sandbox.faults.add({ operation: 'MoreOfChange', times: 1, effect: moved });
    assert.deepEqual(unknownFacts(await observe(pull.number)), [], 'read again');
    handle.sandbox.faults.add({ operation: 'MoreOfChange', effect: moved });
    const restless = await observe(pull.number);
    assert.deepEqual(unknownFacts(restless), ['commits', 'files', 'reviews', 'checks', 'deployments']);
    assert.match(restless.record.unknown[0]?.reason ?? '', /changed while it was being read/);
    handle.sandbox.faults.clear();
    handle.sandbox.faults.add({ operation: 'MoreOfChange', effect: { kind: 'answer', status: 502 } });
    assert.deepEqual(unknownFacts(await observe(pull.number)), [
      'commits',
      'files',
      'reviews',
      'checks',
      'deployments',
    ]);
  });

  it('tells where renamed files were before', async () => {
    const pull = await openChange(handle.sandbox, folder);
    await git(folder, 'mv', 'src/auth/token.ts', 'src/tokens.ts');
    await git(folder, 'commit', '--quiet', '-m', 'Move');
    await git(folder, 'push', '--quiet');
    const { record } = await observe(pull.number);
    assert.deepEqual(
      record.files.find(({ status }) => status === 'renamed'),
      { path: 'src/tokens.ts', previousPath: 'src/auth/token.ts', status: 'renamed' },
    );
    handle.sandbox.faults.add({ path: '**/files', effect: { kind: 'answer', status: 500 } });
    assert.deepEqual(unknownFacts(await observe(pull.number)), ['files']);
  });

  it('tells what a dismissed review had said', async () => {
    const pull = await openChange(handle.sandbox, folder);
    const review_id = await review(handle.sandbox, 'security', pull, 'REQUEST_CHANGES');
    await handle.sandbox.as(handle.sandbox.people.lead).pulls.dismissReview({
      ...repo,
      pull_number: pull.number,
      review_id,
      message: 'Settled',
    });
    const [dismissed] = (await observe(pull.number)).record.reviews;
    assert.deepEqual(
      [dismissed?.state, dismissed?.dismissed?.previousState],
      ['DISMISSED', 'CHANGES_REQUESTED'],
    );
  });

  it('lists required checks that have not reported as pending', async () => {
    const pull = await openChange(handle.sandbox, folder);
    await testAndDeploy(handle.sandbox, pull);
    handle.sandbox.requireChecks('main', ['ci/test', 'ci/security-scan']);
    const expected = { name: 'ci/security-scan', result: 'pending' };
    const found = async () =>
      (await observe(pull.number)).record.checks.filter(({ name }) => name === 'ci/security-scan');
    assert.deepEqual(await found(), [expected]);
    // What GraphQL refuses to a workflow's token REST tells.
    const path = ['repository', 'pull', 'required'];
    const error = { type: 'FORBIDDEN', message: 'Resource not accessible by integration' };
    handle.sandbox.faults.add({ operation: 'Change', effect: { kind: 'graphql-null', path, error } });
    assert.deepEqual(await found(), [expected]);
    handle.sandbox.faults.add({ path: '**/rules/branches/**', effect: { kind: 'answer', status: 403 } });
    assert.deepEqual(unknownFacts(await observe(pull.number)), ['checks']);
    handle.sandbox.requireChecks('main', []);
  });

  it('gives the text and the checks as at the merge', async () => {
    const pull = await openChange(handle.sandbox, folder);
    await testAndDeploy(handle.sandbox, pull);
    const at = { ...repo, pull_number: pull.number };
    await developer().pulls.update({ ...at, body: `${fullBody}\nEdited before.` });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await handle.sandbox.as(handle.sandbox.people.lead).pulls.merge({ ...at, merge_method: 'squash' });
    await new Promise((resolve) => setTimeout(resolve, 1100));
    await developer().pulls.update({ ...at, body: 'Made up afterwards.' });
    await developer().repos.createCommitStatus({
      ...repo,
      sha: pull.head,
      state: 'failure',
      context: 'ci/test',
    });
    const { record } = await observe(pull.number);
    assert.equal(record.pullRequest?.state, 'merged');
    assert.deepEqual(
      record.checks.map(({ result }) => result),
      ['success'],
    );
    assert.match(record.pullRequest.body, /Edited before\.$/);
    assert.ok(
      Date.parse(record.pullRequest.bodyEditedAt ?? '') <= Date.parse(record.pullRequest.mergedAt ?? ''),
    );
    handle.sandbox.faults.add({ operation: 'EditsOfChange', effect: { kind: 'answer', status: 502 } });
    const unread = await observe(pull.number);
    assert.ok(unread.report.steps[1]?.findings.some(({ code }) => code === 'pr.edited-after-merge') === true);
  });

  it('asks an older server without the fields that it does not know, once and for all', async () => {
    const pull = await openChange(handle.sandbox, folder);
    const lacks = (typeName: string, fieldName: string) =>
      ({
        kind: 'answer',
        status: 200,
        body: {
          errors: [
            {
              message: `Field '${fieldName}' doesn't exist on type '${typeName}'`,
              extensions: { code: 'undefinedField', typeName, fieldName },
            },
          ],
        },
      }) as const;
    handle.sandbox.faults.add({ operation: 'Change', times: 1, effect: lacks('Commit', 'authors') });
    const through = ports();
    const change = await observe(pull.number, through);
    assert.deepEqual(unknownFacts(change), ['commits']);
    assert.match(
      change.record.unknown[0]?.reason ?? '',
      /too old for this: it does not know “Commit\.authors”/,
    );
    assert.deepEqual(await asked(async () => observe(pull.number, through)), ['Change']);
    handle.sandbox.faults.add({
      operation: 'Change',
      times: 1,
      effect: lacks('PullRequest', 'closingIssuesReferences'),
    });
    // The branch's name still tells the ticket; by hand it could be linked to another.
    assert.deepEqual(unknownFacts(await observe(pull.number)), ['ticket']);
    handle.sandbox.faults.add({ operation: 'Change', times: 1, effect: lacks('Ref', 'rules') });
    assert.deepEqual(unknownFacts(await observe(pull.number)), [], 'a server without rulesets has none');
  });

  it('says what to do when teams can’t be read, and asks for people one by one when they can’t be listed', async () => {
    const pull = await completeChange(handle.sandbox, folder);
    handle.sandbox.faults.add({ path: '**/teams/qa/members', effect: { kind: 'answer', status: 404 } });
    handle.sandbox.faults.add({
      operation: 'Change',
      effect: {
        kind: 'graphql-null',
        path: ['repository', 'people'],
        error: { message: 'You may not list collaborators', ...{ type: 'FORBIDDEN' } },
      },
    });
    const through = ports();
    let change: Change | undefined;
    const requests = await asked(async () => {
      change = await observe(pull.number, through);
    });
    assert.equal(requests.filter((request) => request === 'permission').length, 5);
    assert.ok(change);
    const qa = change.record.teams['acme/qa'];
    assert.ok(qa && 'unknown' in qa);
    assert.match(qa.unknown, /Members: read/);
    assert.equal(change.report.steps[4]?.status, 'unknown');
    assert.equal(change.report.steps[2]?.status, 'done');
    assert.deepEqual(change.record.unknown, []);
    handle.sandbox.requests.clear();
    await observe(pull.number, through);
    const again = handle.sandbox.requests.matching({ operation: 'Change' })[0]?.body as { query: string };
    assert.ok(!again.query.includes('collaborators'), 'what is not allowed is not asked again');
    assert.equal(handle.sandbox.requests.matching({ path: 'permission' }).length, 0);
  });

  it('fails with until when, when it is asked too much', async () => {
    const headers = { 'retry-after': '90' };
    const tooMuch = {
      kind: 'answer',
      status: 403,
      body: { message: 'Secondary rate limit' },
      headers,
    } as const;
    handle.sandbox.faults.add({ path: '**/members', effect: tooMuch });
    const error: unknown = await observe(6).catch((reason: unknown) => reason);
    assert.ok(error instanceof HostError && error.problem === 'rate-limited');
    const seconds = ((error.retryAt?.getTime() ?? 0) - Date.now()) / 1000;
    assert.ok(seconds > 60 && seconds <= 90, String(seconds));
  });

  it('is as of the host’s time, where the clock here is another', async () => {
    const ahead = new Date(Date.now() + 3_600_000);
    const headers = { date: ahead.toUTCString() };
    handle.sandbox.faults.add({ effect: { kind: 'headers', headers } });
    const { record } = await observe(6);
    assert.ok(Math.abs(Date.parse(record.capturedAt) - ahead.getTime()) < 30_000, record.capturedAt);
    handle.sandbox.faults.clear();
    assert.ok(Math.abs(Date.parse((await observe(6)).record.capturedAt) - Date.now()) < 30_000);
  });

  it('is not judged at all without its rules', async () => {
    handle.sandbox.faults.add({
      operation: 'Change',
      effect: {
        kind: 'graphql-null',
        path: ['repository', 'procedure'],
        error: { message: 'Something went wrong' },
      },
    });
    await assert.rejects(observe(6), /procedure file could not be read/);
  });
});
