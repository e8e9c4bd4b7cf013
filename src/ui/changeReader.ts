import { sentenceOf } from '../base/errors.ts';
import { HostError } from '../change/hostError.ts';
import type { ObservePorts } from '../change/observePorts.ts';
import type { CurrentChange, Known } from './currentChange.ts';
import type { GitRepository } from './gitExtension.ts';
import type { Log } from './messages.ts';
import type { Site, Sites } from './sites.ts';

/** Reads the change of the branch that is checked out, and keeps what was read for the next window. */
export class ChangeReader {
  readonly #sites: Sites;
  readonly #log: Log;

  constructor(sites: Sites, log: Log) {
    this.#sites = sites;
    this.#log = log;
  }

  /** @param beforeAsking is told what an earlier look found on this branch; when it throws, the host is not asked. */
  async read(
    git: GitRepository,
    beforeAsking: (last: Known | undefined) => Promise<void>,
    signal: AbortSignal,
  ): Promise<CurrentChange> {
    const site = await this.#sites.of(git);
    const { hosted, workingCopy, lastKnown } = site;
    if (!hosted) {
      return { kind: 'no-remote' };
    }
    await beforeAsking(await this.#lastKnown(site, git));
    try {
      // Brings YAML and Markdown along, so it waits until there is something to read.
      const { observeChange } = await import('../change/observeChange.ts');
      const at = new Date();
      const change = await observeChange({ workingCopy, ...hosted }, at, signal);
      const head = await workingCopy.head();
      if (change.kind === 'change' && head.kind === 'branch' && head.name !== change.branch) {
        // Switched meanwhile, and nobody told yet.
        return await this.read(git, beforeAsking, signal);
      }
      if (change.branch !== git.state.HEAD?.name) {
        // The Git extension is behind. Left so, it would not tell of a switch back to the branch that it knows.
        await git.status();
      }
      if (change.kind === 'none') {
        return { kind: 'no-change' };
      }
      const { report, kind, ...facts } = change;
      await lastKnown.write(facts).catch((error: unknown) => {
        this.#log.error(`The change could not be kept for the next window: ${sentenceOf(error)}`, error);
      });
      return { kind, isLastKnown: false, change: { ...facts, report }, git, at };
    } catch (error) {
      if (error instanceof HostError && error.problem === 'signed-out') {
        return { kind: 'signed-out', host: hosted.base.host };
      }
      throw error;
    }
  }

  /** Far cheaper than reading. */
  async hasChanged({ change, git }: Known, signal: AbortSignal): Promise<boolean> {
    const { hosted, workingCopy } = await this.#sites.of(git);
    if (!hosted) {
      return true;
    }
    const { hasChanged } = await import('../change/probeChange.ts');
    const ports: ObservePorts = { workingCopy, ...hosted };
    return hasChanged(ports, change, signal);
  }

  async gitFolder(git: GitRepository): Promise<string> {
    return (await this.#sites.of(git)).gitFolder();
  }

  /** The branch that is checked out, whatever the Git extension knows by now. */
  async branchOf(git: GitRepository): Promise<string | undefined> {
    const head = await (await this.#sites.of(git)).workingCopy.head();
    return head.kind === 'branch' ? head.name : undefined;
  }

  async #lastKnown({ workingCopy, lastKnown }: Site, git: GitRepository): Promise<Known | undefined> {
    const head = await workingCopy.head();
    const facts = head.kind === 'branch' ? await lastKnown.read(head.name) : undefined;
    if (!facts) {
      return undefined;
    }
    // What was kept is judged anew: the rules may know better by now.
    const { evaluate } = await import('../procedure/evaluate.ts');
    const report = evaluate(facts.procedure, facts.record);
    return { change: { ...facts, report }, git, at: new Date(facts.record.capturedAt) };
  }
}
