import assert from 'node:assert/strict';
import { facts, type Fact } from '../../../src/procedure/changeRecord.ts';
import { findingBriefs, type HinderingCode } from '../../../src/procedure/findingBriefs.ts';
import type { FindingData } from '../../../src/procedure/report.ts';
import { at, first, head } from './records.ts';

type Brief = {
  [Code in HinderingCode]: readonly [code: Code, data: FindingData[Code], brief: string];
}[HinderingCode];

const places = { role: 'qa-team', have: 0, need: 1 } as const;

const briefs: readonly Brief[] = [
  ['ticket.missing', {}, 'no ticket'],
  ['ticket.is-pull-request', { ticket: '#12' }, 'not a ticket but a pull request'],
  ['ticket.not-planned', { ticket: '#12' }, 'ticket not planned'],
  [
    'ticket.late',
    { ticket: '#12', createdAt: at('11:00:00'), before: 'pull-request', beforeAt: at('10:00:00') },
    'ticket created too late',
  ],
  [
    'ticket.closed-early',
    { ticket: '#12', closedAt: at('09:00:00'), openedAt: at('10:00:00') },
    'ticket closed too early',
  ],
  ['branch.is-base', { branch: 'main' }, 'not a feature branch'],
  ['pr.missing', {}, 'not opened yet'],
  ['pr.closed', {}, 'closed without a merge'],
  ['pr.draft', {}, 'still a draft'],
  ['pr.wrong-base', { base: 'dev', expected: 'main' }, 'would go into “dev”'],
  ['pr.section-missing', { section: 'Testing' }, '“Testing” is missing'],
  ['pr.section-empty', { section: 'Testing' }, '“Testing” is empty'],
  ['checklist.item-missing', { item: 'No secrets' }, 'checklist incomplete'],
  ['checklist.unanswered', { item: 'No secrets' }, 'checklist not answered'],
  ['checklist.no-reason', { item: 'No secrets' }, 'N/A without a reason'],
  ['pr.edited-after-merge', { editedAt: at('11:00:00'), mergedAt: at('10:00:00') }, 'edited after the merge'],
  ['approvals.missing', places, 'waiting for QA team'],
  ['changes-requested', { person: 'pia', review: 'r1' }, '@pia requested changes'],
  ['role.unconfigured', { role: 'qa-team' }, 'nobody has this role'],
  ['role.unknown', places, 'members could not be read'],
  ['author.unknown', { commits: [first] }, 'who wrote abcdef1?'],
  ['author.unknown', { commits: [first, head, '0123456789'] }, 'who wrote abcdef1 and 2 more?'],
  ['checks.failing', { check: 'build' }, '“build” failed'],
  ['checks.pending', { check: 'build' }, '“build” has not finished'],
  ['checks.missing', {}, 'no check ran'],
  ['checks.missing', { check: 'build' }, '“build” did not run'],
  ['deployment.missing', { environment: 'staging' }, 'not deployed to “staging”'],
  ['deployment.failed', { environment: 'staging' }, 'deployment to “staging” failed'],
  ['signoff.before-deployment', { ...places, people: ['quinn'] }, '@quinn signed off too early'],
  ['signoff.before-deployment', { ...places, people: ['a', 'b', 'c'] }, '@a and 2 more signed off too early'],
  ['approval.out-of-order', { ...places, people: ['lena', 'luis'] }, '@lena and @luis approved too early'],
  ['steps.open', { steps: [3, 5] }, 'after steps 3 and 5'],
  ['merged.early', { steps: [3] }, 'merged too early'],
];

const unread: Record<Fact, string> = {
  ticket: 'ticket could not be read',
  pullRequest: 'pull request could not be read',
  commits: 'commits could not be read',
  files: 'files could not be read',
  reviews: 'reviews could not be read',
  checks: 'checks could not be read',
  deployments: 'deployments could not be read',
  people: 'people could not be read',
};

describe('what keeps a step from being done, in a few words', () => {
  const briefOf = <Code extends HinderingCode>(code: Code, data: FindingData[Code]): string =>
    String(findingBriefs[code](data));

  for (const [code, data, brief] of briefs) {
    it(`${code}: ${brief}`, () => {
      assert.equal(briefOf<HinderingCode>(code, data), brief);
    });
  }
  for (const fact of facts) {
    it(`fact.unknown: ${fact}`, () => {
      assert.equal(briefOf('fact.unknown', { fact, reason: 'no access' }), unread[fact]);
    });
  }
  it('is said for every code that hinders', () => {
    const said = new Set<string>([...briefs.map(([code]) => code), 'fact.unknown']);
    assert.deepEqual(
      Object.keys(findingBriefs).filter((code) => !said.has(code)),
      [],
    );
  });
});
