import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { parseSignOff } from '../../../src/change/signOff.ts';
import { bodyFor, makeReady, type PreparedChange } from '../../unit/support/preparedChange.ts';
import { Developer } from '../support/developer.ts';
import { Draft } from '../support/draft.ts';
import { Reviewing } from '../support/review.ts';
import { useTeam } from '../support/useTeam.ts';

describe('Five people, five windows', function () {
  this.timeout(300_000);
  const team = useTeam();
  const repo = { owner: 'acme', repo: 'payments' };

  it('take a change through all six steps to merged', async () => {
    const title = 'Limit refunds per day';
    const change = await startAndSubmit(title, 'src/auth/limits.ts');
    const name = `#${change.number} ${title}`;

    const peer = await team.window('peer');
    const piotr = new Reviewing(peer);
    await piotr.pick(name);
    await piotr.open('Approve…', 'Approve #');
    await peer.screenshot('review-approve');
    await peer.quickInput.cancel();
    const approved = await piotr.approve(
      /It counts for step 3, Peer review\. .*Then still needed: security team: 1 approval, from @sofia-sec QA team: 1 approval, from @quinn-qa/,
    );
    assert.match(approved, new RegExp(`^You approved ${change.head.slice(0, 7)} of ${name}\\.$`));

    const security = await team.window('security');
    const sofia = new Reviewing(security);
    await sofia.pick(name);
    await sofia.approve(/It counts for step 4, Security review\./);

    const qa = await team.window('qa');
    const quinn = new Reviewing(qa);
    await quinn.pick(name);
    assert.match(
      await quinn.test('A refund above the limit asks for a second approval'),
      /It counts for step 5, QA\. .*Then still needed: engineering leads: 1 approval, from @lena-lead/,
    );
    await qa.screenshot('review-sign-off');
    await quinn.choose('Passed: sign off');
    await qa.notifications.appears('You signed off');

    const lead = await team.window('lead');
    const lena = new Reviewing(lead);
    await lena.pick(name);
    assert.match(
      await lena.open('Give Final Approval…', 'Give Final Approval'),
      /You authorize \w{7} to be merged into main and deployed to production\. It counts for step 6, Final approval\. Then the change has all it needs and may be merged\./,
    );
    await lead.screenshot('review-final-approval');
    await lena.choose('Give the final approval');
    await lead.notifications.appears('You gave the final approval to');
    await lena.open('Merge…', 'Merge #');
    await lead.screenshot('review-merge');
    await lena.choose('Create a merge commit');
    assert.match(await lead.notifications.appears('is merged'), /is merged into main\.$/);
    await lead.screenshot('review-merged');

    await assertArtifact(change);
  });

  /** The developer’s steps: the ticket and its branch, a commit, and the pull request. */
  async function startAndSubmit(title: string, file: string): Promise<PreparedChange> {
    const workbench = await team.window('developer');
    const dana = new Developer(
      () => team.sandbox,
      () => workbench,
      () => team.clone('developer'),
    );
    await dana.startChange.run({ title });
    await dana.startChange.done();
    const branch = await dana.branch();
    const ticket = Number(/\d+/.exec(branch)?.[0]);
    await writeFile(dana.file(file), 'export const refundsPerDay = 3;\n');
    await dana.git('add', '.');
    await dana.git('commit', '--quiet', '--message', title);
    const draft = new Draft(dana);
    await draft.open();
    await workbench.focusEditor('pull-request.md');
    await workbench.typeInEditor(`# ${title}\n\n${bodyFor(ticket)}\n`);
    await draft.waitForPoints(0);
    await workbench.runCommand('Change: Submit Pull Request');
    await workbench.quickInput.appears('Request Reviews');
    await workbench.quickInput.accept();
    await workbench.notifications.appears('was created');
    const head = await dana.git('rev-parse', 'HEAD');
    const { data } = await team.sandbox
      .as(team.sandbox.people.lead)
      .pulls.list({ ...repo, head: `${repo.owner}:${branch}` });
    await makeReady(team.sandbox, head);
    return { ticket, number: data[0]?.number ?? 0, branch, head };
  }

  /** All that the artifact of the procedure has to hold, as the host itself has it. */
  async function assertArtifact({ number, head, ticket }: PreparedChange): Promise<void> {
    const auditor = team.sandbox.as(team.sandbox.people.lead);
    const { data: pull } = await auditor.pulls.get({ ...repo, pull_number: number });
    assert.deepEqual([pull.merged, pull.merged_by?.login, pull.head.sha], [true, 'lena-lead', head]);
    assert.match(pull.body ?? '', new RegExp(`Closes #${ticket}`));
    const { data: reviews } = await auditor.pulls.listReviews({ ...repo, pull_number: number });
    assert.deepEqual(
      reviews.map(({ user, state, commit_id }) => [user?.login, state, commit_id]),
      ['piotr-peer', 'sofia-sec', 'quinn-qa', 'lena-lead'].map((login) => [login, 'APPROVED', head]),
    );
    const signOff = parseSignOff(reviews[2]?.body ?? '');
    assert.deepEqual(
      [signOff?.result, signOff?.environment, signOff?.commit, signOff?.evidence],
      ['passed', 'staging', head, 'A refund above the limit asks for a second approval'],
    );
    assert.match(signOff?.deployment?.url ?? '', /staging\.acme\.example/);
    const { data: status } = await auditor.repos.getCombinedStatusForRef({ ...repo, ref: head });
    assert.equal(status.state, 'success');
    assert.equal((await auditor.issues.get({ ...repo, issue_number: ticket })).data.state, 'closed');
  }
});
