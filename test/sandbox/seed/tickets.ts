import { insertIssue, insertLabel, labelIds } from '../entities/issue.ts';
import { bot, people, type PersonRole } from '../people.ts';
import type { Entity, Repository } from '../store.ts';
import type { World } from '../world.ts';
import { daysAgo } from './history.ts';

interface Ticket {
  readonly by: PersonRole | 'bot';
  readonly daysAgo: number;
  readonly title: string;
  readonly body: string;
  readonly labels: readonly string[];
  readonly assignee?: PersonRole;
  readonly closed?: {
    readonly daysAgo: number;
    readonly by: PersonRole;
    readonly reason: 'completed' | 'not_planned';
  };
}

const labels = [
  { name: 'bug', color: 'd73a4a', description: 'Something does not work' },
  { name: 'enhancement', color: 'a2eeef', description: 'New feature or request' },
  { name: 'security', color: 'b60205', description: 'Touches security controls or sensitive data' },
  { name: 'dependencies', color: '0366d6', description: 'Updates a dependency' },
  { name: 'documentation', color: '0075ca', description: 'Improves the documentation' },
] as const;

/** The tickets before the merged pull request, number 6, and those after it. */
const earlier: readonly Ticket[] = [
  {
    by: 'qa',
    daysAgo: 45,
    title: 'A refund can leave a negative balance',
    body: 'Refunding 25.00 of a payment of 19.99 works, and the ledger then says -5.01.',
    labels: ['bug'],
    assignee: 'developer',
    closed: { daysAgo: 38, by: 'developer', reason: 'completed' },
  },
  {
    by: 'lead',
    daysAgo: 40,
    title: 'Support partial captures',
    body: 'The shop asked whether a payment could be captured in several parts.',
    labels: ['enhancement'],
    closed: { daysAgo: 33, by: 'lead', reason: 'not_planned' },
  },
  {
    by: 'security',
    daysAgo: 21,
    title: 'Refresh tokens can be used more than once',
    body: 'A stolen refresh token works next to the real one, and nobody notices.',
    labels: ['bug', 'security'],
    assignee: 'developer',
    closed: { daysAgo: 10, by: 'lead', reason: 'completed' },
  },
  {
    by: 'security',
    daysAgo: 18,
    title: 'Limit the rate of refunds per caller',
    body: '**What**: at most 10 refunds a minute for one caller.\n\n**Why**: a leaked token must not empty an account.',
    labels: ['enhancement', 'security'],
  },
  {
    by: 'bot',
    daysAgo: 15,
    title: 'Update @types/node to 22.18',
    body: 'Release notes: types for `node:sqlite` and `node:test`.',
    labels: ['dependencies'],
  },
];

const later: readonly Ticket[] = [
  {
    by: 'lead',
    daysAgo: 8,
    title: 'Export the ledger for the month-end close',
    body: 'Finance copies the balances by hand. A CSV of all entries of a month would do.',
    labels: ['enhancement'],
    assignee: 'developer',
  },
  {
    by: 'qa',
    daysAgo: 5,
    title: 'The health check answers before the service is ready',
    body: 'On staging the first requests after a deployment fail with 500, although `/health` says ok.',
    labels: ['bug'],
  },
  {
    by: 'security',
    daysAgo: 2,
    title: 'Runbook: what to do when the signing key leaks',
    body: 'The runbook tells how to rotate the key in peace, but not in a hurry.',
    labels: ['documentation', 'security'],
  },
];

export function seedLabels(world: World, repository: Repository): void {
  for (const label of labels) {
    insertLabel(world, repository, label);
  }
}

export function seedEarlierTickets(world: World, repository: Repository): void {
  earlier.forEach((ticket) => {
    seedTicket(world, repository, ticket);
  });
}

export function seedLaterTickets(world: World, repository: Repository): void {
  later.forEach((ticket) => {
    seedTicket(world, repository, ticket);
  });
}

function seedTicket(world: World, repository: Repository, ticket: Ticket): void {
  const { title, body, closed } = ticket;
  const issue = insertIssue(world, repository, {
    title,
    body,
    user_id: userId(world, ticket.by),
    assignee_ids: ticket.assignee ? [userId(world, ticket.assignee)] : [],
    label_ids: labelIds(world, repository, ticket.labels),
  });
  if (closed) {
    issue.state = 'closed';
    issue.state_reason = closed.reason;
    issue.closed_at = new Date(daysAgo(closed.daysAgo)).toISOString();
    issue.closed_by_id = userId(world, closed.by);
  }
  backdate(issue, ticket.daysAgo, closed?.daysAgo ?? ticket.daysAgo);
}

export function userId(world: World, who: PersonRole | 'bot'): number {
  const { login } = who === 'bot' ? bot : people[who];
  const user = world.github.users.findOneBy('login', login);
  if (!user) {
    throw new Error(`${login} was not seeded`);
  }
  return user.id;
}

/** The emulator writes today's date into every row; rows of the past are changed in place. */
export function backdate(row: Entity, created: number, updated = created): void {
  row.created_at = new Date(daysAgo(created)).toISOString();
  row.updated_at = new Date(daysAgo(updated)).toISOString();
}
