import { HumanError, throwIfCancelled } from '../base/errors.ts';
import { branchNameProblem, withTicket } from './branchName.ts';
import type { CodeHost } from './codeHost.ts';
import { StartChangeError } from './startChangeError.ts';
import type { StartJournal, StartPlan, StartProgress } from './startJournal.ts';
import type { TicketSummary, Tracker } from './tracker.ts';
import type { WorkingCopy } from './workingCopy.ts';
import { say, type Text } from '../base/say.ts';

/** What starting a change needs. */
export interface StartPorts {
  readonly workingCopy: WorkingCopy;
  readonly tracker: Tracker;
  readonly codeHost: CodeHost;
  readonly journal: StartJournal;
  /** The remote of the base repository. */
  readonly baseRemote: string;
  /** The remote that branches are pushed to; another one where the developer works on a fork. */
  readonly pushRemote: string;
}

export interface StartFeedback {
  /** What is being done now, for a progress message. */
  readonly report: (doing: Text) => void;
  readonly signal: AbortSignal;
}

export function newStart(plan: StartPlan, now: Date): StartProgress {
  return { schema: 'start-change/1', startedAt: now.toISOString(), plan };
}

/**
 * Creates the ticket (or takes the one that is there), assigns it, creates the branch from the newest base
 * branch, checks it out and publishes it: step 1 of the procedure.
 *
 * Each thing that came to be is written to the journal before the next is begun, and looked for before it is
 * made a second time: given the progress of an earlier run, it goes on where that one stopped.
 *
 * @throws {StartChangeError} says what exists and what does not.
 */
export async function startChange(
  begun: StartProgress,
  ports: StartPorts,
  feedback: StartFeedback,
): Promise<StartProgress> {
  return ports.journal.exclusively(async () => {
    const run = new StartRun(begun, ports, feedback);
    try {
      await ports.journal.write(begun);
      for (const step of run.steps) {
        throwIfCancelled(feedback.signal);
        await step();
      }
    } catch (error) {
      throw new StartChangeError(run.progress, error);
    }
    await ports.journal.clear();
    if (begun.plan.ticket.kind === 'new') {
      await ports.journal.clearDraft();
    }
    return run.progress;
  });
}

class StartRun {
  readonly steps = [
    async () => this.#reserveBranch(),
    async () => this.#ticket(),
    async () => this.#assignment(),
    async () => this.#branch(),
    async () => this.#checkOut(),
    async () => this.#publish(),
  ];
  readonly #ports: StartPorts;
  readonly #feedback: StartFeedback;
  #taken: readonly string[] = [];

  constructor(
    public progress: StartProgress,
    ports: StartPorts,
    feedback: StartFeedback,
  ) {
    this.#ports = ports;
    this.#feedback = feedback;
  }

  async #save(step: Partial<StartProgress>): Promise<void> {
    this.progress = { ...this.progress, ...step };
    await this.#ports.journal.write(this.progress);
  }

  /** Before a ticket is made, so that a name which can't be had does not leave a ticket behind. */
  async #reserveBranch(): Promise<void> {
    const { plan, branch } = this.progress;
    if (branch !== undefined) {
      return;
    }
    this.#feedback.report(say`Looking at the base branch…`);
    const { workingCopy, baseRemote, pushRemote } = this.#ports;
    const { signal } = this.#feedback;
    const base = await workingCopy.fetchBranch(baseRemote, plan.baseBranch, signal);
    const { local, remote } = await workingCopy.branchNames(pushRemote, signal);
    this.#taken = [...local, ...remote];
    const problem = branchNameProblem(withTicket(plan.branch, '0'), this.#taken);
    if (problem !== undefined) {
      throw new HumanError(problem);
    }
    await this.#save({ base });
  }

  async #ticket(): Promise<void> {
    const { plan, ticket } = this.progress;
    if (ticket) {
      return;
    }
    const made =
      plan.ticket.kind === 'new'
        ? await this.#newTicket(plan.ticket)
        : await this.#existingTicket(plan.ticket.key);
    await this.#save({ ticket: made });
  }

  async #newTicket(draft: { readonly title: string; readonly body: string }): Promise<TicketSummary> {
    const { tracker } = this.#ports;
    const { signal, report } = this.#feedback;
    report(say`Creating the ticket…`);
    const { ticketAsked } = this.progress;
    if (ticketAsked !== undefined) {
      const made = await tracker.findCreated(draft, new Date(ticketAsked), signal);
      if (made) {
        return made;
      }
    }
    await this.#save({ ticketAsked: ticketAsked ?? (await tracker.time(signal)).toISOString() });
    return tracker.create(draft, signal);
  }

  async #existingTicket(key: string): Promise<TicketSummary> {
    const ticket = await this.#ports.tracker.find(key, this.#feedback.signal);
    if (!ticket) {
      throw new HumanError(say`There is no ticket ${key}. Choose another one.`);
    }
    return ticket;
  }

  async #assignment(): Promise<void> {
    const { plan, ticket, assigned } = this.progress;
    if (!ticket || assigned !== undefined || !plan.assign) {
      return;
    }
    this.#feedback.report(say`Assigning ${ticket.key} to you…`);
    await this.#save({
      assigned: ticket.assignedToMe || (await this.#ports.tracker.assign(ticket, this.#feedback.signal)),
    });
  }

  async #branch(): Promise<void> {
    const { plan, ticket, base, branchCreated } = this.progress;
    if (!ticket || base === undefined || branchCreated) {
      return;
    }
    const branch = this.progress.branch ?? this.#freeName(withTicket(plan.branch, ticket.key));
    this.#feedback.report(say`Creating the branch ${branch}…`);
    await this.#save({ branch });
    await this.#ports.workingCopy.createBranch(branch, base);
    await this.#ports.workingCopy.rememberTicket(branch, ticket.key);
    await this.#save({ branchCreated: true });
  }

  /** The ticket is there already, so a name that someone took meanwhile is no reason to stop. */
  #freeName(wanted: string): string {
    let name = wanted;
    for (let number = 2; branchNameProblem(name, this.#taken) !== undefined && number < 100; number++) {
      name = `${wanted}-${number}`;
    }
    return name;
  }

  async #checkOut(): Promise<void> {
    const { plan, branch, ticket, checkedOut, stash } = this.progress;
    if (branch === undefined || checkedOut) {
      return;
    }
    this.#feedback.report(say`Checking out ${branch}…`);
    const { workingCopy } = this.#ports;
    const { uncommitted } = await workingCopy.state();
    if (plan.uncommitted === 'stash' && stash === undefined && uncommitted.length > 0) {
      await this.#save({
        stash: await workingCopy.stash(`Change Guide: before ${ticket?.key ?? branch}`),
      });
    }
    await workingCopy.checkOut(branch);
    await this.#save({ checkedOut: true });
  }

  async #publish(): Promise<void> {
    const { plan, branch, ticket, base, published } = this.progress;
    if (branch === undefined || !ticket || base === undefined || published || !plan.publish) {
      return;
    }
    const { workingCopy, codeHost, pushRemote, baseRemote } = this.#ports;
    const { signal, report } = this.#feedback;
    report(say`Publishing ${branch}…`);
    if (this.progress.linked === undefined && pushRemote === baseRemote) {
      // Before the push: the host links no branch that it has already.
      await this.#save({
        linked: await codeHost.createLinkedBranch({ name: branch, commit: base, ticket }, signal),
      });
      throwIfCancelled(signal);
    }
    await workingCopy.push(pushRemote, branch, signal);
    await this.#save({ published: true });
  }
}
