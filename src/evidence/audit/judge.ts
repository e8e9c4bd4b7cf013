import { HumanError } from '../../base/errors.ts';
import { gatherChange } from '../../change/gatherChange.ts';
import { HostError } from '../../change/hostError.ts';
import type { HostedChange } from '../../change/hostedChange.ts';
import type { Change } from '../../change/observedChange.ts';
import type { JudgePorts } from '../../change/observePorts.ts';
import { rulesFrom, rulesOf, type Rules } from '../../change/rules.ts';

/** The rules that a change was merged under. */
export function rulesAtMerge(hosted: HostedChange, baseBranch: string): Rules {
  const rules = rulesFrom(hosted);
  // The file of that time may have named another base branch than today's.
  return 'ask' in rules ? rulesOf(hosted.procedureFiles.at(-1), baseBranch) : rules;
}

/**
 * Puts a merged change together and judges it by the rules of its merge.
 *
 * @returns why it can't be judged, when that concerns no other change.
 */
export async function judge(
  ports: JudgePorts,
  hosted: HostedChange,
  rules: Rules,
  today: Date,
  signal: AbortSignal,
): Promise<Change | { readonly unread: string }> {
  const pullRequest = hosted.pullRequest?.pullRequest;
  if (!pullRequest) {
    return {
      unread: hosted.unknown.find(({ fact }) => fact === 'pullRequest')?.reason ?? 'It is not there.',
    };
  }
  const branch = { name: pullRequest.headRef, sha: pullRequest.headSha, ticket: undefined };
  try {
    return await gatherChange(ports, hosted, rules, branch, capturedAt(pullRequest.mergedAt, today), signal);
  } catch (error) {
    const isItsOwn =
      error instanceof HumanError && !(error instanceof HostError && error.problem !== 'malformed');
    if (!isItsOwn) {
      throw error;
    }
    return { unread: error.message };
  }
}

/**
 * The day on which facts are read, and for what was merged on that very day the merge: two runs on one day then give
 * the same records.
 */
function capturedAt(mergedAt: string | undefined, today: Date): Date {
  const day = Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate());
  return new Date(Math.max(day, mergedAt === undefined ? day : Date.parse(mergedAt)));
}
