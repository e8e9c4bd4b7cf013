import fc from 'fast-check';
import { facts, type ChangeRecord } from '../../../src/procedure/changeRecord.ts';
import type { Procedure } from '../../../src/procedure/procedure.ts';
import { at, body, commit, first, head, procedureWith, recordWith, type RecordDraft } from './records.ts';

/** Small changes of all kinds, in which the same few people meet in every role. */

export const logins = ['ann', 'bob', 'cyd', 'dan', 'eve', 'fay'];
const someone = fc.constantFrom(...logins);
const someLogins = fc.uniqueArray(someone, { maxLength: 4 });
const team = fc.oneof(
  { weight: 5, arbitrary: someLogins },
  { weight: 1, arbitrary: fc.constant({ unknown: 'no access' }) },
);
const minute = fc.integer({ min: 0, max: 59 });
const sha = fc.oneof(
  { weight: 6, arbitrary: fc.constant(head) },
  { weight: 1, arbitrary: fc.constantFrom(first, null) },
);
const rarely = <T>(value: T, otherwise: T): fc.Arbitrary<T> =>
  fc.oneof({ weight: 1, arbitrary: fc.constant(value) }, { weight: 7, arbitrary: fc.constant(otherwise) });

const time = (atMinute: number): string => at(`12:${String(atMinute).padStart(2, '0')}:00`);

/** Reviews at different times, so that none depends on the order of the list. */
const reviews = fc.uniqueArray(minute, { maxLength: 8 }).chain((minutes) =>
  fc.tuple(
    ...minutes.map((atMinute, index) =>
      fc.record({
        id: fc.constant(`review-${index}`),
        author: someone,
        state: fc.constantFrom(
          'APPROVED',
          'APPROVED',
          'APPROVED',
          'APPROVED',
          'CHANGES_REQUESTED',
          'COMMENTED',
          'DISMISSED',
        ),
        commitSha: sha,
        submittedAt: fc.constant(time(atMinute)),
      }),
    ),
  ),
);

const person = fc.record({
  kind: rarely<'bot' | 'user'>('bot', 'user'),
  permission: fc.constantFrom('admin', 'write', 'write', 'read', 'none', 'unknown'),
});

const settings = fc.record({
  stale: fc.constantFrom('dismiss', 'keep-if-unchanged'),
  distinctPeople: fc.boolean(),
  contributors: fc.constantFrom('exclude', 'allow'),
  unknownAuthors: fc.constantFrom('block', 'allow'),
  finalApproval: fc.constantFrom('last', 'any-order'),
});

export const anyProcedure: fc.Arbitrary<Procedure> = fc
  .record({
    approvals: settings,
    needs: fc.tuple(...[1, 1, 1, 1].map((least) => fc.integer({ min: least, max: 2 }))),
    users: fc.tuple(someLogins, someLogins, someLogins, someLogins),
    deployment: fc.constantFrom('required', 'optional'),
    checks: fc.constantFrom('all', 'none', ['build']),
    before: fc.constantFrom('pull-request', 'first-commit'),
  })
  .map(({ approvals, needs, users, deployment, checks, before }) =>
    procedureWith((procedure) => {
      Object.assign(procedure, { approvals, checks });
      procedure.ticket.before = before;
      procedure.qa.deployment = deployment;
      Object.values(procedure.roles).forEach((role, index) => {
        role.approvals = needs[index] ?? 1;
        role.users = index === 0 ? [] : (users[index] ?? []);
      });
    }),
  );

const parts = fc.record({
  people: fc.tuple(...logins.map(() => person)),
  unlisted: rarely<string | undefined>('eve', undefined),
  teams: fc.tuple(team, team, team),
  reviews,
  author: someone,
  commitAuthor: fc.oneof(someone, fc.constant('dev-1'), rarely<string | null>(null, 'dev-1')),
  files: fc.constantFrom([], ['src/auth/x.ts'], ['src/x.ts']),
  labels: fc.constantFrom([], [], ['security']),
  body: fc.constantFrom(
    body,
    body,
    body,
    '',
    body.replace('[x]', '[ ]'),
    body.replace('or logs', 'or logs N/A: docs only'),
  ),
  state: fc.constantFrom('open', 'open', 'open', 'closed', 'merged', 'merged'),
  mergedAt: fc.oneof(
    { weight: 5, arbitrary: minute.map(time) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  noPullRequest: rarely(true, false),
  checks: fc.constantFrom('success', 'success', 'success', 'failure', 'pending', 'skipped'),
  deployedAt: fc.oneof(
    { weight: 5, arbitrary: fc.integer({ min: 0, max: 20 }) },
    { weight: 1, arbitrary: fc.constant(undefined) },
  ),
  deployedSha: fc.constantFrom(head, head, first),
  samePatch: fc.boolean(),
  ticket: fc.constantFrom('open', 'open', 'closed', 'none'),
  unknown: fc.uniqueArray(fc.constantFrom(...facts), { maxLength: 1 }),
});

export const anyRecord: fc.Arbitrary<ChangeRecord> = parts.map((part) =>
  recordWith((record) => {
    record.people = Object.fromEntries(
      logins.map((login, index) => [login, part.people[index]]),
    ) as RecordDraft['people'];
    if (part.unlisted !== undefined) {
      Reflect.deleteProperty(record.people, part.unlisted);
    }
    record.teams = Object.fromEntries(
      ['acme/security', 'acme/qa', 'acme/leads'].map((name, index) => [name, part.teams[index]]),
    ) as RecordDraft['teams'];
    record.reviews = part.reviews;
    record.commits[0] = commit(first, { authors: [part.commitAuthor] });
    record.files = part.files.map((path) => ({ path, status: 'modified' }));
    Object.assign(record.pullRequest, {
      author: part.author,
      labels: part.labels,
      body: part.body,
      state: part.state,
    });
    if (part.state === 'merged' && part.mergedAt !== undefined) {
      record.pullRequest.mergedAt = part.mergedAt;
    }
    record.checks = [{ name: 'build', result: part.checks }];
    record.deployments =
      part.deployedAt === undefined
        ? []
        : [
            {
              environment: 'staging',
              sha: part.deployedSha,
              state: 'success',
              updatedAt: time(part.deployedAt),
            },
          ];
    if (part.samePatch) {
      record.patchIds[first] = record.patchIds[head] ?? '';
    }
    if (part.ticket === 'none') {
      record.ticket = null;
    } else if (record.ticket !== null) {
      record.ticket.state = part.ticket;
    }
    record.unknown = part.unknown.map((fact) => ({ fact, reason: 'no access' }));
    if (part.noPullRequest) {
      Object.assign(record, { pullRequest: null });
    }
  }),
);
