import { findingLink } from '../../change/links.ts';
import type { ChangeRecord } from '../../procedure/changeRecord.ts';
import type { Finding } from '../../procedure/report.ts';
import { severityIcons } from './looks.ts';
import { leaf, type Node } from './node.ts';

/** What is wrong and what to do next; a click leads to where that is done. */
export function findingNode(finding: Finding, record: ChangeRecord): Node {
  const { message, severity } = finding;
  return leaf({
    label: message,
    icon: severityIcons[severity],
    tooltip: message,
    link: severity === 'info' ? undefined : findingLink(finding, record),
  });
}
