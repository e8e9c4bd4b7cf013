import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { mergeChange } from '../../../src/change/mergeChange.ts';
import { observePullRequest } from '../../../src/change/observeChange.ts';
import type { Change } from '../../../src/change/observedChange.ts';
import { previewReview, type ReviewVerdict } from '../../../src/change/reviewPreview.ts';
import { previewText } from '../../../src/change/reviewPreviewText.ts';
import { parseSignOff, renderSignOff } from '../../../src/change/signOff.ts';
import { submitReview } from '../../../src/change/submitReview.ts';
import type { PersonRole } from '../../sandbox/people.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { prepareChange, pushAnother, type PreparedChange } from '../support/preparedChange.ts';
import { siteOf, type PersonsSite } from '../support/site.ts';
import { inEnglish } from '../support/inEnglish.ts';

describe('a change on a host, through the steps of those who review it', function () {
  this.timeout(120_000);
  const handle = useSandbox();
  const { signal } = new AbortController();
  const sites = new Map<PersonRole, PersonsSite>();

  async function site(role: PersonRole): Promise<PersonsSite> {
    const made =
      sites.get(role) ??
      (await siteOf(handle.sandbox, handle.sandbox.people[role], handle.folder(`${role} clone`)));
    sites.set(role, made);
    return made;
  }

  async function begin(title: string, file?: string): Promise<PreparedChange> {
    const preparation = file === undefined ? { title } : { title, file };
    return prepareChange(handle.sandbox, handle.folder('work'), preparation);
  }

  async function observe(role: PersonRole, number: number): Promise<Change> {
    return observePullRequest(await site(role), number, new Date(), signal);
  }

  /** What the person is told before, having said it. */
  async function say(role: PersonRole, number: number, verdict: ReviewVerdict = 'APPROVED', body = '') {
    const { procedure, record } = await observe(role, number);
    const viewer = handle.sandbox.people[role].login;
    const preview = previewReview(procedure, record, { viewer, verdict, now: new Date() });
    const known = new Set((await (await site(role)).reviews.mine(number, signal)).map(({ id }) => id));
    const decided = { pullRequest: number, verdict, commit: preview.commit, body, known };
    await submitReview(decided, await site(role), signal);
    // What was foretold is what the host's facts say afterwards.
    const { report } = await observe(role, number);
    const statuses = ({ steps }: typeof report) => steps.map(({ status }) => status);
    assert.deepEqual(statuses(report), statuses(preview.after));
    assert.deepEqual(report.remaining, preview.after.remaining);
    return { ...inEnglish(previewText(preview)), preview, report };
  }

  async function merge(number: number) {
    const lead = await site('lead');
    const { record } = await observe('lead', number);
    const head = record.pullRequest?.headSha ?? '';
    const ports = { ...lead, observe: async (which: number) => observe('lead', which) };
    return mergeChange({ pullRequest: number, head, how: 'merge' }, ports, signal);
  }

  it('goes through all six, and the pull request holds all that the artifact needs', async () => {
    const { number, head, ticket } = await begin('Limit refunds per day', 'src/auth/limits.ts');
    assert.equal((await say('peer', number)).effect, 'It counts for step 3, Peer review.');
    assert.equal((await say('security', number)).effect, 'It counts for step 4, Security review.');
    const signOff = renderSignOff({
      result: 'passed',
      environment: 'staging',
      deployment: null,
      commit: head,
      evidence: 'A refund above the limit asks for a second approval',
    });
    assert.equal((await say('qa', number, 'APPROVED', signOff)).effect, 'It counts for step 5, QA.');
    const final = await say('lead', number);
    assert.equal(final.effect, 'It counts for step 6, Final approval.');
    assert.equal(final.afterwards, 'Then the change has all it needs and may be merged.');
    assert.equal(final.report.verdict, 'compliant');
    assert.deepEqual(await merge(number), { kind: 'merged', wasMerged: false });

    const merged = await observe('qa', number);
    assert.equal(merged.report.verdict, 'compliant');
    const { pullRequest, reviews, checks, ticket: linked } = merged.record;
    assert.deepEqual([pullRequest?.state, pullRequest?.mergedBy], ['merged', 'lena-lead']);
    assert.deepEqual(
      reviews.map(({ author, state, commitSha }) => [author, state, commitSha]),
      ['piotr-peer', 'sofia-sec', 'quinn-qa', 'lena-lead'].map((login) => [login, 'APPROVED', head]),
    );
    assert.equal(parseSignOff(reviews[2]?.body ?? '')?.commit, head);
    assert.deepEqual(
      checks.map(({ name, result }) => [name, result]),
      [['ci/build', 'success']],
    );
    assert.deepEqual([linked?.key, linked?.state], [`#${ticket}`, 'closed']);
  });

  it('tells the author, and those in no role of this change, that their approval would not count', async () => {
    const { number } = await begin('Round refunds to cents');
    const { procedure, record } = await observe('developer', number);
    const told = (viewer: string) =>
      String(
        previewText(previewReview(procedure, record, { viewer, verdict: 'APPROVED', now: new Date() }))
          .effect,
      );
    assert.match(told('dana-dev'), /^It does not count\. @dana-dev opened the pull request/);
    assert.match(told('oscar-outside'), /^It does not count\. @oscar-outside is in none of the roles/);
    assert.match(told('sofia-sec'), /^It is not needed: /);
  });

  it('asks for approvals again after a push, and says what they replace', async () => {
    const { number } = await begin('Show refunds in euro');
    await say('peer', number);
    await pushAnother(handle.folder('work'), 'Show fractions of a cent');
    const { report } = await observe('peer', number);
    assert.deepEqual(
      report.steps[2]?.approvals.map(({ author, reason }) => [author, reason]),
      [['piotr-peer', 'approval.stale']],
    );
    const { consequences } = await say('peer', number);
    assert.match(consequences.join(), /^It takes the place of your approval of /);
  });

  it('is blocked by QA until a fix passes', async () => {
    const { number } = await begin('Name the shop in refunds');
    const failed = await say('qa', number, 'CHANGES_REQUESTED', 'The shop is not named.');
    assert.equal(failed.report.steps[4]?.status, 'blocked');
    const passed = await say('qa', number);
    assert.match(passed.consequences.join(), /^It takes the place of your request for changes of /);
    assert.equal(passed.report.steps[4]?.status, 'done');
  });

  it('waits for a final approval that came too early to be given again', async () => {
    const { number } = await begin('Log refunds');
    await say('peer', number);
    const early = await say('lead', number);
    // The host tells whole seconds, and what was said in the same one is in order.
    await sleep(1100);
    assert.deepEqual([early.preview.counts, early.preview.comesTooEarlyFor], [[6], [5]]);
    const tested = await say('qa', number);
    assert.deepEqual(tested.preview.outdates, ['lena-lead']);
    await assert.rejects(
      merge(number),
      /can’t be merged under ENG-PROC-003 yet: it is incomplete\. 6 Final approval/,
    );
    await say('lead', number);
    assert.equal((await merge(number)).kind, 'merged');
  });
});
