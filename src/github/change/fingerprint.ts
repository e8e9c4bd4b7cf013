import { createHash } from 'node:crypto';
import type { HeadAnswer, IssueAnswer, Maybe, Page, PullAnswer, RepositoryAnswer } from './answers.ts';

export type ProbedPull = Pick<
  PullAnswer,
  'number' | 'updatedAt' | 'headRefOid' | 'baseRefName' | 'state' | 'closing' | 'head'
>;

/**
 * Is another one whenever what a reading would bring may be another: a pull request's own time tells of its text,
 * labels, commits and reviews, but not of its checks, deployments and tickets.
 */
export function fingerprintOf(repository: RepositoryAnswer, pull: ProbedPull | undefined): string {
  const parts = [
    repository.defaultBranchRef?.name,
    repository.procedure?.oid,
    repository.procedureOnBase?.oid,
    ticketPart(repository.ticket),
    repository.candidates?.nodes?.map((candidate) => [candidate?.number, candidate?.state]),
    pull && pullPart(pull),
  ];
  return digestOf(parts);
}

/** The same of a pull request alone. */
export function fingerprintOfPull(pull: ProbedPull): string {
  return digestOf(pullPart(pull));
}

function pullPart(pull: ProbedPull): unknown {
  return [
    pull.number,
    pull.updatedAt,
    pull.headRefOid,
    pull.baseRefName,
    pull.state,
    pull.closing?.nodes?.map(ticketPart),
    headPart(pull.head),
  ];
}

function digestOf(parts: unknown): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

function ticketPart(ticket: Maybe<Partial<IssueAnswer>>): unknown {
  return [ticket?.id, ticket?.updatedAt];
}

function headPart(head: Maybe<Page<HeadAnswer>>): unknown {
  const { checks, deployments } = head?.nodes?.[0]?.commit ?? {};
  return [
    checks?.state,
    checks?.contexts?.totalCount,
    checks?.contexts?.nodes?.map((check) =>
      check?.__typename === 'CheckRun'
        ? [check.id, check.status, check.conclusion, check.completedAt]
        : [check?.id, check?.state, check?.createdAt],
    ),
    deployments?.totalCount,
    deployments?.nodes?.map((deployment) => [
      deployment?.id,
      deployment?.latestStatus?.id,
      deployment?.latestStatus?.state,
    ]),
  ];
}
