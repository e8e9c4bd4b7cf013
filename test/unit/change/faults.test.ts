import assert from 'node:assert/strict';
import { openClone } from '../../../src/adapters.ts';
import { HumanError } from '../../../src/base/errors.ts';
import { observePullRequest } from '../../../src/change/observeChange.ts';
import type { Change } from '../../../src/change/observedChange.ts';
import { hasChanged } from '../../../src/change/probeChange.ts';
import { repo } from '../sandbox/support.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import type { FaultEffect, FaultRule } from '../../sandbox/sandbox.ts';
import { completeChange, freshPorts, openChange, review, testAndDeploy } from '../support/changes.ts';
import { thorough } from '../../thorough.ts';

const signal = new AbortController().signal;
const schedules = thorough ? 1000 : 60;
/** A reading of these changes makes 7 requests at most; a fault may cost a few more, but never start a storm. */
const mostRequests = 16;

/** Numbers in [0, 1) that are the same in every run. Source: Tommy Ettinger’s mulberry32, public domain. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const keys = ['reviews', 'dismissals', 'commits', 'files', 'closing', 'labels', 'head', 'required', 'author'];

function randomFault(random: () => number): FaultRule {
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const answer = (status: number, headers?: Record<string, string>): FaultEffect => ({
    kind: 'answer',
    status,
    body: { message: 'No' },
    ...(headers && { headers }),
  });
  const general: readonly FaultEffect[] = [
    ...[401, 403, 404, 410, 422, 429, 500, 502, 503].map((status) => answer(status)),
    answer(403, { 'x-github-sso': 'required; url=https://github.com/orgs/acme/sso' }),
    answer(403, { 'retry-after': '30' }),
    answer(200),
    { kind: 'answer', status: 200, body: [] },
    { kind: 'answer', status: 200, body: { data: null } },
    { kind: 'answer', status: 200, body: { data: { repository: null } } },
    { kind: 'cut' },
    { kind: 'malformed' },
  ];
  const times = { times: 1 + Math.floor(random() * 3), after: Math.floor(random() * 2) };
  if (random() < 0.4) {
    const path = [
      'repository',
      ...(random() < 0.2 ? [pick(['people', 'viewer', 'procedure'])] : ['pull', pick(keys)]),
    ];
    const error = { message: 'Something went wrong', ...(random() < 0.5 && { type: 'FORBIDDEN' }) };
    const effect = pick<FaultEffect>([
      { kind: 'graphql-null', path, error },
      { kind: 'graphql-null', path: path[1] === 'pull' ? path : ['repository', 'pull', 'reviews'] },
      { kind: 'graphql-errors', errors: [{ ...error, path }] },
      { kind: 'graphql-errors', errors: [{ message: 'Timeout on validation of query' }] },
      {
        kind: 'answer',
        status: 200,
        body: {
          errors: [
            {
              message: "Field 'timelineItems' doesn't exist on type 'PullRequest'",
              extensions: { code: 'undefinedField', typeName: 'PullRequest', fieldName: 'timelineItems' },
            },
          ],
        },
      },
    ]);
    return { operation: 'Change', ...times, after: 0, effect };
  }
  if (random() < 0.2) {
    const node: FaultEffect[] = [
      { kind: 'graphql-null', path: ['node'] },
      {
        kind: 'graphql-null',
        path: ['node', 'head', 'nodes', 0, 'commit', 'checks', 'contexts', 'nodes', 0],
      },
      {
        kind: 'graphql-errors',
        errors: [{ message: 'Something went wrong', path: ['node', 'head', 'nodes', 0] }],
      },
    ];
    return { operation: 'MoreOfChange', ...times, after: 0, effect: pick([...node, ...general]) };
  }
  return {
    path: pick(['**/graphql', '**/members', '**/teams/qa/**', '**/permission', '**']),
    ...times,
    effect: pick(general),
  };
}

describe('observing a change while things go wrong', function () {
  this.timeout(120_000 + schedules * 1000);
  const handle = useSandbox();
  const numbers: number[] = [];
  const unhandled: unknown[] = [];
  const onUnhandled = (reason: unknown) => unhandled.push(reason);

  before(async () => {
    const { sandbox } = handle;
    const folder = handle.folder('clone');
    const developer = sandbox.as(sandbox.people.developer);
    await sandbox.clone(sandbox.people.developer, folder);
    const blocked = await openChange(sandbox, folder, {
      message: `Work\n\nCo-authored-by: Peer <${sandbox.people.peer.email}>`,
    });
    await testAndDeploy(sandbox, blocked, 'failure');
    await review(sandbox, 'security', blocked, 'REQUEST_CHANGES');
    await review(sandbox, 'peer', blocked);
    const empty = await openChange(sandbox, folder, { body: '', draft: true });
    // Only its label asks for the security review, and only a required check that is silent keeps step 5 open.
    const labelled = await openChange(sandbox, folder, { file: 'docs/new.md' });
    await developer.issues.addLabels({ ...repo, issue_number: labelled.number, labels: ['security'] });
    await testAndDeploy(sandbox, labelled, 'success', 'ci/other');
    await review(sandbox, 'peer', labelled);
    await review(sandbox, 'qa', labelled);
    sandbox.requireChecks('main', ['ci/test']);
    const complete = await completeChange(sandbox, folder);
    // The check that failed is on the second page.
    const many = await completeChange(sandbox, folder);
    for (let check = 0; check < 100; check += 1) {
      await sandbox.as(sandbox.people.qa).repos.createCommitStatus({
        ...repo,
        sha: many.head,
        state: check === 99 ? 'failure' : 'success',
        context: `ci/${check}`,
      });
    }
    numbers.push(blocked.number, empty.number, labelled.number, complete.number, many.number, 6);
    process.on('unhandledRejection', onUnhandled);
  });
  after(() => process.off('unhandledRejection', onUnhandled));

  async function observe(number: number): Promise<Change> {
    const { sandbox } = handle;
    return observePullRequest(freshPorts(sandbox, sandbox.people.developer), number, new Date(), signal);
  }

  const isFine = (status: string) => status === 'done' || status === 'not-required';

  it(`makes no step look better than it is, in ${schedules} schedules of faults`, async () => {
    const { sandbox } = handle;
    const whole = new Map<number, Change>();
    for (const number of numbers) {
      whole.set(number, await observe(number));
    }
    assert.deepEqual(
      [...whole.values()].map(({ report }) => report.steps.map(({ status }) => status).join(' ')),
      [
        'done done waiting blocked blocked waiting',
        'done waiting waiting waiting waiting waiting',
        'done done done waiting waiting waiting',
        'done done done done done done',
        'done done done done blocked waiting',
        'done done done done done done',
      ],
    );
    const seen = new Map<string, number>();
    for (let seed = 0; seed < schedules; seed += 1) {
      const random = seeded(seed);
      const number = numbers[seed % numbers.length] ?? 0;
      sandbox.faults.clear();
      const faults = Array.from({ length: 1 + Math.floor(random() * 3) }, () => randomFault(random));
      faults.forEach((fault) => {
        sandbox.faults.add(fault);
      });
      sandbox.requests.clear();
      const what = `seed ${seed}, #${number}: ${JSON.stringify(faults)}`;
      let outcome = 'failed';
      try {
        const change = await observe(number);
        const truth = whole.get(number)?.report;
        // That a team has no members is an answer like any other.
        const isEmptied = Object.values(change.record.teams).some(
          (team) => 'length' in team && team.length === 0,
        );
        for (const [index, step] of change.report.steps.entries()) {
          const { status = 'blocked', approvals = [], findings = [] } = truth?.steps[index] ?? {};
          const said = `step ${index + 1} is ${step.status}, ${what}`;
          // The final approval is given: what it waited for is a step that is unknown now.
          const waitedForOthers =
            findings.every(({ code, severity }) => code === 'steps.open' || severity !== 'error') &&
            change.report.steps.some((other) => other.status === 'unknown');
          assert.ok(!isFine(step.status) || isFine(status) || waitedForOthers, said);
          // A step that is blocked says so, unless it says that something could not be read.
          const isUnread = step.findings.some(({ severity }) => severity === 'unknown') || isEmptied;
          assert.ok(status !== 'blocked' || step.status === 'blocked' || isUnread, said);
          // What fills a place of another role may count here while that role could not be read.
          const counted = approvals
            .filter(({ counts, reason }) => counts || reason === 'approval.other-role')
            .map(({ review: id }) => id);
          const counts = step.approvals.filter((approval) => approval.counts).map(({ review: id }) => id);
          assert.deepEqual(
            counts.filter((id) => !counted.includes(id)),
            [],
            said,
          );
        }
        assert.ok(change.report.verdict !== 'compliant' || truth?.verdict === 'compliant', what);
        outcome = change.record.unknown.length > 0 ? 'partly unknown' : 'read';
      } catch (error) {
        assert.ok(
          error instanceof HumanError,
          `${String(error instanceof Error ? error.stack : error)}, ${what}`,
        );
      }
      seen.set(outcome, (seen.get(outcome) ?? 0) + 1);
      assert.ok(
        sandbox.requests.all.length <= mostRequests,
        `${sandbox.requests.all.length} requests, ${what}`,
      );
    }
    sandbox.faults.clear();
    sandbox.takeViolations();
    assert.deepEqual(unhandled, []);
    assert.ok([...seen.values()].every((times) => times > 10) && seen.size === 3, JSON.stringify([...seen]));
  });

  it('lets no change of the host go by unnoticed', async () => {
    const { sandbox } = handle;
    const { developer } = sandbox.people;
    const folder = handle.folder('clone');
    const clone = openClone({ binary: 'git', directory: folder });
    const ports = { ...freshPorts(sandbox, developer), workingCopy: clone.workingCopy };
    const changed = await completeChange(sandbox, folder);
    const before = await observe(changed.number);
    await review(sandbox, 'security', changed, 'REQUEST_CHANGES');
    const seen = { noticed: 0, failed: 0 };
    for (let seed = 0; seed < schedules / 4; seed += 1) {
      const random = seeded(seed);
      sandbox.faults.clear();
      const fault = randomFault(random);
      sandbox.faults.add({ ...fault, ...(fault.operation !== undefined && { operation: 'ChangeProbe' }) });
      try {
        assert.equal(await hasChanged(ports, before, signal), true, `seed ${seed}: ${JSON.stringify(fault)}`);
        seen.noticed += 1;
      } catch (error) {
        assert.ok(error instanceof HumanError, String(error));
        seen.failed += 1;
      }
    }
    sandbox.faults.clear();
    sandbox.takeViolations();
    assert.ok(seen.noticed > 0 && seen.failed > 0, JSON.stringify(seen));
    assert.deepEqual(unhandled, []);
  });
});
