import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposables.ts';
import { HumanError } from '../../base/errors.ts';
import type { ChangeFacts } from '../../change/observedChange.ts';
import type { Submission } from '../../change/submission.ts';
import { knownOf } from '../currentChange.ts';
import type { CurrentChangeModel } from '../currentChangeModel.ts';
import type { GitRepository } from '../gitExtension.ts';
import type { Log } from '../messages.ts';
import type { Repositories } from '../repositories.ts';
import type { HostedSite, Site, Sites } from '../sites.ts';
import { isDraft } from './draftFiles.ts';
import { say } from '../../base/say.ts';

/** What a draft is judged by. */
export interface DraftContext {
  readonly repository: GitRepository;
  readonly site: Site & { readonly hosted: HostedSite };
  readonly branch: string;
  readonly facts: ChangeFacts;
  readonly submission: Submission | undefined;
  /** First lines of the branch's commits, the oldest first. */
  readonly commits: readonly string[];
}

/** Knows which change each draft is of; read anew when the change is. */
export class DraftContexts implements Disposable {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #contexts = new Map<string, Promise<DraftContext | undefined>>();
  readonly #repositories: Repositories;
  readonly #sites: Sites;
  readonly #model: CurrentChangeModel;
  readonly #log: Log;

  /** What was read may be another by now. */
  readonly onDidChange = this.#changed.event;

  constructor(repositories: Repositories, sites: Sites, model: CurrentChangeModel, log: Log) {
    this.#repositories = repositories;
    this.#sites = sites;
    this.#model = model;
    this.#log = log;
    this.#store.add(
      model.onDidChange(() => {
        this.forget();
      }),
    );
  }

  forget(): void {
    this.#contexts.clear();
    this.#changed.fire();
  }

  /** Undefined when the document is no draft of an open clone, or its change can't be read: the log says why. */
  async of(document: vscode.TextDocument): Promise<DraftContext | undefined> {
    if (!isDraft(document)) {
      return undefined;
    }
    const key = document.uri.toString();
    let context = this.#contexts.get(key);
    if (!context) {
      context = this.#find(document.uri.fsPath).catch((error: unknown) => {
        this.#contexts.delete(key);
        this.#log.error('The change of this draft could not be read', error);
        return undefined;
      });
      this.#contexts.set(key, context);
    }
    return context;
  }

  /** For a branch of a repository, whether it has a draft or not. */
  async ofBranch(repository: GitRepository, branch: string): Promise<DraftContext> {
    const { hosted, ...clone } = await this.#sites.of(repository);
    if (!hosted) {
      throw new HumanError(
        say`No remote of this repository is on a GitHub that Change Guide knows. For a GitHub Enterprise Server, name its address in the settings.`,
      );
    }
    const site = { ...clone, hosted };
    const facts = await this.#facts(site, branch);
    const base = `refs/remotes/${hosted.base.remote}/${facts.procedureSource.baseBranch}`;
    const [submission, commits] = await Promise.all([
      clone.drafts.readSubmission(branch),
      clone.workingCopy.subjects(base, `refs/heads/${branch}`).catch(() => []),
    ]);
    return { repository, site, branch, facts, submission, commits };
  }

  dispose(): void {
    this.#store.dispose();
  }

  async #find(file: string): Promise<DraftContext | undefined> {
    await this.#repositories.connect();
    for (const repository of this.#repositories.all) {
      const { drafts } = await this.#sites.of(repository);
      const branch = await drafts.branchOf(file);
      if (branch !== undefined) {
        return this.ofBranch(repository, branch);
      }
    }
    return undefined;
  }

  /** What the view knows already, else what was last known of the branch, else what can be read now. */
  async #facts(
    { workingCopy, lastKnown, hosted }: DraftContext['site'],
    branch: string,
  ): Promise<ChangeFacts> {
    const { state } = this.#model;
    const shown = knownOf(state);
    if (shown?.change.branch === branch && shown.git.rootUri.fsPath === workingCopy.root) {
      return shown.change;
    }
    const known = await lastKnown.read(branch);
    if (known) {
      return known;
    }
    const { observeChange } = await import('../../change/observeChange.ts');
    const observed = await observeChange(
      { workingCopy, ...hosted },
      new Date(),
      AbortSignal.timeout(patience),
    );
    if (observed.kind === 'none' || observed.branch !== branch) {
      throw new HumanError(
        say`A pull request is prepared on the branch of a change. Start one, or check out its branch.`,
      );
    }
    return observed;
  }
}

/** How many milliseconds reading a change may take before a draft goes without it. */
const patience = 20_000;
