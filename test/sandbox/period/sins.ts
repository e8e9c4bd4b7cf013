/** What is planted among changes that followed the procedure; each is something that an audit must find. */
export const sinKinds = [
  /** A commit on the base branch that no pull request brought. */
  'direct-push',
  /** Merged by its author while the final approval was missing. */
  'early-merge',
  /** The only final approval is by someone who made the change. */
  'self-approval',
  /** A commit came after all approvals. */
  'stale-approval',
  'missing-ticket',
  /** One lead is the only one to approve: as the peer, and as the lead. */
  'same-person-twice',
  'final-after-merge',
  /** The lead approved before QA signed off. */
  'final-out-of-order',
  /** Merged into another branch, with which the base branch was then moved. */
  'other-branch',
  /** Merged by an administrator with a failing check and without any approval. */
  'admin-bypass',
  /** A section of the description was empty at the merge, and was filled in later. */
  'edited-after-merge',
] as const;

export type SinKind = (typeof sinKinds)[number];
