import { onOneLine } from '../base/text.ts';
import { list, person, plain, quoted, roleNames } from '../procedure/wording.ts';
import type { BranchJudgement, PushJudgement } from './guardPush.ts';
import type { PushPoint } from './pushPoints.ts';
import { findingWords } from '../procedure/findings.ts';
import { counted, joined, say, type Text } from '../base/say.ts';

/** VS Code knows a push that was stopped by this at the beginning of a line on standard error. */
export const blockedMark = 'change-guide: push blocked';

/** What is told of a push in a terminal: few lines, then the next move. Text from outside holds no control codes. */
export function pushLines({ mode, branches }: PushJudgement): string[] {
  const lines = branches.flatMap((judged) => [
    `${mode === 'block' ? blockedMark : 'change-guide: warning'}: ${plain(judged.branch)}`,
    ...judged.points.map((point) => `  - ${String(pointSentence(point))}`),
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
export function pointSentence(point: PushPoint): Text {
  switch (point.kind) {
    case 'base-branch':
    case 'ticket':
      return findingWords(point.finding);
    case 'description':
      return descriptionSentence(point);
    case 'security':
      return say`The security team will have to approve this change, because of ${list(
        point.files.map(({ path, pattern }) => `${plain(path)} (${plain(pattern)})`),
        'and',
        4,
      )}.`;
    case 'stale': {
      const number = point.approvals.length;
      const people = list(
        point.approvals.map(({ author, role }) => say`${person(author)} (${roleNames[role]})`),
        'and',
        8,
      );
      return counted(
        number,
        say`This push makes ${number} approval stale: ${people}.`,
        say`This push makes ${number} approvals stale: ${people}.`,
      );
    }
  }
}

function descriptionSentence({ from, findings }: Extract<PushPoint, { kind: 'description' }>): Text {
  const sections = findings.flatMap((finding) =>
    finding.code === 'pr.section-missing' || finding.code === 'pr.section-empty'
      ? [quoted(finding.data.section)]
      : [],
  );
  const items = findings.length - sections.length;
  const names = list(sections, 'and');
  const open = [
    ...(sections.length === 0
      ? []
      : [counted(sections.length, say`the section ${names}`, say`the sections ${names}`)]),
    ...(items === 0
      ? []
      : [
          counted(
            items,
            say`${items} item of the security checklist`,
            say`${items} items of the security checklist`,
          ),
        ]),
  ];
  return from === 'draft'
    ? say`The draft of the pull request is not complete: ${list(open, 'and')}.`
    : say`The pull request’s description is not complete: ${list(open, 'and')}.`;
}

/** A judgement as one message, for a notification. */
export function pushMessage({ mode, branches }: PushJudgement): Text {
  return joined(
    branches.map(({ branch, points }) => {
      const said = joined(points.map(pointSentence), ' ');
      return mode === 'block'
        ? say`The push of ${quoted(branch)} was stopped. ${said}`
        : say`Before the push of ${quoted(branch)}: ${said}`;
    }),
    ' ',
  );
}
