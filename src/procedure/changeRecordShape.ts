import { facts, type ChangeRecord } from './changeRecord.ts';
import type {
  ChangedFile,
  Check,
  Commit,
  Deployment,
  Person,
  PullRequest,
  Review,
  Ticket,
} from './changeRecord.ts';
import {
  choice,
  dictionary,
  either,
  fields,
  flag,
  list,
  nothing,
  optional,
  required,
  text,
  wholeNumber,
} from './shape.ts';
import { time } from './time.ts';

const ticket = fields<Ticket>({
  tracker: required(text),
  key: required(text),
  url: required(text),
  title: required(text),
  state: required(choice('open', 'closed')),
  createdAt: required(time),
  createdBy: required(text),
  closedAt: optional(time),
  isPullRequest: optional(flag),
  notPlanned: optional(flag),
  linkedBy: required(list(choice('closing-keyword', 'branch-name', 'title', 'body'))),
});

const pullRequest = fields<PullRequest>({
  number: required(wholeNumber(1)),
  url: required(text),
  title: required(text),
  body: required(text),
  author: required(text),
  isDraft: required(flag),
  state: required(choice('open', 'closed', 'merged')),
  createdAt: required(time),
  baseRef: required(text),
  headRef: required(text),
  bodyEditedAt: optional(time),
  headSha: required(text),
  labels: required(list(text)),
  mergedAt: optional(time),
  mergedBy: optional(text),
  mergeCommitSha: optional(text),
});

const commit = fields<Commit>({
  sha: required(text),
  parents: required(list(text)),
  authors: required(list(either(text, nothing))),
  committer: required(either(text, nothing)),
  authoredAt: required(time),
  committedAt: required(time),
  cleanMerge: optional(flag),
});

const changedFile = fields<ChangedFile>({
  path: required(text),
  previousPath: optional(text),
  status: required(choice('added', 'modified', 'removed', 'renamed')),
});

const review = fields<Review>({
  id: required(text),
  author: required(text),
  state: required(choice('APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED')),
  commitSha: required(either(text, nothing)),
  submittedAt: required(time),
  body: optional(text),
  url: optional(text),
  dismissed: optional(
    fields<NonNullable<Review['dismissed']>>({
      at: required(time),
      previousState: required(choice('APPROVED', 'CHANGES_REQUESTED')),
    }),
  ),
});

const check = fields<Check>({
  name: required(text),
  result: required(choice('success', 'failure', 'pending', 'skipped', 'neutral')),
  completedAt: optional(time),
  url: optional(text),
});

const deployment = fields<Deployment>({
  environment: required(text),
  sha: required(text),
  state: required(choice('success', 'failure', 'pending', 'inactive')),
  updatedAt: required(time),
  succeededAt: optional(time),
  url: optional(text),
});

const person = fields<Person>({
  kind: required(choice('user', 'bot')),
  permission: required(choice('admin', 'maintain', 'write', 'triage', 'read', 'none', 'unknown')),
});

/** `change-record/1`, key by key. */
export const changeRecordShape = fields<ChangeRecord>({
  schema: required(choice('change-record/1')),
  capturedAt: required(time),
  repository: required(
    fields<ChangeRecord['repository']>({
      host: required(text),
      owner: required(text),
      name: required(text),
      defaultBranch: required(text),
    }),
  ),
  branch: required(fields<ChangeRecord['branch']>({ name: required(text), headSha: required(text) })),
  ticket: required(either(ticket, nothing)),
  pullRequest: required(either(pullRequest, nothing)),
  commits: required(list(commit)),
  files: required(list(changedFile)),
  reviews: required(list(review)),
  checks: required(list(check)),
  deployments: required(list(deployment)),
  patchIds: required(dictionary(text)),
  people: required(dictionary(person)),
  teams: required(
    dictionary(either(list(text), fields<{ readonly unknown: string }>({ unknown: required(text) }))),
  ),
  unknown: required(
    list(
      fields<ChangeRecord['unknown'][number]>({ fact: required(choice(...facts)), reason: required(text) }),
    ),
  ),
});
