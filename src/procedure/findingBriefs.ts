import type { FindingCode, FindingData } from './report.ts';
import { list, person, quoted, roleNames, shortSha, stepNames } from './wording.ts';

/** The codes that never keep a step from being done. */
type Harmless =
  | 'branch.name'
  | 'pr.edited-after-approval'
  | 'role.nobody'
  | 'membership.later'
  | 'checklist.not-applicable'
  | Extract<FindingCode, `impact.${string}`>;

export type HinderingCode = Exclude<FindingCode, Harmless>;

/** What keeps a step from being done, in the few words that fit beside its title in a narrow side bar. */
export const findingBriefs: { readonly [Code in HinderingCode]: (data: FindingData[Code]) => string } = {
  'ticket.missing': () => 'no ticket',
  'ticket.is-pull-request': () => 'not a ticket but a pull request',
  'ticket.not-planned': () => 'ticket not planned',
  'ticket.late': () => 'ticket created too late',
  'ticket.closed-early': () => 'ticket closed too early',
  'branch.is-base': () => 'not a feature branch',
  'pr.missing': () => 'not opened yet',
  'pr.closed': () => 'closed without a merge',
  'pr.draft': () => 'still a draft',
  'pr.wrong-base': ({ base }) => `would go into ${quoted(base)}`,
  'pr.section-missing': ({ section }) => `${quoted(section)} is missing`,
  'pr.section-empty': ({ section }) => `${quoted(section)} is empty`,
  'checklist.item-missing': () => 'checklist incomplete',
  'checklist.unanswered': () => 'checklist not answered',
  'checklist.no-reason': () => 'N/A without a reason',
  'pr.edited-after-merge': () => 'edited after the merge',
  'approvals.missing': ({ role }) => `waiting for ${roleNames[role]}`,
  'changes-requested': ({ person: login }) => `${person(login)} requested changes`,
  'role.unconfigured': () => 'nobody has this role',
  'role.unknown': () => 'members could not be read',
  'author.unknown': ({ commits }) => `who wrote ${list(commits.map(shortSha), 'and', 2)}?`,
  'checks.failing': ({ check }) => `${quoted(check)} failed`,
  'checks.pending': ({ check }) => `${quoted(check)} has not finished`,
  'checks.missing': ({ check }) => (check === undefined ? 'no check ran' : `${quoted(check)} did not run`),
  'deployment.missing': ({ environment }) => `not deployed to ${quoted(environment)}`,
  'deployment.failed': ({ environment }) => `deployment to ${quoted(environment)} failed`,
  'signoff.before-deployment': ({ people }) => `${list(people.map(person), 'and', 2)} signed off too early`,
  'approval.out-of-order': ({ people }) => `${list(people.map(person), 'and', 2)} approved too early`,
  'steps.open': ({ steps }) => `after ${stepNames(steps)}`,
  'merged.early': () => 'merged too early',
  'fact.unknown': ({ fact }) => `${unreadFacts[fact]} could not be read`,
};

const unreadFacts: Readonly<Record<FindingData['fact.unknown']['fact'], string>> = {
  ticket: 'ticket',
  pullRequest: 'pull request',
  commits: 'commits',
  files: 'files',
  reviews: 'reviews',
  checks: 'checks',
  deployments: 'deployments',
  people: 'people',
};
