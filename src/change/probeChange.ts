import { questionOfBranch } from './question.ts';
import type { ObservePorts } from './observePorts.ts';
import type { ChangeFacts } from './observedChange.ts';

/** How many milliseconds facts may be old: who is in which team, and what is required, the probe does not see. */
const longest = 15 * 60_000;

/**
 * Whether anything may have changed since these facts were read; far cheaper than reading them.
 *
 * @throws {HumanError} when the host can't be asked.
 */
export async function hasChanged(
  ports: Pick<ObservePorts, 'workingCopy' | 'codeHost' | 'base'>,
  facts: ChangeFacts,
  signal: AbortSignal,
): Promise<boolean> {
  const { workingCopy, codeHost } = ports;
  const head = await workingCopy.head();
  const { branch, record, fingerprint, ticketKey, procedureSource } = facts;
  const age = Date.now() - Date.parse(record.capturedAt);
  if (
    head.kind !== 'branch' ||
    head.name !== branch ||
    head.sha !== record.branch.headSha ||
    fingerprint === undefined ||
    // What could not be read may be there now.
    record.unknown.length > 0 ||
    Math.abs(age) > longest
  ) {
    return true;
  }
  const question = await questionOfBranch(ports, branch, ticketKey);
  const { baseBranch } = procedureSource;
  const ofBase = baseBranch === record.repository.defaultBranch ? {} : { baseBranch };
  return (
    (await codeHost.probeChange({ ...question, ...ofBase }, record.pullRequest?.number, signal)) !==
    fingerprint
  );
}
