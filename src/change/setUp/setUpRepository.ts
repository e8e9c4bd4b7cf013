import { HumanError, wordsOf } from '../../base/errors.ts';
import { say } from '../../base/say.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { branchNameFrom } from '../branchName.ts';
import { procedureFile } from '../procedureFile.ts';
import { procedureFrom } from '../readProcedure.ts';
import { newStart, startChange, type StartFeedback, type StartPorts } from '../startChange.ts';
import type { StartProgress } from '../startJournal.ts';
import { setUpFiles, type BaseFiles, type SetUpFile } from './files.ts';

/** By its ticket's title a set-up that stopped on its way is known again. */
const title = 'Hold changes to the change management procedure';

/** The base branch as it is before the set-up. */
export interface BaseBranch {
  readonly name: string;
  readonly files: BaseFiles;
  /** What its procedure file says; undefined when it has none, and roles are to be chosen. */
  readonly procedure: Procedure | undefined;
}

export interface SetUpPlan {
  readonly baseBranch: string;
  /** With the place of the ticket still in it. */
  readonly branch: string;
  readonly files: readonly SetUpFile[];
}

/** The change that holds the repository to the procedure: to be reviewed like any other. */
export interface SetUpChange {
  readonly ticket: string;
  readonly branch: string;
}

/** @throws {HumanError} when the procedure file that is there has problems: it must not be built upon. */
export async function readBaseBranch(
  { workingCopy, codeHost, baseRemote }: Pick<StartPorts, 'workingCopy' | 'codeHost' | 'baseRemote'>,
  signal: AbortSignal,
): Promise<BaseBranch> {
  const { defaultBranch } = await codeHost.repository(signal);
  const byDefault = await at(defaultBranch);
  const text = await byDefault.read(procedureFile);
  if (text === undefined) {
    return { name: defaultBranch, files: byDefault, procedure: undefined };
  }
  const { procedure, problem } = procedureFrom(text);
  if (problem !== undefined) {
    throw new HumanError(
      say`The procedure file that is there has problems, so nothing was set up. Mend it first. ${problem}`,
    );
  }
  const name = procedure.baseBranch ?? defaultBranch;
  return { name, files: name === defaultBranch ? byDefault : await at(name), procedure };

  async function at(branch: string): Promise<BaseFiles> {
    const commit = await workingCopy.fetchBranch(baseRemote, branch, signal);
    return {
      read: async (path) => workingCopy.readFile(commit, path),
      list: async (folder) => workingCopy.listFolder(commit, folder),
    };
  }
}

/** What the set-up would write, and on which branch. */
export async function planSetUp(procedure: Procedure, base: BaseBranch): Promise<SetUpPlan> {
  const { name, types } = procedure.branch;
  const type = types.find((each) => each === 'chore' || each === 'config') ?? types[0] ?? 'change';
  return {
    baseBranch: base.name,
    branch: branchNameFrom(name, { type, ticket: undefined, slug: 'change-procedure' }),
    files: await setUpFiles(procedure, base.files),
  };
}

/** The files that the set-up changes; when there are none, the repository is set up already. */
export function changedBy({ files }: SetUpPlan): readonly SetUpFile[] {
  return files.filter(({ what }) => what !== 'kept');
}

/**
 * Creates the ticket and the branch as Start Change does, commits the files there, and publishes them. Run again after
 * it failed it goes on where it stopped, with the ticket and the branch that are there.
 *
 * @throws {HumanError} that says what exists by then.
 */
export async function setUpRepository(
  plan: SetUpPlan,
  ports: StartPorts,
  feedback: StartFeedback,
): Promise<SetUpChange> {
  const change = (await changeUnderWay(ports, feedback.signal)) ?? (await start(plan, ports, feedback));
  const { workingCopy, pushRemote } = ports;
  try {
    feedback.report(say`Committing the files…`);
    await workingCopy.commitFiles(changedBy(plan), message(change.ticket));
    feedback.report(say`Publishing ${change.branch}…`);
    // What the push warnings would say of it is asked once its pull request is drafted.
    await workingCopy.push(pushRemote, change.branch, feedback.signal, ['description', 'security']);
  } catch (error) {
    throw new HumanError(
      say`The ticket ${change.ticket} and its branch “${change.branch}” are there; the files are not published. ${wordsOf(error)} Set up again: it goes on from there.`,
      { cause: error },
    );
  }
  return change;
}

function message(ticket: string): string {
  return `${title}\n\nFor ${ticket}.\n`;
}

/** The change of a set-up that stopped once its branch was checked out. */
async function changeUnderWay(
  { workingCopy, tracker, journal }: StartPorts,
  signal: AbortSignal,
): Promise<SetUpChange | undefined> {
  const head = await workingCopy.head();
  const ticket = head.kind === 'branch' ? await workingCopy.ticketOf(head.name) : undefined;
  if (head.kind !== 'branch' || ticket === undefined || (await journal.read()) !== undefined) {
    return undefined;
  }
  const found = await tracker.find(ticket, signal);
  return found?.title === title && found.state === 'open' ? { ticket, branch: head.name } : undefined;
}

async function start(plan: SetUpPlan, ports: StartPorts, feedback: StartFeedback): Promise<SetUpChange> {
  const { ticket, branch } = await startChange(await beginning(plan, ports), ports, feedback);
  if (!ticket || branch === undefined) {
    throw new Error('A start that ended has a ticket and a branch');
  }
  return { ticket: ticket.key, branch };
}

async function beginning(plan: SetUpPlan, { journal }: StartPorts): Promise<StartProgress> {
  const unfinished = await journal.read();
  if (!unfinished) {
    const ticket = { kind: 'new', title, body: description(plan) } as const;
    const { branch, baseBranch } = plan;
    return newStart(
      { ticket, branch, baseBranch, uncommitted: 'carry', assign: true, publish: true },
      new Date(),
    );
  }
  const { ticket } = unfinished.plan;
  if (ticket.kind !== 'new' || ticket.title !== title) {
    throw new HumanError(
      say`Another change was begun in this clone and is not finished. Run Start Change, which goes on with it or leaves it, then set up again.`,
    );
  }
  return unfinished;
}

function description(plan: SetUpPlan): string {
  const files = changedBy(plan).map(
    ({ path, what }) => `- \`${path}\`${what === 'completed' ? ', completed' : ''}`,
  );
  return `## What

Files that hold changes of this repository to the procedure:

${files.join('\n')}

## Why

So that developers, reviewers and auditors see of each change what the procedure still asks for (SOC 2 CC8.1, HIPAA § 164.312).

## Risk

Once the status \`change-procedure\` is required, nothing is merged that the procedure has not finished with.

## Rollback

Revert the pull request, and no longer require the status.`;
}
