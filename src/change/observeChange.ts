import { HumanError } from '../base/errors.ts';
import { ticketIn } from './branchName.ts';
import { gatherChange } from './gatherChange.ts';
import type { ChangeQuestion, HostedChange } from './hostedChange.ts';
import type { GatherPorts, ObservePorts } from './observePorts.ts';
import type { Change, ObservedChange } from './observedChange.ts';
import { defaultProcedure } from '../procedure/procedure.ts';
import { questionOfBranch } from './question.ts';
import { rulesFrom, type Rules } from './rules.ts';
import { mustBeSameRepository } from './sameRepository.ts';
import { say } from '../base/say.ts';

/**
 * Gathers what is known of the branch that is checked out, and judges it.
 *
 * What can't be read is listed as unknown, with the reason; it never looks done.
 *
 * @throws {HumanError} when not even the repository or its rules can be read.
 */
export async function observeChange(
  ports: ObservePorts,
  now: Date,
  signal: AbortSignal,
): Promise<ObservedChange> {
  const { workingCopy } = ports;
  const head = await workingCopy.head();
  if (head.kind !== 'branch') {
    return { kind: 'none', branch: head.kind === 'unborn' ? head.name : undefined };
  }
  const remembered = await workingCopy.ticketOf(head.name);
  const question = await questionOfBranch(
    ports,
    head.name,
    // The rules say how a branch names its ticket; before they are read, the usual way is a good guess.
    remembered ?? ticketIn(head.name, defaultProcedure.branch.name),
  );
  const { hosted, rules } = await ask(ports, question, signal);
  await mustBeSameRepository(ports, hosted.repository, signal);
  if (head.name === rules.baseBranch || head.name === hosted.repository.defaultBranch) {
    return { kind: 'none', branch: head.name };
  }
  const branch = { name: head.name, sha: head.sha, ticket: remembered };
  return { kind: 'change', ...(await gatherChange(ports, hosted, rules, branch, now, signal)) };
}

/**
 * Gathers what is known of a pull request by its number, and judges it. Nothing of it needs to be checked out; without
 * a clone, what only git can prove is left out, which never makes a step look better.
 *
 * @throws {HumanError} when the pull request or the rules can't be read.
 */
export async function observePullRequest(
  ports: GatherPorts,
  number: number,
  now: Date,
  signal: AbortSignal,
): Promise<Change> {
  const { hosted, rules } = await ask(ports, { kind: 'pull-request', number, ticket: undefined }, signal);
  const pullRequest = hosted.pullRequest?.pullRequest;
  if (!pullRequest) {
    const reason = hosted.unknown.find(({ fact }) => fact === 'pullRequest')?.reason;
    throw new HumanError(say`Pull request #${number} could not be read: ${reason ?? say`it is not there.`}`);
  }
  const branch = { name: pullRequest.headRef, sha: pullRequest.headSha, ticket: undefined };
  return gatherChange(ports, hosted, rules, branch, now, signal);
}

/** Asks again when it turns out that another branch's rules count; the next time they are asked for at once. */
async function ask(
  { codeHost }: GatherPorts,
  question: ChangeQuestion,
  signal: AbortSignal,
): Promise<{ hosted: HostedChange; rules: Rules }> {
  const hosted = await codeHost.readChange(question, signal);
  const rules = rulesFrom(hosted);
  if (!('ask' in rules)) {
    return { hosted, rules };
  }
  const again = await codeHost.readChange({ ...question, baseBranch: rules.ask }, signal);
  const found = rulesFrom(again);
  if ('ask' in found) {
    throw new HumanError(say`The base branch was changed while it was read. Refresh in a moment.`);
  }
  return { hosted: again, rules: found };
}
