import type {
  ChangedFile,
  ChangeRecord,
  Check,
  Commit,
  Deployment,
  Person,
  PullRequest,
  Review,
} from '../procedure/changeRecord.ts';
import type { HostedRepository } from './hostedRepository.ts';
import type { TicketSummary } from './tracker.ts';

/** Which change the host is asked for. */
export type ChangeQuestion = {
  /** The key of the ticket that the branch is for, as far as its name or git tell. */
  readonly ticket: string | undefined;
  /** The branch whose procedure file counts, when it is known not to be the default one. */
  readonly baseBranch?: string | undefined;
} & (
  | { readonly kind: 'pull-request'; readonly number: number }
  | {
      readonly kind: 'branch';
      /** The branch's name on the host, which need not be the local one. */
      readonly branch: string;
      /** The repositories that the branch may have been pushed to, such as a fork. */
      readonly heads: readonly RepositoryName[];
    }
);

export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** All that the host knows of a change, as far as it could be read: `unknown` lists the rest. */
export interface HostedChange {
  readonly repository: HostedRepository;
  readonly viewer: string | undefined;
  /** Of the default branch, and of the base branch that was asked for. */
  readonly procedureFiles: readonly ProcedureFileAt[];
  readonly pullRequest: HostedPullRequest | undefined;
  readonly otherPullRequests: readonly OtherPullRequest[];
  /** The key that was asked for. */
  readonly askedTicket: string | undefined;
  /** That ticket; undefined when there is none, or it could not be read. */
  readonly ticket: TicketSummary | undefined;
  /** Those that the pull request closes, by its text or by hand. */
  readonly closing: readonly TicketSummary[];
  readonly commits: readonly Commit[];
  readonly files: readonly ChangedFile[];
  readonly reviews: readonly Review[];
  readonly checks: readonly Check[];
  /** Of the head commit. */
  readonly deployments: readonly Deployment[];
  readonly people: Readonly<Record<string, Person>>;
  readonly unknown: ChangeRecord['unknown'];
  /** Changes when any of this may have changed; what tells it is far cheaper to ask for. */
  readonly fingerprint: string;
  /** The host's clock; undefined when it did not tell. */
  readonly at: Date | undefined;
}

export interface ProcedureFileAt {
  readonly branch: string;
  /** Its newest commit; undefined when there is no such branch. */
  readonly commit: string | undefined;
  /** Undefined when the branch has no procedure file. */
  readonly text: string | undefined;
}

/** Another pull request of the branch, open too: approvals of one are none of the other. */
export interface OtherPullRequest {
  readonly number: number;
  readonly url: string;
  readonly baseRef: string;
}

interface HostedPullRequest {
  readonly pullRequest: PullRequest;
  /** The newest commit of the base branch; for a merged pull request the one that it was merged onto. */
  readonly baseSha: string;
}
