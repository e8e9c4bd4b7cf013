import type { ApprovalReason } from './report.ts';
import { person, plain, shortSha } from './wording.ts';
import { counted, say, type Text } from '../base/say.ts';

export interface ReasonRule {
  /** When an approval is shut out, for the docs. */
  readonly when: string;
  /** What is wrong with this approval, for a person. */
  readonly why: (approval: ShutOutApproval) => Text;
  /** The same in a few words, to be read after the person's name. */
  readonly brief: Text;
  /** Whether the same person can put it right by approving again. */
  readonly again: boolean;
}

/** What a sentence about an approval tells. */
export interface ShutOutApproval {
  readonly author: string;
  readonly commitSha: string | null;
  /** How many commits came after the approved one; null when that is not one of the change's commits. */
  readonly commitsAfter: number | null;
}

/** Why an approval does not count: the first of these that holds shuts it out. */
export const reasonRules: Readonly<Record<ApprovalReason, ReasonRule>> = {
  'approval.bot': {
    when: 'the person is a bot',
    why: ({ author }) => say`${person(author)} is a bot, and bots cannot approve.`,
    brief: say`is a bot`,
    again: false,
  },
  'approval.author': {
    when: 'the person opened the pull request (always, whatever the settings)',
    why: ({ author }) => say`${person(author)} opened the pull request and cannot approve it.`,
    brief: say`opened the pull request`,
    again: false,
  },
  'approval.contributor': {
    when: 'the person authored, co-authored or committed one of its commits (`contributors: exclude`); clean merges from the base and the committer `web-flow` make nobody a contributor',
    why: ({ author }) => say`${person(author)} worked on this change and cannot approve it.`,
    brief: say`worked on the change`,
    again: false,
  },
  'approval.after-merge': {
    when: 'submitted later than `mergedAt`',
    why: ({ author }) => say`${person(author)} approved after the merge.`,
    brief: say`approved after the merge`,
    again: false,
  },
  'approval.no-commit': {
    when: 'it names no commit',
    why: ({ author }) => say`The approval by ${person(author)} names no commit.`,
    brief: say`approved no commit`,
    again: true,
  },
  'approval.stale': {
    when: 'its commit is not the head; with `stale: keep-if-unchanged` it still counts when both commits have a patch id and the two are equal',
    why: ({ author, commitSha, commitsAfter }) =>
      say`The approval by ${person(author)} is for ${shortSha(commitSha ?? '')}; ${
        commitsAfter === null || commitsAfter < 1
          ? say`the head is another commit now`
          : counted(
              commitsAfter,
              say`${commitsAfter} commit came after it`,
              say`${commitsAfter} commits came after it`,
            )
      }.`,
    brief: say`approved an older commit`,
    again: true,
  },
  'signoff.before-deployment': {
    when: 'step 5, `deployment: required`: it is older than the earliest success of a deployment of the head (or of an equal patch id) to the environment',
    why: ({ author }) => say`@${plain(author)} signed off before the change was deployed for testing.`,
    brief: say`signed off before the deployment`,
    again: true,
  },
  'approval.role-unknown': {
    when: 'whether the person is in this role could not be read',
    why: ({ author }) => say`Whether ${person(author)} is in this role could not be read.`,
    brief: say`may be in this role`,
    again: false,
  },
  'approval.not-in-role': {
    when: 'the person is in none of the roles, as far as they could be read (listed under step 3, besides the steps of roles that could not be read)',
    why: ({ author }) => say`${person(author)} is in none of the roles that approve.`,
    brief: say`is in none of the roles`,
    again: false,
  },
  'approval.other-role': {
    when: 'it would count, but it fills a place in another role (`distinctPeople`)',
    why: ({ author }) => say`The approval by ${person(author)} already fills a place in another role.`,
    brief: say`counts in another role`,
    again: false,
  },
  'approval.out-of-order': {
    when: 'an assigned final approval that is older than an approval that fills a place in steps 3–5, once those places are all filled (`finalApproval: last`)',
    why: ({ author }) =>
      say`The final approval by ${person(author)} is older than an approval that it rests on.`,
    brief: say`approved before the others`,
    again: true,
  },
};
