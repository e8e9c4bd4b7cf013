import type { PullRequest } from '../procedure/changeRecord.ts';
import type { ObservePorts } from './observePorts.ts';
import type { ChangeFacts } from './observedChange.ts';

/**
 * Whether anything may have changed since these facts were read; far cheaper than reading them.
 *
 * @throws {HumanError} when the host can't be asked.
 */
export async function hasChanged(
  { workingCopy, codeHost }: Pick<ObservePorts, 'workingCopy' | 'codeHost'>,
  facts: ChangeFacts,
  signal: AbortSignal,
): Promise<boolean> {
  const { head } = await workingCopy.state();
  if (head.kind !== 'branch' || head.name !== facts.branch || head.sha !== facts.record.branch.headSha) {
    return true;
  }
  const number = facts.record.pullRequest?.number;
  if (number === undefined || facts.fingerprint === undefined) {
    return true;
  }
  return fingerprintOf(await codeHost.pullRequest(number, signal)) !== facts.fingerprint;
}

export function fingerprintOf(pullRequest: PullRequest): string {
  return JSON.stringify(pullRequest);
}
