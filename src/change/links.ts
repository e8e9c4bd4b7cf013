import type { ChangeRecord, Deployment } from '../procedure/changeRecord.ts';
import type { Approval, Finding } from '../procedure/report.ts';

/** An address from outside, and where it may lead: to the host of the repository only, or anywhere on the web. */
export interface Link {
  readonly url: string;
  readonly where: 'host' | 'web';
}

/** The address to open, or undefined when it is not what it should be: other schemes could start programs. */
export function addressOf({ url, where }: Link, authority: string): string | undefined {
  const parsed = URL.canParse(url) ? new URL(url) : undefined;
  const isWeb = parsed?.protocol === 'https:' || parsed?.protocol === 'http:';
  const isAllowed = isWeb && (where === 'web' || parsed.host === authority.toLowerCase());
  return isAllowed ? parsed.href : undefined;
}

export function ticketLink({ ticket }: ChangeRecord): Link | undefined {
  return linkTo(ticket?.url, ticket?.tracker === 'github' ? 'host' : 'web');
}

export function pullRequestLink({ pullRequest }: ChangeRecord): Link | undefined {
  return linkTo(pullRequest?.url, 'host');
}

export function reviewLink({ reviews }: ChangeRecord, id: Approval['review']): Link | undefined {
  return linkTo(reviews.find((review) => review.id === id)?.url, 'host');
}

/** Of a check or deployment: what tests and deploys may be anyone's. */
export function outsideLink(url: string | undefined): Link | undefined {
  return linkTo(url, 'web');
}

/** The deployment of the newest commit to an environment, else the newest one there. */
export function deploymentTo(environment: string, record: ChangeRecord): Deployment | undefined {
  const there = record.deployments.filter((deployment) => deployment.environment === environment);
  const head = record.pullRequest?.headSha ?? record.branch.headSha;
  const newest = (deployments: readonly Deployment[]) =>
    [...deployments].sort((a, b) => Date.parse(b.updatedAt) - Date.parse(a.updatedAt))[0];
  return newest(there.filter(({ sha }) => sha === head)) ?? newest(there);
}

/** The page of the host that a sentence ends with: where the person does what the host asks first. */
export function linkInWords(words: string): Link | undefined {
  return linkTo(/ (https?:\/\/\S+)$/.exec(words)?.[1], 'host');
}

/** Where a person can do something about a finding. */
export function findingLink({ code, data }: Finding, record: ChangeRecord): Link | undefined {
  if ('review' in data) {
    return reviewLink(record, data.review);
  }
  if ('check' in data) {
    return outsideLink(record.checks.find(({ name }) => name === data.check)?.url) ?? pullRequestLink(record);
  }
  if ('environment' in data) {
    return outsideLink(deploymentTo(data.environment, record)?.url) ?? pullRequestLink(record);
  }
  if ('reason' in data) {
    return linkInWords(data.reason) ?? pullRequestLink(record);
  }
  return code.startsWith('ticket.') ? ticketLink(record) : pullRequestLink(record);
}

function linkTo(url: string | undefined, where: Link['where']): Link | undefined {
  return url === undefined ? undefined : { url, where };
}
