import type { HostedChange } from '../../change/hostedChange.ts';
import type { Check, Fact, Person } from '../../procedure/changeRecord.ts';
import type { CandidateAnswer, PullAnswer, RepositoryAnswer } from './answers.ts';
import { checksFrom } from './checks.ts';
import { commitsFrom } from './commits.ts';
import { deploymentsFrom } from './deployments.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Lists } from './lists.ts';
import { procedureFilesOf } from './procedureFiles.ts';
import { pullRequestFrom, type BodyAt } from './pullRequest.ts';
import type { ReadPull } from './readPull.ts';
import { reviewsFrom } from './reviews.ts';
import { entriesOf, Unread, type Spoilt } from './spoilt.ts';
import { ticketFrom } from './tickets.ts';

/** All that was read of a change, as the host answered it. */
export interface Answers {
  readonly repository: RepositoryAnswer;
  readonly viewer: string | undefined;
  readonly askedTicket: string | undefined;
  readonly read: ReadPull | undefined;
  readonly otherOpen: readonly CandidateAnswer[];
  readonly body: BodyAt | undefined;
  readonly people: (logins: readonly string[]) => Promise<Record<string, Person>>;
  readonly checksAtMerge: (checks: readonly Check[], mergedAt: string) => Promise<readonly Check[]>;
  readonly baseBranch: string | undefined;
  readonly spoilt: Spoilt;
  readonly at: Date | undefined;
}

/** Turns the answers into facts; what is not whole becomes unknown. */
export async function assemble(answers: Answers): Promise<HostedChange> {
  const { repository, read, body, spoilt, viewer } = answers;
  const { pull, lists, files = [] } = read ?? {};
  const home = `${repository.owner.login}/${repository.name}`;
  const hosted = spoilt.fact(
    'pullRequest',
    () => pull && body && { pullRequest: pullRequestFrom(pull, body), baseSha: baseShaOf(pull) },
    undefined,
  );
  const pullRequest = hosted?.pullRequest;
  const ofLists = <T>(fact: Fact, from: (whole: Lists) => readonly T[]): readonly T[] =>
    spoilt.fact(fact, () => (lists ? from(lists) : []), []);
  const ticket = spoilt.fact(
    'ticket',
    () => (repository.ticket ? ticketFrom(repository.ticket, home, viewer) : undefined),
    undefined,
  );
  const closing = spoilt.fact(
    'ticket',
    () => (pull ? entriesOf(pull.closing).map((issue) => ticketFrom(issue, home, viewer)) : []),
    [],
  );
  const commits = ofLists('commits', (whole) => commitsFrom(whole.commits));
  const reviews = ofLists('reviews', (whole) => reviewsFrom(whole.reviews, whole.dismissals));
  const latestChecks = ofLists('checks', (whole) => checksFrom(whole.checks, requiredOf(read?.required)));
  const deployments = ofLists('deployments', (whole) => deploymentsFrom(whole.deployments));
  const logins = [
    ...(pullRequest ? [pullRequest.author, pullRequest.mergedBy ?? []].flat() : []),
    ...commits.flatMap(({ authors, committer }) => [...authors, committer]).filter((login) => login !== null),
    ...reviews.map(({ author }) => author),
  ];
  const people = await answers.people(logins);
  const checks =
    pullRequest?.mergedAt !== undefined
      ? await answers.checksAtMerge(latestChecks, pullRequest.mergedAt)
      : latestChecks;
  if (!pullRequest && spoilt.unknown.some(({ fact }) => fact === 'pullRequest')) {
    for (const fact of ['commits', 'files', 'reviews', 'checks', 'deployments'] as const) {
      spoilt.unread(fact, 'The pull request could not be read, so neither could this.');
    }
  }
  return {
    repository: {
      id: repository.id,
      url: repository.url,
      owner: repository.owner.login,
      name: repository.name,
      defaultBranch: repository.defaultBranchRef?.name ?? '',
      hasIssues: repository.hasIssuesEnabled,
      canPush: ['ADMIN', 'MAINTAIN', 'WRITE'].includes(repository.viewerPermission ?? ''),
    },
    viewer,
    procedureFiles: procedureFilesOf(repository, answers.baseBranch, spoilt),
    pullRequest: hosted,
    otherPullRequests: answers.otherOpen.map(({ number, url, baseRefName }) => ({
      number,
      url,
      baseRef: baseRefName,
    })),
    askedTicket: answers.askedTicket,
    ticket,
    closing,
    commits,
    files,
    reviews,
    checks,
    deployments,
    people,
    unknown: spoilt.unknown,
    fingerprint: fingerprintOf(repository, pull),
    at: answers.at,
  };
}

function requiredOf(required: readonly string[] | undefined): readonly string[] {
  if (!required) {
    throw new Unread('Which checks are required before a merge could not be read.');
  }
  return required;
}

/** For a merged pull request the commit that it was merged onto: the base branch itself holds the change by now. */
function baseShaOf({ baseRefOid, mergedAt, mergeCommit }: PullAnswer): string {
  const onto = mergedAt == null ? undefined : mergeCommit?.parents?.nodes?.[0]?.oid;
  return onto ?? baseRefOid;
}
