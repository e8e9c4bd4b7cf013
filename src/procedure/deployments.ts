import type { Deployment } from './changeRecord.ts';
import type { Change } from './change.ts';
import { instant, type Instant } from './instants.ts';

/** Whether two commits hold the same change, as far as their patch ids tell. */
export function isSameChange({ head, record: { patchIds } }: Change, sha: string): boolean {
  if (sha === head) {
    return true;
  }
  return Object.hasOwn(patchIds, sha) && Object.hasOwn(patchIds, head) && patchIds[sha] === patchIds[head];
}

/** When the change was first there to be tested; undefined when it never was. */
export function firstDeployedAt(change: Change): Instant | undefined {
  return inEnvironment(change)
    .filter(({ sha }) => isSameChange(change, sha))
    .map(successAt)
    .filter((at) => at !== undefined)
    .filter((at) => isBeforeMerge(change, at))
    .reduce<Instant | undefined>((first, at) => (first === undefined || at < first ? at : first), undefined);
}

/** Whether the latest deployment of the head commit itself failed. */
export function lastDeploymentFailed(change: Change): boolean {
  let latest: { readonly deployment: Deployment; readonly at: Instant } | undefined;
  for (const deployment of inEnvironment(change)) {
    const at = instant(deployment.succeededAt ?? deployment.updatedAt);
    // Of equal times the one listed later is the later one.
    if (
      deployment.sha === change.head &&
      isBeforeMerge(change, at) &&
      (latest === undefined || at >= latest.at)
    ) {
      latest = { deployment, at };
    }
  }
  // One that had succeeded may have failed only after the merge.
  return (
    latest?.deployment.state === 'failure' && isBeforeMerge(change, instant(latest.deployment.updatedAt))
  );
}

function inEnvironment({ record, procedure }: Change): Deployment[] {
  return record.deployments.filter(({ environment }) => environment === procedure.qa.environment);
}

function successAt({ succeededAt, state, updatedAt }: Deployment): Instant | undefined {
  if (succeededAt !== undefined) {
    return instant(succeededAt);
  }
  return state === 'success' ? instant(updatedAt) : undefined;
}

function isBeforeMerge({ mergedAt }: Change, at: Instant): boolean {
  return mergedAt === null || at <= mergedAt;
}
