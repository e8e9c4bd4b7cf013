import type { ChangedFile } from './changeRecord.ts';
import { isRead, type Change } from './change.ts';
import type { Description } from './description.ts';
import { finding } from './findings.ts';
import { GlobSet } from './globs.ts';
import type { Procedure } from './procedure.ts';
import type { Finding } from './report.ts';
import type { ChangeRequest } from './requests.ts';

/** A changed path that makes the security review required, with the first pattern that matches it. */
interface ImpactingPath {
  readonly path: string;
  readonly pattern: string;
}

/** Says which paths make the security review required. */
export type ImpactingPaths = (
  files: readonly Pick<ChangedFile, 'path' | 'previousPath'>[],
) => ImpactingPath[];

/** Made once for a procedure, used for any number of files; a renamed file is looked at under both its names. */
export function impactingPaths({ securityImpact }: Pick<Procedure, 'securityImpact'>): ImpactingPaths {
  const patterns = securityImpact.paths;
  const globs = new GlobSet(patterns);
  return (files) => {
    const found = new Map<string, string>();
    for (const { path, previousPath } of files) {
      for (const name of previousPath === undefined ? [path] : [path, previousPath]) {
        const pattern = patterns[globs.firstMatch(name)];
        if (pattern !== undefined) {
          found.set(name, pattern);
        }
      }
    }
    return Array.from(found, ([path, pattern]) => ({ path, pattern }));
  };
}

/** Why the security team must review the change, as far as it is known; none when nothing asks for it. */
export function impactFindings(
  change: Change,
  paths: ImpactingPaths,
  description: Description | null,
  requests: readonly ChangeRequest[],
): Finding[] {
  const unreadFiles = change.unread.get('files');
  return [
    ...paths(change.record.files).map((impact) => finding('impact.path', { ...impact })),
    ...impactingLabels(change).map((label) => finding('impact.label', { label })),
    ...requests
      .filter(({ blocks }) => blocks.includes('security-team'))
      .map(({ person }) => finding('impact.requested', { person })),
    ...(unreadFiles === undefined ? [] : [finding('impact.unknown', { reason: unreadFiles })]),
    ...(description?.checklist ?? [])
      .filter(({ isNotApplicable }) => isNotApplicable)
      .map(({ item }) => finding('checklist.not-applicable', { item })),
  ];
}

function impactingLabels({ pullRequest, procedure }: Change): string[] {
  const wanted = new Set(procedure.securityImpact.labels.map((label) => label.toLowerCase()));
  const found = new Map<string, string>();
  for (const label of pullRequest?.labels ?? []) {
    const key = label.toLowerCase();
    if (wanted.has(key) && !found.has(key)) {
      found.set(key, label);
    }
  }
  return [...found.values()];
}

/** Whether step 4 asks for approvals: `unknown` when nothing says so, but not all could be read. */
export function isReviewRequired(
  change: Change,
  impact: readonly Finding[],
  requests: readonly ChangeRequest[],
): 'yes' | 'no' | 'unknown' {
  const mayBeRequested = requests.some(({ mayBlock }) => mayBlock.includes('security-team'));
  if (impact.length > 0 || mayBeRequested) {
    return 'yes';
  }
  return isRead(change, 'pullRequest', 'reviews', 'people') ? 'no' : 'unknown';
}
