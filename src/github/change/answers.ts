/** The answers to our documents, as far as a host is trusted to keep to its schema: whatever an error spoils is null. */
export type Maybe<T> = T | null | undefined;

export interface Page<T> {
  readonly totalCount?: Maybe<number>;
  readonly pageInfo?: Maybe<{ readonly hasNextPage: boolean; readonly endCursor?: Maybe<string> }>;
  readonly nodes?: Maybe<readonly Maybe<T>[]>;
}

export interface ActorAnswer {
  readonly __typename: string;
  readonly login: string;
}

export interface GitActorAnswer {
  readonly email?: Maybe<string>;
  readonly user?: Maybe<{ readonly login: string }>;
}

export interface IssueAnswer {
  readonly __typename: string;
  readonly id: string;
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly state?: string;
  /** Of a pull request. */
  readonly pullState?: string;
  readonly stateReason?: Maybe<string>;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly closedAt?: Maybe<string>;
  readonly repository: { readonly nameWithOwner: string };
  readonly author?: Maybe<ActorAnswer>;
  readonly labels?: Maybe<Page<{ readonly name: string }>>;
  readonly assignees?: Maybe<Page<{ readonly login: string }>>;
}

export interface CommitAnswer {
  readonly commit: {
    readonly oid: string;
    readonly authoredDate: string;
    readonly committedDate: string;
    readonly parents?: Maybe<Page<{ readonly oid: string }>>;
    readonly authors?: Maybe<Page<GitActorAnswer>>;
    readonly committer?: Maybe<GitActorAnswer>;
  };
}

export interface FileAnswer {
  readonly path: string;
  readonly changeType: string;
}

export interface ReviewAnswer {
  readonly id: string;
  readonly author?: Maybe<ActorAnswer>;
  readonly state: string;
  readonly commit?: Maybe<{ readonly oid: string }>;
  readonly submittedAt?: Maybe<string>;
  readonly body: string;
  readonly url: string;
}

export interface DismissalAnswer {
  readonly createdAt: string;
  readonly previousReviewState: string;
  readonly review?: Maybe<{ readonly id: string }>;
}

export interface CheckRunAnswer {
  readonly __typename: 'CheckRun';
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly conclusion?: Maybe<string>;
  readonly startedAt?: Maybe<string>;
  readonly completedAt?: Maybe<string>;
  readonly detailsUrl?: Maybe<string>;
  readonly checkSuite?: Maybe<{
    readonly app?: Maybe<{ readonly slug: string }>;
    readonly workflowRun?: Maybe<{ readonly event: string; readonly workflow: { readonly id: string } }>;
  }>;
}

export interface StatusAnswer {
  readonly __typename: 'StatusContext';
  readonly id: string;
  readonly context: string;
  readonly state: string;
  readonly createdAt: string;
  readonly targetUrl?: Maybe<string>;
}

export interface DeploymentAnswer {
  readonly id: string;
  readonly environment?: Maybe<string>;
  readonly commitOid: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly latestStatus?: Maybe<{
    readonly id: string;
    readonly state: string;
    readonly createdAt: string;
    readonly environmentUrl?: Maybe<string>;
  }>;
  readonly statuses?: Maybe<Page<{ readonly state: string; readonly createdAt: string }>>;
}

export type CheckAnswer = CheckRunAnswer | StatusAnswer;

export interface HeadAnswer {
  readonly commit: {
    readonly oid: string;
    readonly checks?: Maybe<{ readonly state?: string; readonly contexts?: Maybe<Page<CheckAnswer>> }>;
    readonly deployments?: Maybe<Page<DeploymentAnswer>>;
  };
}

export interface RequiredAnswer {
  readonly refUpdateRule?: Maybe<{ readonly requiredStatusCheckContexts?: Maybe<readonly Maybe<string>[]> }>;
  readonly rules?: Maybe<
    Page<{
      readonly parameters?: Maybe<{
        readonly __typename: string;
        readonly requiredStatusChecks?: readonly { readonly context: string }[];
      }>;
    }>
  >;
}

/** The lists of a pull request, which its further pages hold too. */
export interface ListsAnswer {
  readonly headRefOid: string;
  readonly commits?: Maybe<Page<CommitAnswer>>;
  readonly files?: Maybe<Page<FileAnswer>>;
  readonly reviews?: Maybe<Page<ReviewAnswer>>;
  readonly dismissals?: Maybe<Page<DismissalAnswer>>;
  readonly head?: Maybe<Page<HeadAnswer>>;
}

export interface PullAnswer extends ListsAnswer {
  readonly id: string;
  readonly number: number;
  readonly url: string;
  readonly title: string;
  readonly body: string;
  readonly author?: Maybe<ActorAnswer>;
  readonly isDraft: boolean;
  readonly state: string;
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly lastEditedAt?: Maybe<string>;
  readonly mergedAt?: Maybe<string>;
  readonly mergedBy?: Maybe<ActorAnswer>;
  readonly mergeCommit?: Maybe<{
    readonly oid: string;
    readonly parents?: Maybe<Page<{ readonly oid: string }>>;
  }>;
  readonly baseRefName: string;
  readonly baseRefOid: string;
  readonly headRefName: string;
  readonly changedFiles: number;
  readonly labels?: Maybe<Page<{ readonly name: string }>>;
  readonly required?: Maybe<RequiredAnswer>;
  readonly closing?: Maybe<Page<IssueAnswer>>;
}

export interface CandidateAnswer {
  readonly number: number;
  readonly url: string;
  readonly state: string;
  readonly baseRefName: string;
  readonly headRepositoryOwner?: Maybe<{ readonly login: string }>;
  readonly headRepository?: Maybe<{ readonly nameWithOwner: string }>;
}

export interface BlobAnswer {
  readonly oid?: string;
  readonly isTruncated?: boolean;
  readonly text?: Maybe<string>;
}

export interface RepositoryAnswer {
  readonly id: string;
  readonly url: string;
  readonly name: string;
  readonly owner: { readonly login: string };
  readonly isPrivate: boolean;
  readonly hasIssuesEnabled: boolean;
  readonly viewerPermission?: Maybe<string>;
  readonly defaultBranchRef?: Maybe<{
    readonly name: string;
    readonly target?: Maybe<{ readonly oid: string }>;
  }>;
  readonly procedure?: Maybe<BlobAnswer>;
  readonly procedureOnBase?: Maybe<BlobAnswer>;
  readonly baseBranch?: Maybe<{ readonly target?: Maybe<{ readonly oid: string }> }>;
  readonly ticket?: Maybe<IssueAnswer>;
  readonly people?: Maybe<{
    readonly pageInfo?: Maybe<{ readonly hasNextPage: boolean }>;
    readonly edges?: Maybe<
      readonly Maybe<{ readonly permission: string; readonly node: { readonly login: string } }>[]
    >;
  }>;
  readonly candidates?: Maybe<Page<CandidateAnswer>>;
  readonly pull?: Maybe<PullAnswer>;
  readonly newest?: Maybe<Page<PullAnswer>>;
}

export interface ChangeAnswer {
  readonly viewer?: Maybe<{ readonly login: string }>;
  readonly repository?: Maybe<RepositoryAnswer>;
}

/** What tells of an open pull request whether it changed. */
export type ListedPullAnswer = Pick<
  PullAnswer,
  | 'id'
  | 'title'
  | 'url'
  | 'number'
  | 'updatedAt'
  | 'headRefOid'
  | 'baseRefName'
  | 'state'
  | 'closing'
  | 'head'
>;

export interface ListedRepositoryAnswer extends RepositoryAnswer {
  readonly open?: Maybe<Page<ListedPullAnswer>>;
}

export type OpenListAnswer = { readonly viewer?: Maybe<{ readonly login: string }> } & Readonly<
  Record<`repository${number}`, Maybe<ListedRepositoryAnswer>>
>;

export type TicketsAnswer = { readonly viewer?: Maybe<{ readonly login: string }> } & Readonly<
  Record<
    `repository${number}`,
    Maybe<{ readonly nameWithOwner: string } & Readonly<Record<`ticket${number}`, Maybe<IssueAnswer>>>>
  >
>;

export interface RepositoriesAnswer {
  readonly repositoryOwner?: Maybe<{
    readonly repositories?: Maybe<
      Page<{
        readonly name: string;
        readonly isArchived: boolean;
        readonly pullRequests?: Maybe<{ readonly totalCount: number }>;
      }>
    >;
  }>;
}

export interface AuditedRepositoryAnswer {
  readonly viewer?: Maybe<{ readonly login: string }>;
  readonly repository?: Maybe<RepositoryAnswer & { readonly required?: Maybe<RequiredAnswer> }>;
}

export interface MergedChangesAnswer {
  readonly repository?: Maybe<
    Readonly<Record<`change${number}`, Maybe<PullAnswer>>> &
      Readonly<Record<`rules${number}`, Maybe<BlobAnswer>>>
  >;
}

export interface BroughtByAnswer {
  readonly repository?: Maybe<
    Readonly<
      Record<
        `commit${number}`,
        Maybe<{
          readonly brought?: Maybe<
            Page<{
              readonly number: number;
              readonly state: string;
              readonly baseRefName: string;
              readonly mergeCommit?: Maybe<{ readonly oid: string }>;
            }>
          >;
        }>
      >
    >
  >;
}

export interface AllRepositoriesAnswer {
  readonly repositoryOwner?: Maybe<{
    readonly repositories?: Maybe<
      Page<{ readonly name: string; readonly owner: { readonly login: string } }>
    >;
  }>;
}
