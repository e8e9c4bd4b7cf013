import assert from 'node:assert/strict';
import { type PersonRole } from '../../sandbox/people.ts';
import { eventually } from './eventually.ts';
import { type Team } from './useTeam.ts';
import { type View } from './view.ts';

const name = 'Waiting for Me';

/** Whose turn it is, as each window shows it. */
export class Turns {
  readonly #team: Team;

  constructor(team: Team) {
    this.#team = team;
  }

  async view(role: PersonRole): Promise<View> {
    return (await this.#team.window(role)).view(name);
  }

  /** Waits until the view of this person reads so, and refreshes it while it does not. */
  async reads(role: PersonRole, rows: readonly (string | RegExp)[]): Promise<void> {
    const view = await this.view(role);
    await eventually(async () => {
      const latest = await view.rows();
      if (!matches(latest, rows)) {
        await view.pressInTitle('Refresh Waiting for Me');
      }
      assert.ok(matches(latest, rows), `${role} sees ${JSON.stringify(latest)}`);
    });
  }

  /** Waits until this is asked of the one, about the pull request with this line, and nothing of the others. */
  async isTurnOf(
    role: PersonRole,
    ask: string,
    line: string,
    missing: RegExp,
    others: readonly PersonRole[] = [],
  ): Promise<void> {
    await this.reads(role, [`${ask} 1`, line, new RegExp(`^\\d+m · .*${missing.source}`)]);
    for (const other of others) {
      await this.nothingWaitsFor(other);
    }
  }

  async nothingWaitsFor(role: PersonRole): Promise<void> {
    const view = await this.view(role);
    await eventually(async () => {
      const welcome = await view.welcome();
      if (!welcome.includes('Nothing waits for you')) {
        await view.pressInTitle('Refresh Waiting for Me');
      }
      assert.match(welcome, /Nothing waits for you/, `${role} sees ${JSON.stringify(await view.rows())}`);
    });
  }

  /** The numbers on the icons at the side; nothing else has one here. */
  async numbers(role: PersonRole): Promise<string> {
    const { page } = await this.#team.window(role);
    return (await page.locator('.activitybar .badge').allTextContents()).join('').trim();
  }
}

function matches(rows: readonly string[], wanted: readonly (string | RegExp)[]): boolean {
  return (
    rows.length === wanted.length &&
    wanted.every((want, at) => (typeof want === 'string' ? rows[at] === want : want.test(rows[at] ?? '')))
  );
}
