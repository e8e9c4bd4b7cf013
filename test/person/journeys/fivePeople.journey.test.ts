import { type PersonRole } from '../../sandbox/people.ts';
import { useTeam } from '../support/useTeam.ts';
import { detours } from './detours.ts';
import { sixSteps } from './sixSteps.ts';
import { turnedOff, turns } from './turns.ts';

const roles: readonly PersonRole[] = ['developer', 'peer', 'security', 'qa', 'lead'];

// Windows are what takes longest to come by, so all journeys share the five.
describe('Five people, five windows', function () {
  this.timeout(20 * 60_000);
  const team = useTeam(
    { 'changeGuide.merge.moveTicketTo': 'Deployed' },
    { withPullRequestsExtension: 'security' },
  );
  const repo = { owner: 'acme', repo: 'payments' };

  before('everyone opens VS Code', async () => {
    for (const role of roles) {
      await team.window(role);
    }
  });

  afterEach('leave nothing that would wait for someone in the next journey', async () => {
    Object.assign(team.sandbox.mergeRules, { approvals: 0, queue: false });
    const lead = team.sandbox.as(team.sandbox.people.lead);
    for (const { number } of (await lead.pulls.list({ ...repo, state: 'open' })).data) {
      await lead.pulls.update({ ...repo, pull_number: number, state: 'closed' });
    }
    await Promise.all(roles.map(async (role) => (await team.window(role)).calmDown()));
  });

  sixSteps(team);
  turns(team);
  detours(team);
  turnedOff(team);
});
