import assert from 'node:assert/strict';
import type { StepNumber } from '../../../src/procedure/report.ts';
import { same } from './cases.ts';
import {
  approvalsOf,
  at,
  commit,
  first,
  head,
  judge,
  mergedRecordWith,
  procedureWith,
  recordWith,
  review,
  type ProcedureDraft,
  type RecordDraft,
} from './records.ts';

type Change = (record: RecordDraft) => void;
type Rules = (procedure: ProcedureDraft) => void;
/** What differs from the compliant change, and what a step then lists. */
type Row = readonly [
  name: string,
  step: StepNumber,
  approvals: readonly string[],
  record: Change,
  procedure?: Rules,
];

const reviews =
  (...list: RecordDraft['reviews']): Change =>
  (record) => {
    record.reviews = list;
  };
const contributing =
  (fields: Parameters<typeof commit>[1]): Change =>
  (record) => {
    record.commits[0] = commit(first, fields);
  };
const keep: Rules = (procedure) => {
  procedure.approvals.stale = 'keep-if-unchanged';
};
const allow: Rules = (procedure) => {
  procedure.approvals.contributors = 'allow';
};
const optional: Rules = (procedure) => {
  procedure.qa.deployment = 'optional';
};
const teamUnread =
  (...teams: string[]): Change =>
  (record) => {
    for (const team of teams) {
      record.teams[team] = { unknown: 'no access' };
    }
  };
const all =
  (...changes: Change[]): Change =>
  (record) => {
    changes.forEach((change) => {
      change(record);
    });
  };
const deployment =
  (fields: Partial<RecordDraft['deployments'][number]>): Change =>
  (record) => {
    Object.assign(record.deployments[0] ?? {}, fields);
  };
const oneForTwo: Change = (record) => {
  record.people['lead-1'] = { kind: 'user', permission: 'admin' };
  record.reviews = [review('qa-1', '13:00:00'), review('lead-1', '14:00:00')];
};
const notDistinct: Rules = (procedure) => {
  procedure.approvals.distinctPeople = false;
};
const updateFromBase = {
  parents: ['parent', 'base'],
  authors: ['peer-1'],
  committer: 'peer-1',
  cleanMerge: true,
};

function table(rows: readonly Row[], base = recordWith): void {
  for (const [name, step, approvals, record, procedure] of rows) {
    it(name, () => {
      assert.deepEqual(approvalsOf(judge(base(record), procedureWith(procedure)), step), approvals);
    });
  }
}

describe('which approvals count', () => {
  table([
    ['of a peer', 3, ['peer-1: counts'], same],
    ['of QA', 5, ['qa-1: counts'], same],
    ['of a lead', 6, ['lead-1: counts'], same],
    ['a bot', 3, ['robot[bot]: approval.bot'], reviews(review('robot[bot]', '11:00:00'))],
    ['the author', 3, ['dev-1: approval.author'], reviews(review('dev-1', '11:00:00'))],
    ['the author in other letters', 3, ['Dev-1: approval.author'], reviews(review('Dev-1', '11:00:00'))],
    [
      'the author, contributors allowed',
      3,
      ['dev-1: approval.author'],
      reviews(review('dev-1', '11:00:00')),
      allow,
    ],
    ['an author of a commit', 3, ['peer-1: approval.contributor'], contributing({ authors: ['peer-1'] })],
    [
      'a co-author in other letters',
      3,
      ['peer-1: approval.contributor'],
      contributing({ authors: ['dev-1', 'Peer-1'] }),
    ],
    ['a committer', 3, ['peer-1: approval.contributor'], contributing({ committer: 'peer-1' })],
    [
      'a contributor, contributors allowed',
      3,
      ['peer-1: counts'],
      contributing({ authors: ['peer-1'] }),
      allow,
    ],
    ['who updated from the base', 3, ['peer-1: counts'], contributing(updateFromBase)],
    [
      'who updated from the base by hand',
      3,
      ['peer-1: approval.contributor'],
      contributing({ ...updateFromBase, cleanMerge: false }),
    ],
    [
      'who updated, not told how',
      3,
      ['peer-1: approval.contributor'],
      contributing({ parents: ['parent', 'base'], authors: ['peer-1'] }),
    ],
    [
      'who merged a commit of the change',
      3,
      ['peer-1: approval.contributor'],
      contributing({ ...updateFromBase, parents: ['parent', head] }),
    ],
    [
      'a clean merge of one parent',
      3,
      ['peer-1: approval.contributor'],
      contributing({ ...updateFromBase, parents: ['parent'] }),
    ],
    [
      'web-flow as committer',
      3,
      ['Web-Flow: counts'],
      all(contributing({ committer: 'web-flow' }), reviews(review('Web-Flow', '11:00:00')), (record) => {
        record.people['web-flow'] = { kind: 'user', permission: 'write' };
      }),
    ],
    [
      'web-flow as author',
      3,
      ['web-flow: approval.contributor'],
      all(contributing({ authors: ['web-flow'] }), reviews(review('web-flow', '11:00:00')), (record) => {
        record.people['web-flow'] = { kind: 'user', permission: 'write' };
      }),
    ],
    [
      'no commit',
      3,
      ['peer-1: approval.no-commit'],
      reviews(review('peer-1', '11:00:00', { commitSha: null })),
    ],
    [
      'another commit',
      3,
      ['peer-1: approval.stale'],
      reviews(review('peer-1', '11:00:00', { commitSha: first })),
    ],
    [
      'another commit of another change',
      3,
      ['peer-1: approval.stale'],
      reviews(review('peer-1', '11:00:00', { commitSha: first })),
      keep,
    ],
    [
      'another commit of the same change',
      3,
      ['peer-1: counts'],
      all(reviews(review('peer-1', '11:00:00', { commitSha: first })), (record) => {
        record.patchIds[first] = 'digest-of-head';
      }),
      keep,
    ],
    [
      'another commit of the same change, but stale is dismissed',
      3,
      ['peer-1: approval.stale'],
      all(reviews(review('peer-1', '11:00:00', { commitSha: first })), (record) => {
        record.patchIds[first] = 'digest-of-head';
      }),
    ],
    [
      'another commit, no patch ids',
      3,
      ['peer-1: approval.stale'],
      all(reviews(review('peer-1', '11:00:00', { commitSha: first })), (record) => {
        record.patchIds = {};
      }),
      keep,
    ],
    [
      'a commit by the name of an object’s own',
      3,
      ['peer-1: approval.stale'],
      all(reviews(review('peer-1', '11:00:00', { commitSha: 'constructor' })), (record) => {
        record.patchIds = { [head]: 'x' };
      }),
      keep,
    ],
    [
      'the head without a patch id',
      3,
      ['peer-1: counts'],
      (record) => {
        record.patchIds = {};
      },
      keep,
    ],
    [
      'a sign-off before the deployment',
      5,
      ['qa-1: signoff.before-deployment'],
      reviews(review('qa-1', '11:59:59')),
    ],
    [
      'a sign-off before the deployment by someone who is a peer as well',
      3,
      ['qa-1: counts'],
      all(reviews(review('qa-1', '11:59:59')), (record) => {
        record.people['qa-1'] = { kind: 'user', permission: 'write' };
      }),
    ],
    ['a sign-off as it was deployed', 5, ['qa-1: counts'], reviews(review('qa-1', '12:00:00'))],
    [
      'a sign-off before the deployment, which is optional',
      5,
      ['qa-1: counts'],
      reviews(review('qa-1', '11:59:59')),
      optional,
    ],
    [
      'a sign-off without a deployment',
      5,
      ['qa-1: counts'],
      all(reviews(review('qa-1', '11:00:00')), (record) => {
        record.deployments = [];
      }),
    ],
    [
      'a sign-off before a deployment elsewhere',
      5,
      ['qa-1: counts'],
      all(reviews(review('qa-1', '11:00:00')), deployment({ environment: 'Staging' })),
    ],
    [
      'a sign-off before a deployment of another commit',
      5,
      ['qa-1: counts'],
      all(reviews(review('qa-1', '11:00:00')), deployment({ sha: first })),
    ],
    [
      'a sign-off before a deployment of the same change',
      5,
      ['qa-1: signoff.before-deployment'],
      all(reviews(review('qa-1', '11:00:00')), deployment({ sha: first }), (record) => {
        record.patchIds[first] = 'digest-of-head';
      }),
    ],
    [
      'a sign-off between two deployments',
      5,
      ['qa-1: counts'],
      (record) => {
        record.deployments.push({
          environment: 'staging',
          sha: head,
          state: 'success',
          updatedAt: at('14:30:00'),
        });
      },
    ],
    [
      'a sign-off before one that is inactive now',
      5,
      ['qa-1: signoff.before-deployment'],
      all(reviews(review('qa-1', '11:00:00')), deployment({ state: 'inactive', updatedAt: at('15:00:00') })),
    ],
    [
      'a sign-off after the success, before its update',
      5,
      ['qa-1: counts'],
      deployment({ updatedAt: at('14:00:00') }),
    ],
    [
      'a sign-off before an update that tells of a success',
      5,
      ['qa-1: signoff.before-deployment'],
      (record) => {
        record.deployments = [
          { environment: 'staging', sha: head, state: 'success', updatedAt: at('14:00:00') },
        ];
      },
    ],
    [
      'a sign-off, the deployments unread',
      5,
      ['qa-1: counts'],
      all(reviews(review('qa-1', '11:00:00')), (record) => {
        record.unknown = [{ fact: 'deployments', reason: 'no access' }];
      }),
    ],
    ['a peer before the deployment', 3, ['peer-1: counts'], same],
    [
      'someone of a team that could not be read',
      5,
      ['peer-1: approval.role-unknown', 'qa-1: approval.role-unknown', 'lead-1: approval.role-unknown'],
      all(teamUnread('acme/qa'), (record) => {
        record.deployments = [];
      }),
      optional,
    ],
    [
      'someone whose permission is not known',
      3,
      ['qa-1: approval.role-unknown'],
      all(reviews(review('qa-1', '13:00:00')), (record) => {
        record.people = {};
        record.teams['acme/qa'] = [];
      }),
    ],
    [
      'someone whose permission is not known, but whose team is',
      3,
      ['qa-1: approval.role-unknown'],
      all(reviews(review('qa-1', '13:00:00')), (record) => {
        record.people = {};
      }),
    ],
    ['someone in no role', 3, ['reader-1: approval.not-in-role'], reviews(review('reader-1', '11:00:00'))],
    [
      'someone in no role that was read',
      3,
      ['reader-1: approval.not-in-role'],
      all(teamUnread('acme/qa'), reviews(review('reader-1', '13:00:00'))),
    ],
    [
      'a bot in no role',
      3,
      ['robot: approval.bot'],
      all(reviews(review('robot', '11:00:00')), (record) => {
        record.people['robot'] = { kind: 'bot', permission: 'none' };
      }),
    ],
    [
      'an author in no role',
      3,
      ['reader-1: approval.author'],
      all(reviews(review('reader-1', '11:00:00')), (record) => {
        record.pullRequest.author = 'reader-1';
      }),
    ],
    ['a role held elsewhere only', 3, ['peer-1: counts'], same],
    ['one person in two roles fills the earlier step', 3, ['lead-1: counts'], oneForTwo],
    ['one person in two roles fills no other', 6, ['lead-1: approval.other-role'], oneForTwo],
    ['one person in two roles, where that is allowed', 6, ['lead-1: counts'], oneForTwo, notDistinct],
    [
      'where there are people enough each fills one',
      6,
      ['lead-1: counts'],
      all(oneForTwo, (record) => {
        record.reviews.push(review('peer-1', '12:30:00'));
      }),
    ],
    [
      'who is too early for the final approval still counts as a peer',
      3,
      ['lead-1: counts', 'peer-1: counts'],
      all(oneForTwo, (record) => {
        record.reviews = [
          review('lead-1', '11:00:00'),
          review('peer-1', '11:30:00'),
          review('qa-1', '13:00:00'),
        ];
      }),
    ],
    [
      'more than the role needs',
      3,
      ['peer-1: counts', 'peer-2: counts'],
      (record) => {
        record.reviews.push(review('peer-2', '13:30:00'));
        record.people['peer-2'] = { kind: 'user', permission: 'maintain' };
      },
    ],
    [
      'a final approval that is too early',
      6,
      ['lead-1: approval.out-of-order'],
      reviews(review('peer-1', '11:00:00'), review('qa-1', '13:00:00'), review('lead-1', '12:30:00')),
    ],
    [
      'a final approval as early as the last of the others',
      6,
      ['lead-1: counts'],
      reviews(review('peer-1', '11:00:00'), review('qa-1', '13:00:00'), review('lead-1', '13:00:00')),
    ],
    [
      'a final approval that is too early, in any order',
      6,
      ['lead-1: counts'],
      reviews(review('peer-1', '11:00:00'), review('qa-1', '13:00:00'), review('lead-1', '12:30:00')),
      (procedure) => {
        procedure.approvals.finalApproval = 'any-order';
      },
    ],
    [
      'a final approval that is early while a place is open',
      6,
      ['lead-1: counts'],
      reviews(review('peer-1', '11:00:00'), review('lead-1', '10:30:00')),
    ],
    [
      'a later final approval takes the place of one too early',
      6,
      ['lead-1: approval.out-of-order', 'lead-2: counts'],
      all(
        reviews(
          review('peer-1', '11:00:00'),
          review('qa-1', '13:00:00'),
          review('lead-1', '12:30:00'),
          review('lead-2', '13:30:00'),
        ),
        (record) => {
          record.teams['acme/leads'] = ['lead-1', 'lead-2'];
        },
      ),
    ],
  ]);
});

describe('the reason that is given is the first that holds', () => {
  const everything: Change = (record) => {
    // A bot that is the author, worked on the change, and approved a commit of its own choosing after the merge.
    record.pullRequest.author = 'peer-1';
    record.people['peer-1'] = { kind: 'bot', permission: 'write' };
    record.commits[0] = commit(first, { authors: ['peer-1'] });
    record.reviews = [review('peer-1', '16:30:00', { commitSha: null })];
  };
  const undo =
    (...steps: Change[]): Change =>
    (record) => {
      everything(record);
      all(...steps)(record);
    };
  const noBot: Change = (record) => {
    record.people['peer-1'] = { kind: 'user', permission: 'write' };
  };
  const noAuthor: Change = (record) => {
    record.pullRequest.author = 'dev-1';
  };
  const noContributor: Change = (record) => {
    record.commits[0] = commit(first);
  };
  const inTime: Change = (record) => {
    Object.assign(record.reviews[0] ?? {}, { submittedAt: at('11:00:00') });
  };
  const withCommit: Change = (record) => {
    Object.assign(record.reviews[0] ?? {}, { commitSha: first });
  };
  table(
    [
      ['bot', 3, ['peer-1: approval.bot'], everything],
      ['author', 3, ['peer-1: approval.author'], undo(noBot)],
      ['contributor', 3, ['peer-1: approval.contributor'], undo(noBot, noAuthor)],
      ['after the merge', 3, ['peer-1: approval.after-merge'], undo(noBot, noAuthor, noContributor)],
      ['no commit', 3, ['peer-1: approval.no-commit'], undo(noBot, noAuthor, noContributor, inTime)],
      ['stale', 3, ['peer-1: approval.stale'], undo(noBot, noAuthor, noContributor, inTime, withCommit)],
    ],
    mergedRecordWith,
  );
  table([
    [
      'stale before the deployment',
      5,
      ['qa-1: approval.stale'],
      reviews(review('qa-1', '11:00:00', { commitSha: first })),
    ],
    [
      'before the deployment, role unknown',
      5,
      ['qa-1: signoff.before-deployment'],
      all(teamUnread('acme/qa'), reviews(review('qa-1', '11:00:00'))),
    ],
    [
      'stale, role unknown',
      5,
      ['qa-1: approval.stale'],
      all(teamUnread('acme/qa'), reviews(review('qa-1', '13:00:00', { commitSha: first }))),
    ],
    [
      'stale, in no role',
      3,
      ['reader-1: approval.stale'],
      reviews(review('reader-1', '11:00:00', { commitSha: first })),
    ],
    [
      'unknown, where no role is known to be held',
      3,
      ['peer-1: approval.role-unknown'],
      all(reviews(review('peer-1', '11:00:00')), (record) => {
        record.people = {};
      }),
    ],
  ]);
});

describe('a person’s word is the latest review that is no comment', () => {
  table([
    [
      'a comment changes nothing',
      3,
      ['peer-1: counts'],
      reviews(review('peer-1', '11:00:00'), review('peer-1', '12:00:00', { state: 'COMMENTED' })),
    ],
    [
      'a request takes an approval back',
      3,
      [],
      reviews(review('peer-1', '11:00:00'), review('peer-1', '12:00:00', { state: 'CHANGES_REQUESTED' })),
    ],
    [
      'a dismissed approval does not count',
      3,
      [],
      reviews(review('peer-1', '11:00:00', { state: 'DISMISSED' })),
    ],
    [
      'a dismissed request revives nothing',
      3,
      [],
      reviews(review('peer-1', '11:00:00'), review('peer-1', '12:00:00', { state: 'DISMISSED' })),
    ],
    [
      'a dismissal that was told does not count either',
      3,
      [],
      reviews(
        review('peer-1', '11:00:00', {
          state: 'DISMISSED',
          dismissed: { at: at('11:30:00'), previousState: 'APPROVED' },
        }),
      ),
    ],
    [
      'an approval ends a request',
      3,
      ['peer-1: counts'],
      reviews(review('peer-1', '12:00:00'), review('peer-1', '11:00:00', { state: 'CHANGES_REQUESTED' })),
    ],
    [
      'by time, not as listed',
      3,
      ['peer-1: counts'],
      reviews(review('peer-1', '12:00:00.5'), review('peer-1', '12:00:00.25', { state: 'DISMISSED' })),
    ],
    [
      'at one time the later in the list',
      3,
      [],
      reviews(review('peer-1', '12:00:00'), review('peer-1', '12:00:00.0', { state: 'DISMISSED' })),
    ],
    [
      'one person in other letters',
      3,
      ['Peer-1: counts'],
      reviews(review('peer-1', '11:00:00', { state: 'CHANGES_REQUESTED' }), review('Peer-1', '12:00:00')),
    ],
    [
      'listed by time',
      3,
      ['peer-2: counts', 'peer-1: counts'],
      all(reviews(review('peer-1', '12:00:00'), review('peer-2', '11:00:00')), (record) => {
        record.people['peer-2'] = { kind: 'user', permission: 'admin' };
      }),
    ],
    [
      'at one time as listed',
      3,
      ['peer-2: counts', 'peer-1: counts'],
      all(reviews(review('peer-2', '12:00:00'), review('peer-1', '12:00:00')), (record) => {
        record.people['peer-2'] = { kind: 'user', permission: 'admin' };
      }),
    ],
  ]);
});

describe('for a merged pull request words are as at the merge', () => {
  const dismissed = (when: string, previousState: 'APPROVED' | 'CHANGES_REQUESTED') =>
    review('peer-1', '11:00:00', { state: 'DISMISSED', dismissed: { at: at(when), previousState } });
  table(
    [
      [
        'a later review has no effect',
        3,
        ['peer-1: counts'],
        reviews(review('peer-1', '11:00:00'), review('peer-1', '16:30:00', { state: 'CHANGES_REQUESTED' })),
      ],
      ['at the merge is in time', 3, ['peer-1: counts'], reviews(review('peer-1', '16:00:00'))],
      [
        'a first one after it is listed',
        3,
        ['peer-1: approval.after-merge'],
        reviews(review('peer-1', '16:00:00.001')),
      ],
      [
        'the latest of those after it',
        3,
        [],
        reviews(review('peer-1', '16:10:00'), review('peer-1', '16:20:00', { state: 'CHANGES_REQUESTED' })),
      ],
      [
        'the latest of those after it, an approval',
        3,
        ['peer-1: approval.after-merge'],
        reviews(review('peer-1', '16:10:00', { state: 'CHANGES_REQUESTED' }), review('peer-1', '16:20:00')),
      ],
      ['after it in no role', 3, ['reader-1: approval.after-merge'], reviews(review('reader-1', '16:20:00'))],
      [
        'a comment before it is no word',
        3,
        ['peer-1: approval.after-merge'],
        reviews(review('peer-1', '11:00:00', { state: 'COMMENTED' }), review('peer-1', '16:20:00')),
      ],
      ['dismissed after the merge', 3, ['peer-1: counts'], reviews(dismissed('16:00:01', 'APPROVED'))],
      ['dismissed at the merge', 3, [], reviews(dismissed('16:00:00', 'APPROVED'))],
      ['a request dismissed after the merge', 3, [], reviews(dismissed('16:00:01', 'CHANGES_REQUESTED'))],
      [
        'given and dismissed after the merge',
        3,
        ['peer-1: approval.after-merge'],
        reviews(
          review('peer-1', '16:10:00', {
            state: 'DISMISSED',
            dismissed: { at: at('16:20:00'), previousState: 'APPROVED' },
          }),
        ),
      ],
      ['dismissed, not told when', 3, [], reviews(review('peer-1', '11:00:00', { state: 'DISMISSED' }))],
      [
        'told to be dismissed later, but is not',
        3,
        ['peer-1: counts'],
        reviews(
          review('peer-1', '11:00:00', {
            dismissed: { at: at('16:30:00'), previousState: 'CHANGES_REQUESTED' },
          }),
        ),
      ],
      [
        'a sign-off before a deployment that came after the merge',
        5,
        ['qa-1: counts'],
        deployment({ succeededAt: at('16:00:01') }),
      ],
    ],
    mergedRecordWith,
  );
});

describe('roles', () => {
  const levels = ['admin', 'maintain', 'write', 'triage', 'read'] as const;
  for (const [rank, level] of levels.entries()) {
    it(`asks for ${level} or more`, () => {
      const peers: Rules = (procedure) => {
        procedure.roles['peer-reviewer'] = { permission: level, teams: [], users: [], approvals: 1 };
      };
      for (const [other, permission] of [...levels, 'none' as const].entries()) {
        const record = recordWith(
          all(reviews(review('new-1', '11:00:00')), (draft) => {
            draft.people['new-1'] = { kind: 'user', permission };
          }),
        );
        assert.deepEqual(
          approvalsOf(judge(record, procedureWith(peers)), 3),
          [other <= rank ? 'new-1: counts' : 'new-1: approval.not-in-role'],
          permission,
        );
      }
    });
  }
  const users =
    (...logins: string[]): Rules =>
    (procedure) => {
      procedure.roles['peer-reviewer'] = { teams: ['Acme/Peers'], users: logins, approvals: 1 };
    };
  const team =
    (name: string, told: RecordDraft['teams'][string]): Change =>
    (record) => {
      record.teams[name] = told;
    };
  const reader = reviews(review('reader-1', '11:00:00'));
  table([
    [
      'by login in other letters',
      3,
      ['reader-1: counts'],
      all(reader, team('acme/peers', [])),
      users('Reader-1'),
    ],
    [
      'by team in other letters',
      3,
      ['reader-1: counts'],
      all(reader, team('ACME/peers', ['READER-1'])),
      users(),
    ],
    [
      'by login, whatever the team',
      3,
      ['reader-1: counts'],
      all(reader, team('acme/peers', { unknown: 'no access' })),
      users('reader-1'),
    ],
    ['a team that is not there', 3, ['reader-1: approval.role-unknown'], reader, users()],
    [
      'a team told twice alike',
      3,
      ['reader-1: counts'],
      all(reader, team('acme/peers', ['reader-1']), team('Acme/Peers', ['Reader-1'])),
      users(),
    ],
    [
      'a team told in two ways',
      3,
      ['reader-1: approval.role-unknown'],
      all(reader, team('acme/peers', ['reader-1']), team('Acme/Peers', ['other-1'])),
      users(),
    ],
    [
      'a team told once in full',
      3,
      ['reader-1: approval.role-unknown'],
      all(reader, team('acme/peers', ['reader-1', 'other-1']), team('Acme/Peers', ['reader-1'])),
      users(),
    ],
    [
      'a team told in full the second time',
      3,
      ['reader-1: approval.role-unknown'],
      all(reader, team('acme/peers', ['reader-1']), team('Acme/Peers', ['reader-1', 'other-1'])),
      users(),
    ],
    [
      'a team of which one half differs',
      3,
      ['reader-1: approval.role-unknown'],
      all(reader, team('acme/peers', ['reader-1', 'a']), team('Acme/Peers', ['reader-1', 'b'])),
      users(),
    ],
    [
      'a team told once more, and unread',
      3,
      ['reader-1: approval.role-unknown'],
      all(reader, team('acme/peers', ['reader-1']), team('Acme/Peers', { unknown: 'x' })),
      users(),
    ],
    [
      'a person told in two ways',
      3,
      ['peer-1: approval.role-unknown'],
      all(reviews(review('peer-1', '11:00:00')), (record) => {
        record.people['Peer-1'] = { kind: 'user', permission: 'read' };
      }),
    ],
    [
      'a person told to be a bot once',
      3,
      ['peer-1: approval.bot'],
      all(reviews(review('peer-1', '11:00:00')), (record) => {
        record.people['Peer-1'] = { kind: 'bot', permission: 'write' };
      }),
    ],
    [
      'a person told twice alike',
      3,
      ['peer-1: counts'],
      all(reviews(review('peer-1', '11:00:00')), (record) => {
        record.people['Peer-1'] = { kind: 'user', permission: 'write' };
      }),
    ],
  ]);
});
