import type { FindingCode, FindingData } from './report.ts';
import { list, person, quoted, roleNames, shortSha, stepNames } from './wording.ts';
import { say, type Text } from '../base/say.ts';

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
export const findingBriefs: { readonly [Code in HinderingCode]: (data: FindingData[Code]) => Text } = {
  'ticket.missing': () => say`no ticket`,
  'ticket.is-pull-request': () => say`not a ticket but a pull request`,
  'ticket.not-planned': () => say`ticket not planned`,
  'ticket.late': () => say`ticket created too late`,
  'ticket.closed-early': () => say`ticket closed too early`,
  'branch.is-base': () => say`not a feature branch`,
  'pr.missing': () => say`not opened yet`,
  'pr.closed': () => say`closed without a merge`,
  'pr.draft': () => say`still a draft`,
  'pr.wrong-base': ({ base }) => say`would go into ${quoted(base)}`,
  'pr.section-missing': ({ section }) => say`${quoted(section)} is missing`,
  'pr.section-empty': ({ section }) => say`${quoted(section)} is empty`,
  'checklist.item-missing': () => say`checklist incomplete`,
  'checklist.unanswered': () => say`checklist not answered`,
  'checklist.no-reason': () => say`N/A without a reason`,
  'pr.edited-after-merge': () => say`edited after the merge`,
  'approvals.missing': ({ role }) => say`waiting for ${roleNames[role]}`,
  'changes-requested': ({ person: login }) => say`${person(login)} requested changes`,
  'role.unconfigured': () => say`nobody has this role`,
  'role.unknown': () => say`members could not be read`,
  'author.unknown': ({ commits }) => say`who wrote ${list(commits.map(shortSha), 'and', 2)}?`,
  'checks.failing': ({ check }) => say`${quoted(check)} failed`,
  'checks.pending': ({ check }) => say`${quoted(check)} has not finished`,
  'checks.missing': ({ check }) =>
    check === undefined ? say`no check ran` : say`${quoted(check)} did not run`,
  'deployment.missing': ({ environment }) => say`not deployed to ${quoted(environment)}`,
  'deployment.failed': ({ environment }) => say`deployment to ${quoted(environment)} failed`,
  'signoff.before-deployment': ({ people }) =>
    say`${list(people.map(person), 'and', 2)} signed off too early`,
  'approval.out-of-order': ({ people }) => say`${list(people.map(person), 'and', 2)} approved too early`,
  'steps.open': ({ steps }) => say`after ${stepNames(steps)}`,
  'merged.early': () => say`merged too early`,
  'fact.unknown': ({ fact }) => say`${unreadFacts[fact]} could not be read`,
};

const unreadFacts: Readonly<Record<FindingData['fact.unknown']['fact'], Text>> = {
  ticket: say`ticket`,
  pullRequest: say`pull request`,
  commits: say`commits`,
  files: say`files`,
  reviews: say`reviews`,
  checks: say`checks`,
  deployments: say`deployments`,
  people: say`people`,
};
