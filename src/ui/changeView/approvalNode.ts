import { reviewLink } from '../../change/links.ts';
import { approvalLine } from '../../procedure/approvalLines.ts';
import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import type { Approval } from '../../procedure/report.ts';
import { onOneLine } from '../../base/text.ts';
import { icon, leaf, tooltip, type Node } from './node.ts';
import { briefMomentOf, momentOf, t, translated } from '../language.ts';

/** Who approved which commit when, and whether it counts. */
export function approvalNode(approval: Approval, record: ChangeRecord): Node {
  const { author, commitSha, at, counts } = approval;
  const line = approvalLine(approval, record);
  const sentence = translated(line.sentence);
  const commit = commitSha?.slice(0, 7);
  const label = `@${onOneLine(author)}`;
  return leaf({
    label,
    description: [counts ? t`approved` : translated(line.brief), commit, briefMomentOf(at)]
      .filter((text) => text !== undefined)
      .join(' · '),
    icon: counts ? icon('check', 'testing.iconPassed') : icon('circle-slash', 'list.warningForeground'),
    tooltip: tooltip(label, [
      sentence,
      `${commit === undefined ? t`Names no commit` : t`Commit ${commit}`}, ${momentOf(at)}`,
    ]),
    spoken: `${sentence} ${momentOf(at)}`,
    link: reviewLink(record, approval.review),
  });
}
