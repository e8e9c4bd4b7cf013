import { findingLink } from '../../change/links.ts';
import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import { findingWords } from '../../procedure/findings.ts';
import type { Finding } from '../../procedure/report.ts';
import { severityIcons } from './looks.ts';
import { leaf, type Node } from './node.ts';
import { translated } from '../language.ts';

/** What is wrong and what to do next; a click leads to where that is done. */
export function findingNode(finding: Finding, record: ChangeRecord): Node {
  const { severity } = finding;
  const message = translated(findingWords(finding));
  return leaf({
    label: message,
    icon: severityIcons[severity],
    tooltip: message,
    link: severity === 'info' ? undefined : findingLink(finding, record),
  });
}
