import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { prepareChange, pushAnother } from '../../unit/support/preparedChange.ts';
import { type PersonRole } from '../../sandbox/people.ts';
import { eventually } from '../support/eventually.ts';
import { Reviewing } from '../support/review.ts';
import { useTeam } from '../support/useTeam.ts';

const name = 'Waiting for Me';

describe('Waiting for Me', function () {
  this.timeout(400_000);
  // Each test goes on where the one before it ended.
  this.retries(0);
  const team = useTeam();
  const repo = { owner: 'acme', repo: 'payments' };
  const title = 'Limit refunds per day';

  /** Waits until the view of this person reads so. */
  async function reads(role: PersonRole, rows: readonly (string | RegExp)[]): Promise<void> {
    const workbench = await team.window(role);
    const view = workbench.view(name);
    let latest = await view.rows();
    await eventually(async () => {
      latest = await view.rows();
      if (!matches(latest, rows)) {
        await view.pressInTitle('Refresh Waiting for Me');
      }
      assert.ok(matches(latest, rows), `${role} sees ${JSON.stringify(latest)}`);
    });
  }

  async function nothingWaitsFor(role: PersonRole): Promise<void> {
    const view = (await team.window(role)).view(name);
    await eventually(async () => {
      assert.match(await view.welcome(), /Nothing waits for you/);
    });
  }

  /** The numbers on the icons at the side; nothing else has one here. */
  async function numbers(role: PersonRole): Promise<string> {
    const { page } = await team.window(role);
    return (await page.locator('.activitybar .badge').allTextContents()).join('').trim();
  }

  it('shows each of the five people their turn, by mouse and keys, from the first review to the merge', async () => {
    const change = await prepareChange(team.sandbox, team.folder('dana/work'), {
      title,
      file: 'src/auth/limits.ts',
    });
    const line = `#${change.number} ${title}`;
    const waits = (missing: string): RegExp => new RegExp(`^\\d+m · .*${missing}`);

    await reads('peer', ['Review 1', line, waits('waiting for acme/senior-developers')]);
    await nothingWaitsFor('security');
    await nothingWaitsFor('qa');
    await nothingWaitsFor('developer');

    const peer = await team.window('peer');
    await shoot('peer', 'waiting-peer');
    assert.deepEqual((await peer.view(name).buttonsInRow(line)).slice(0, 2), ['Approve…', 'Open in Browser']);
    // A click opens the page of what is asked.
    await peer.view(name).click(line);
    await new Reviewing(peer).page('Approve #');
    await new Reviewing(peer).choose('Approve');
    await peer.notifications.appears('You approved');
    await nothingWaitsFor('peer');

    await reads('security', ['Review for security 1', line, waits('waiting for acme/security: ')]);
    const security = await team.window('security');
    await security.view(name).click(line);
    await new Reviewing(security).page('Approve #');
    await new Reviewing(security).choose('Approve');
    await security.notifications.appears('You approved');

    await reads('qa', ['Test and sign off 1', line, waits('waiting for acme/qa')]);
    const qa = await team.window('qa');
    await qa.view(name).pressInRow(line, 'QA Sign-Off…');
    await qa.quickInput.appears('(1/3)');
    await qa.quickInput.cancel();
    await qa.statusBarItem(`Reviewing #${change.number}`);
    await team.sandbox.as(team.sandbox.people.qa).pulls.createReview({
      ...repo,
      pull_number: change.number,
      event: 'APPROVE',
    });

    await reads('lead', ['Give the final approval 1', line, waits('waiting for acme/engineering-leads')]);
    const lead = await team.window('lead');
    // By keys alone.
    await lead.runCommand('Change: Focus on Waiting for Me View');
    await lead.page.keyboard.press('Home');
    await lead.page.keyboard.press('ArrowDown');
    await lead.page.keyboard.press('Enter');
    await new Reviewing(lead).page('Give Final Approval');
    await new Reviewing(lead).choose('Give the final approval');
    await lead.notifications.appears('You gave the final approval to');

    await reads('developer', ['Mine: ready to merge 1', line, waits('nothing: it may be merged')]);
    await shoot('developer', 'waiting-developer');

    // A push takes the approvals away: those who gave them look again, the lead when the others have.
    await pushAnother(team.folder('dana/work'), 'Round half up');
    await reads('peer', ['Look again 1', line, waits('@piotr-peer approved an older commit')]);
    await reads('security', ['Look again 1', line, waits('@sofia-sec approved an older commit')]);
    await reads('qa', ['Look again 1', line, waits('')]);
    await shoot('peer', 'waiting-again');
  });

  it('counts on the icon what waits', async () => {
    await eventually(async () => {
      assert.equal(await numbers('peer'), '1');
    });
  });

  it('says what could not be read, and keeps what was known', async () => {
    const { faults } = team.sandbox;
    faults.add({ operation: 'OpenChanges', effect: { kind: 'answer', status: 503 } });
    const peer = await team.window('peer');
    const view = peer.view(name);
    await view.pressInTitle('Refresh Waiting for Me');
    await eventually(async () => {
      const rows = await view.rows();
      assert.match(rows[0] ?? '', /^Could not be read server trouble/);
      assert.match(rows[1] ?? '', /^Last known/);
      assert.match(rows[2] ?? '', /^Look again 1/);
      assert.match(await view.message(), /trouble of its own/);
    });
    faults.clear();
    await view.click('Could not be read');
    await reads('peer', ['Look again 1', /^#/, /approved an older commit/]);
  });

  it('is gone when it is turned off', async () => {
    const peer = await team.window('peer');
    const folder = path.join(team.clone('peer'), '.vscode');
    mkdirSync(folder, { recursive: true });
    writeFileSync(path.join(folder, 'settings.json'), '{ "changeGuide.waiting.enabled": false }');
    await peer.reload();
    await peer.openSideBar('Change');
    await peer.view('Current Change').welcome();
    await eventually(async () => {
      assert.equal(await peer.page.getByText(name, { exact: true }).count(), 0);
    });
  });

  async function shoot(role: PersonRole, picture: string): Promise<void> {
    const workbench = await team.window(role);
    for (const theme of ['light', 'dark'] as const) {
      await workbench.useTheme(theme);
      await workbench.page.mouse.move(900, 300);
      await workbench.screenshot(`${picture}-${theme}`);
    }
  }
});

function matches(rows: readonly string[], wanted: readonly (string | RegExp)[]): boolean {
  return (
    rows.length === wanted.length &&
    wanted.every((want, at) => (typeof want === 'string' ? rows[at] === want : want.test(rows[at] ?? '')))
  );
}
