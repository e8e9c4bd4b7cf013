export interface HostedRepository {
  readonly id: string;
  readonly url: string;
  readonly owner: string;
  readonly name: string;
  readonly defaultBranch: string;
  readonly hasIssues: boolean;
  readonly canPush: boolean;
}
