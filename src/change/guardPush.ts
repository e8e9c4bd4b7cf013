import { HumanError } from '../base/errors.ts';
import { chooseBase, choosePushRemote } from './hosts.ts';
import type { LastKnownChange } from './lastKnown.ts';
import type { ChangeFacts } from './observedChange.ts';
import type { DraftStore } from './pullRequestDraft.ts';
import { branchOfRef, isNoCommit, type Push, type PushedRef } from './push.ts';
import type { PushedClone } from './pushedClone.ts';
import type { PushPoint } from './pushPoints.ts';
import { defaultProcedure, type Procedure } from '../procedure/procedure.ts';
import { procedureFile } from './procedureFile.ts';
import { say } from '../base/say.ts';

/** What a push is judged from. */
export interface GuardPorts {
  readonly clone: PushedClone;
  readonly lastKnown: Pick<LastKnownChange, 'read'>;
  readonly drafts: Pick<DraftStore, 'read' | 'file'>;
}

/** What there is to say about a push, one branch after the other; those without a word are left out. */
export interface PushJudgement {
  /** What the procedure says is to be done about it. */
  readonly mode: Procedure['prePush'];
  readonly branches: readonly BranchJudgement[];
}

export interface BranchJudgement {
  readonly branch: string;
  readonly commit: string;
  /** Never empty, in the order in which they are to be told. */
  readonly points: readonly PushPoint[];
  /** Where the description is written; undefined when there is neither a draft nor a pull request. */
  readonly draftFile: string | undefined;
  readonly pullRequestUrl: string | undefined;
}

const nothing: PushJudgement = { mode: 'off', branches: [] };

/**
 * Says what a push does to the procedure, from what is at hand: nothing is asked of any host.
 *
 * Tags, deletions, the branches of other repositories, and pushes from bare and shallow clones are none of its
 * business.
 *
 * @throws {HumanError} when it can't be judged.
 */
export async function guardPush(
  push: Push,
  { clone, lastKnown, drafts }: GuardPorts,
): Promise<PushJudgement> {
  const refs = push.refs.filter(
    ({ localSha, remoteRef }) => !isNoCommit(localSha) && branchOfRef(remoteRef) !== undefined,
  );
  if (refs.length === 0) {
    return nothing;
  }
  // The rules are loaded while git looks.
  const [overview, { judgeBranch }] = await Promise.all([clone.overview(), import('./pushPoints.ts')]);
  const remotes = overview.remotes.map((remote) => ({ remote }));
  const base = chooseBase(remotes);
  if (overview.isBare || overview.isShallow || !base) {
    return nothing;
  }
  if (push.remote !== base.remote && push.remote !== choosePushRemote(base, remotes)) {
    return nothing;
  }
  const judged = await Promise.all(
    refs.map(async (ref): Promise<PushJudgement> => {
      const branch = await localBranchOf(ref, clone);
      const [known, draft] = await Promise.all([lastKnown.read(branch), drafts.read(branch)]);
      const head = overview.defaultBranches.get(base.remote);
      if (head) {
        // Nearly always asked for next: git looks while the rules are read.
        clone.changedFiles(head.commit, ref.localSha).catch(() => undefined);
      }
      const rules = await rulesOf(clone, base.remote, known, head);
      // Without rules nothing was ever fetched: this push is what makes the repository.
      if (!rules || rules.procedure.prePush === 'off') {
        return nothing;
      }
      const found = await judgeBranch({
        clone,
        ref,
        branch,
        toBaseRepository: push.remote === base.remote,
        known,
        draft,
        rememberedTicket: overview.tickets.get(branch),
        ...rules,
      });
      const settled: readonly string[] = push.settled ?? [];
      const points = found.filter(({ kind }) => !settled.includes(kind));
      const about = {
        branch,
        commit: ref.localSha,
        draftFile: draft === undefined ? undefined : await drafts.file(branch),
        pullRequestUrl: known?.record.pullRequest?.url,
      };
      return { mode: rules.procedure.prePush, branches: points.length === 0 ? [] : [{ ...about, points }] };
    }),
  );
  return {
    mode: judged.find(({ branches }) => branches.length > 0)?.mode ?? 'off',
    branches: judged.flatMap(({ branches }) => branches),
  };
}

/** Drafts and tickets are kept by the name that a branch has here; it may have another one on the remote. */
async function localBranchOf({ localRef, remoteRef }: PushedRef, clone: PushedClone): Promise<string> {
  const here = localRef === 'HEAD' ? await clone.currentBranch() : branchOfRef(localRef);
  return here ?? branchOfRef(remoteRef) ?? remoteRef;
}

interface Rules {
  readonly procedure: Procedure;
  /** The branch whose file counts, and what git calls its newest commit. */
  readonly defaultBranch: string;
  readonly baseCommit: string;
}

/** The procedure of the base branch as this clone has it; undefined when it has nothing of that branch. */
async function rulesOf(
  clone: PushedClone,
  remote: string,
  known: ChangeFacts | undefined,
  head: { readonly branch: string; readonly commit: string } | undefined,
): Promise<Rules | undefined> {
  const defaultBranch = known?.record.repository.defaultBranch ?? head?.branch;
  const fileCommit =
    defaultBranch === undefined
      ? undefined
      : head?.branch === defaultBranch
        ? head.commit
        : await clone.commitOf(`refs/remotes/${remote}/${defaultBranch}`);
  if (defaultBranch === undefined || fileCommit === undefined) {
    if (await clone.hasFetched(remote)) {
      throw new HumanError(
        say`which branch of ${remote} changes are merged into is not known here; \`git remote set-head ${remote} --auto\` asks once`,
      );
    }
    return undefined;
  }
  const source = known?.procedureSource;
  // Reading YAML takes a while, and the answer is the same.
  const procedure =
    known && source?.commit === fileCommit && source.problem === undefined
      ? known.procedure
      : await procedureAt(clone, fileCommit);
  const { baseBranch = defaultBranch } = procedure;
  const baseCommit =
    baseBranch === defaultBranch ? fileCommit : await clone.commitOf(`refs/remotes/${remote}/${baseBranch}`);
  return baseCommit === undefined ? undefined : { procedure, defaultBranch, baseCommit };
}

/** The YAML parser is loaded while git reads the file: each takes as long as the other. */
async function procedureAt(clone: PushedClone, commit: string): Promise<Procedure> {
  const [{ procedureFrom }, text] = await Promise.all([
    import('./readProcedure.ts'),
    clone.readFile(commit, procedureFile),
  ]);
  return text === undefined ? defaultProcedure : procedureFrom(text).procedure;
}
