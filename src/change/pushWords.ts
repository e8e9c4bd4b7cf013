import { onOneLine } from '../base/text.ts';
import { count, list, person, plain, quoted, roleNames } from '../procedure/wording.ts';
import type { BranchJudgement, PushJudgement } from './guardPush.ts';
import type { PushPoint } from './pushPoints.ts';

/** VS Code knows a push that was stopped by this at the beginning of a line on standard error. */
export const blockedMark = 'change-guide: push blocked';

/** What is told of a push in a terminal: few lines, then the next move. Text from outside holds no control codes. */
export function pushLines({ mode, branches }: PushJudgement): string[] {
  const lines = branches.flatMap((judged) => [
    `${mode === 'block' ? blockedMark : 'change-guide: warning'}: ${plain(judged.branch)}`,
    ...judged.points.map((point) => `  - ${pointSentence(point)}`),
    ...nextMoves(judged).map((move) => `  ${move}`),
  ]);
  if (branches.length > 0 && mode === 'block') {
    lines.push('  To push it as it is: git push --no-verify');
  }
  return lines;
}

function nextMoves({ points, draftFile, pullRequestUrl }: BranchJudgement): string[] {
  const description = points.find((point) => point.kind === 'description');
  if (points.some(({ kind }) => kind === 'base-branch')) {
    return ['Next: git switch -c a-branch-of-its-own, then push that.'];
  }
  if (description?.from === 'draft' && draftFile !== undefined) {
    return [`Next: finish the draft, ${onOneLine(draftFile)}`];
  }
  if (description && pullRequestUrl !== undefined) {
    return [`Next: edit the description, ${onOneLine(pullRequestUrl)}`];
  }
  return points.some(({ kind }) => kind === 'stale')
    ? ['Next: ask them to review again after the push.']
    : [];
}

/** One plain sentence or two: what the matter is, and what to do. */
export function pointSentence(point: PushPoint): string {
  switch (point.kind) {
    case 'base-branch':
    case 'ticket':
      return point.finding.message;
    case 'description':
      return descriptionSentence(point);
    case 'security':
      return `The security team will have to approve this change, because of ${list(
        point.files.map(({ path, pattern }) => `${plain(path)} (${plain(pattern)})`),
        'and',
        4,
      )}.`;
    case 'stale':
      return `This push makes ${count(point.approvals.length, 'approval')} stale: ${list(
        point.approvals.map(({ author, role }) => `${person(author)} (${roleNames[role]})`),
        'and',
        8,
      )}.`;
  }
}

function descriptionSentence({ from, findings }: Extract<PushPoint, { kind: 'description' }>): string {
  const sections = findings.flatMap((finding) =>
    finding.code === 'pr.section-missing' || finding.code === 'pr.section-empty'
      ? [quoted(finding.data.section)]
      : [],
  );
  const items = findings.length - sections.length;
  const open = [
    ...(sections.length === 0
      ? []
      : [`the ${sections.length === 1 ? 'section' : 'sections'} ${list(sections, 'and')}`]),
    ...(items === 0 ? [] : [`${count(items, 'item')} of the security checklist`]),
  ];
  const what = from === 'draft' ? 'The draft of the pull request' : 'The pull request’s description';
  return `${what} is not complete: ${list(open, 'and')}.`;
}

/** A judgement as one message, for a notification. */
export function pushMessage({ mode, branches }: PushJudgement): string {
  return branches
    .map(({ branch, points }) => {
      const said = points.map(pointSentence).join(' ');
      return mode === 'block'
        ? `The push of ${quoted(branch)} was stopped. ${said}`
        : `Before the push of ${quoted(branch)}: ${said}`;
    })
    .join(' ');
}
