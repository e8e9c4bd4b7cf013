import { approvalAdvice } from './approvalAdvice.ts';
import type { FindingDetails, FindingKind, FindingRule } from './findingRule.ts';
import type { Finding, FindingCode, FindingData, FindingOf, Severity } from './report.ts';
import { factNames, list, moment, person, plain, quoted, roleNames, shortSha, stepNames } from './wording.ts';
import { say, type Text } from '../base/say.ts';

const approvalSteps = [3, 4, 5, 6] as const;
const everyStep = [1, 2, 3, 4, 5, 6] as const;

/**
 * Every finding: this one table says what it does, when it is given, and its sentence. A step lists its
 * findings in the order of this table, those of one code in the order of the procedure's or the record's lists.
 */
export const findingRules: { readonly [Code in FindingCode]: FindingRule<Code> } = {
  'ticket.missing': {
    steps: [1],
    kind: 'error',
    when: 'no ticket is linked',
    message: () => say`No ticket is linked. Link the ticket that plans this change, or create one.`,
  },
  'ticket.is-pull-request': {
    steps: [1],
    kind: 'error',
    when: 'the linked number is a pull request',
    message: ({ ticket }) =>
      say`${plain(ticket)} is a pull request, not a ticket. Link the ticket that plans this change.`,
  },
  'ticket.not-planned': {
    steps: [1],
    kind: 'error',
    when: 'the ticket was closed as not planned (for a merged pull request: not after the merge)',
    message: ({ ticket }) =>
      say`Ticket ${plain(ticket)} was closed as not planned. Reopen it if the change is wanted, or link the ticket that plans it.`,
  },
  'ticket.late': {
    steps: [1],
    kind: 'error',
    when: 'created after the pull request was opened; with `before: first-commit`, also: after the earliest `authoredAt` of its commits',
    message: ({ ticket, createdAt, before, beforeAt }) =>
      before === 'pull-request'
        ? say`Ticket ${plain(ticket)} was created on ${moment(createdAt)}, after the pull request was opened (${moment(beforeAt)}). Link the ticket that planned this change beforehand.`
        : say`Ticket ${plain(ticket)} was created on ${moment(createdAt)}, after the first commit was made (${moment(beforeAt)}). Link the ticket that planned this change beforehand.`,
  },
  'ticket.closed-early': {
    steps: [1],
    kind: 'error',
    when: 'it is closed, and was so (`closedAt`) before the pull request was opened',
    message: ({ ticket, closedAt, openedAt }) =>
      say`Ticket ${plain(ticket)} was closed on ${moment(closedAt)}, before the pull request was opened (${moment(openedAt)}). Reopen it if it plans this change, or link the one that does.`,
  },
  'branch.is-base': {
    steps: [1],
    kind: 'error',
    when: 'the branch is the base or the default branch',
    message: ({ branch }) =>
      say`${quoted(branch)} is a branch that changes are merged into. Move the work to a feature branch of its own.`,
  },
  'branch.name': {
    steps: [1],
    kind: 'warning',
    when: 'the branch name does not follow the pattern, judged by the pattern alone',
    message: ({ branch, pattern }) =>
      say`The branch name ${quoted(branch)} does not follow ${quoted(pattern)}. Name the next branch after the pattern.`,
  },
  'pr.missing': {
    steps: [2],
    kind: 'error',
    when: 'no pull request',
    message: () => say`There is no pull request. Open one when development is complete.`,
  },
  'pr.closed': {
    steps: [2],
    kind: 'blocking',
    when: 'closed without merge',
    message: () => say`The pull request was closed without a merge. Reopen it if the change is still wanted.`,
  },
  'pr.draft': {
    steps: [2],
    kind: 'error',
    when: 'still a draft',
    message: () =>
      say`The pull request is still a draft. Mark it as ready for review when development is complete.`,
  },
  'pr.wrong-base': {
    steps: [2],
    kind: 'error',
    when: 'its base is not the base branch',
    message: ({ base, expected }) =>
      say`The pull request would be merged into ${quoted(base)}. Change its base to ${quoted(expected)}.`,
  },
  'pr.section-missing': {
    steps: [2],
    kind: 'error',
    when: "a required section's heading is not in the body",
    message: ({ section }) =>
      say`The section ${quoted(section)} is not in the pull request's description. Add its heading and fill it in.`,
  },
  'pr.section-empty': {
    steps: [2],
    kind: 'error',
    when: "it is there, and holds nothing but white space and HTML comments (a template's guidance is written as comments)",
    message: ({ section }) =>
      say`The section ${quoted(section)} of the pull request's description is empty. Fill it in.`,
  },
  'checklist.item-missing': {
    steps: [2],
    kind: 'error',
    when: 'an item of the security checklist is not in the body (deleting an item is not answering it)',
    message: ({ item }) =>
      say`The security checklist's item ${quoted(item)} is not in the description. Put it back as a task list item and answer it.`,
  },
  'checklist.unanswered': {
    steps: [2],
    kind: 'error',
    when: 'its box is not ticked, and it is not marked not applicable',
    message: ({ item }) =>
      say`The security checklist's item ${quoted(item)} is not answered. Tick it, or write N/A and why.`,
  },
  'checklist.no-reason': {
    steps: [2],
    kind: 'error',
    when: 'marked not applicable with no reason given',
    message: ({ item }) =>
      say`The security checklist's item ${quoted(item)} is marked N/A without a reason. Write the reason behind it, on the same line.`,
  },
  'pr.edited-after-merge': {
    steps: [2],
    kind: 'unknown',
    when: '`bodyEditedAt` is later than `mergedAt`: what it said at the merge is not known',
    message: ({ editedAt, mergedAt }) =>
      say`The description was edited on ${moment(editedAt)}, after the merge (${moment(mergedAt)}), so what it said at the merge is not known. Look at its edit history.`,
  },
  'pr.edited-after-approval': {
    steps: [2],
    kind: 'warning',
    when: '`bodyEditedAt` is later than the last approval that fills a place in step 6',
    message: ({ editedAt, approvedAt }) =>
      say`The description was edited on ${moment(editedAt)}, after the final approval (${moment(approvedAt)}). Make sure that the approval still holds.`,
  },
  'approvals.missing': {
    steps: approvalSteps,
    kind: 'error',
    when: 'fewer places filled than the role asks',
    message: approvalAdvice,
  },
  'changes-requested': {
    steps: approvalSteps,
    kind: 'blocking',
    when: 'a person of this role has an outstanding request for changes; at step 3 also a person with no role, but with write permission or more (or an unknown one)',
    message: ({ person: login }) =>
      say`${person(login)} requested changes. Make them, then ask ${person(login)} to review again.`,
  },
  'role.unconfigured': {
    steps: approvalSteps,
    kind: 'unknown',
    when: 'the role names no team, no user and no permission (then no `approvals.missing`)',
    message: ({ role }) =>
      say`Nobody can approve for the ${roleNames[role]}: the procedure file names no team, user or permission for the role ${role}. Add one there.`,
  },
  'role.unknown': {
    steps: approvalSteps,
    kind: 'unknown',
    when: 'in place of `approvals.missing` (and before the codes below that stand in for it), when, were all memberships held that could not be read, every place of this role could be filled and no fewer of any other role; also, when a person who may be in this role has an outstanding request for changes',
    message: (data) =>
      'person' in data
        ? say`${person(data.person)} requested changes, and whether ${person(data.person)} is in the ${roleNames[data.role]} could not be read. Grant access to the membership, or ask ${person(data.person)} to review again.`
        : say`Whether the people who approved are in the ${roleNames[data.role]} could not be read. Grant access to the membership of its teams, or ask someone who is known to be in the role.`,
  },
  'role.nobody': {
    steps: approvalSteps,
    kind: 'warning',
    when: 'neither merged nor closed, a place is open and `eligible` is an empty list: nobody known could fill it',
    message: ({ role }) =>
      say`Nobody who is known could still approve for the ${roleNames[role]}. Add people to the role ${role}, or ask someone who did not work on this change.`,
  },
  'membership.later': {
    steps: [3],
    kind: 'warning',
    when: 'merged, and the record was captured more than 24 hours after the merge: membership is as of `capturedAt`',
    message: ({ mergedAt, capturedAt }) =>
      say`Who is in which role was read on ${moment(capturedAt)}, more than a day after the merge (${moment(mergedAt)}). Check that nobody changed roles in between.`,
  },
  'author.unknown': {
    steps: approvalSteps,
    kind: 'unknown',
    when: '`unknownAuthors: block` and `contributors: exclude`, and a commit that makes its people contributors has an author or committer with no known account',
    message: ({ commits }) =>
      say`Who wrote ${list(commits.map(shortSha), 'and')} is not known, so an approval could be by one who worked on this change. Add the e-mail address of the commit to its author's account.`,
  },
  'impact.path': {
    steps: [4],
    kind: 'info',
    when: 'a changed file matches `securityImpact.paths`: the step is required',
    message: ({ path, pattern }) =>
      say`The security team must review ${quoted(path)}: it matches ${quoted(pattern)}.`,
  },
  'impact.label': {
    steps: [4],
    kind: 'info',
    when: 'the pull request has a label of `securityImpact.labels`: the step is required',
    message: ({ label }) =>
      say`The security team must review this change: it has the label ${quoted(label)}.`,
  },
  'impact.requested': {
    steps: [4],
    kind: 'info',
    when: 'a person (no bot) of the security team has an outstanding request for changes: the step is required',
    message: ({ person: login }) =>
      say`${person(login)} of the security team requested changes, so the team must approve.`,
  },
  'impact.unknown': {
    steps: [4],
    kind: 'info',
    when: 'the files could not be read, or the list is cut short: the step is required, to be safe',
    message: ({ reason }) =>
      say`Not all changed files could be read (${plain(reason)}), so the security team must review this change, to be safe.`,
  },
  'impact.none': {
    steps: [4],
    kind: 'info',
    when: 'none of the above and below, and the pull request, the reviews and the people were read: the status is `not-required`, this is its only finding, and its `approvals` are empty',
    message: () => say`Nothing in this change asks for a security review.`,
  },
  'checklist.not-applicable': {
    steps: [4],
    kind: 'info',
    when: 'an item of the security checklist is marked not applicable, with or without a reason: the security team must agree, so the step is required',
    message: ({ item }) => say`${quoted(item)} is marked not applicable, so the security team must agree.`,
  },
  'checks.failing': {
    steps: [5],
    kind: 'blocking',
    when: 'a needed check failed',
    message: ({ check }) => say`The check ${quoted(check)} failed. Fix what it found, or run it again.`,
  },
  'checks.pending': {
    steps: [5],
    kind: 'error',
    when: 'a needed check has not finished',
    message: ({ check }) =>
      say`The check ${quoted(check)} has not finished. Wait for it, or start it if it never ran.`,
  },
  'checks.missing': {
    steps: [5],
    kind: 'error',
    when: 'a check named in the procedure is not there; with `all`, there is no check other than skipped ones',
    message: ({ check }) =>
      check === undefined
        ? say`No check ran on the head commit. Set up a check that tests the change, and run it.`
        : say`The check ${quoted(check)} did not run on the head commit. Run it.`,
  },
  'deployment.missing': {
    steps: [5],
    kind: 'error',
    when: '`deployment: required`, and no successful deployment of the head commit (or of one with the same patch id) to the environment',
    message: ({ environment }) =>
      say`The head commit was never deployed to ${quoted(environment)}. Deploy it there, so that the QA team can test it.`,
  },
  'deployment.failed': {
    steps: [5],
    kind: 'blocking',
    when: '`deployment: required`, and the latest deployment of the head commit there failed',
    message: ({ environment }) =>
      say`The latest deployment of the head commit to ${quoted(environment)} failed. Look at its log, and deploy again.`,
  },
  'signoff.before-deployment': {
    steps: [5],
    kind: 'error',
    when: '`deployment: required`: in place of `approvals.missing`, when, were the sign-offs counted that the reason of that name shuts out, the places could be filled',
    message: ({ people }) =>
      say`${list(people.map(person), 'and')} signed off before the change was deployed for testing. Ask for a sign-off of what is deployed now.`,
  },
  'approval.out-of-order': {
    steps: [6],
    kind: 'error',
    when: 'the final approval is older than the last approval that steps 3–5 rest on (`finalApproval: last`)',
    message: ({ people }) =>
      say`The final approval by ${list(people.map(person), 'and')} is older than the last approval that it rests on. Ask ${list(people.map(person), 'or')} to approve again, now that the other steps are done.`,
  },
  'steps.open': {
    steps: [6],
    kind: 'error',
    when: '`finalApproval: last`, not merged, and one of steps 1–5 is `waiting` or `blocked`',
    message: ({ steps }) => say`Finish ${stepNames(steps)} first: the final approval comes last.`,
  },
  'merged.early': {
    steps: [6],
    kind: 'blocking',
    when: 'merged while some step, this one included, was `waiting` or `blocked`',
    message: ({ steps }) =>
      say`The pull request was merged with ${stepNames(steps)} still open. Record why, and have the change reviewed now.`,
  },
  'fact.unknown': {
    steps: everyStep,
    kind: 'unknown',
    when: 'a fact that the step rests on could not be read',
    message: ({ fact, reason }) =>
      say`${factNames[fact]} could not be read: ${plain(reason)}. Solve that, then look again.`,
  },
};

const severities: Readonly<Record<FindingKind, Severity>> = {
  error: 'error',
  blocking: 'error',
  unknown: 'unknown',
  warning: 'warning',
  info: 'info',
};

/** A finding with its sentence. `details` are what the sentence tells beyond the data. */
export function finding<Code extends FindingCode>(
  code: Code,
  data: FindingData[Code],
  ...details: FindingDetails<Code> extends undefined ? [] : [FindingDetails<Code>]
): FindingOf<Code> {
  const rule: FindingRule<Code> = findingRules[code];
  const [told] = details as [FindingDetails<Code>];
  const words = rule.message(data, told);
  const made = { code, severity: severities[rule.kind], message: String(words), data };
  wordings.set(made, words);
  return made;
}

/** A report is the same bytes for everyone, so that its sentences are English; here they wait to be translated. */
const wordings = new WeakMap<object, Text>();

/** The sentence of a finding, for a person; what came from a file is as it was written there. */
export function findingWords(finding: Finding): Text {
  return wordings.get(finding) ?? finding.message;
}
