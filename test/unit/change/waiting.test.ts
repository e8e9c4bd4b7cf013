import assert from 'node:assert/strict';
import { waitingFor, type Waiting } from '../../../src/change/waiting.ts';
import type { Change } from '../../../src/change/observedChange.ts';
import {
  at,
  commit,
  first,
  head,
  review,
  type ProcedureDraft,
  type RecordDraft,
} from '../procedure/records.ts';
import { changeWith } from './changes.ts';

/** What waits for this person. */
function waitingOf(changes: readonly Change[], viewer: string): Waiting<Change> {
  return waitingFor(changes.map((change) => ({ ...change, viewer })));
}

type Edit = (record: RecordDraft) => void;

/** What is asked of a person, as `ask: missing`, or `? reason`. */
function askedOf(
  viewer: string,
  edit: Edit,
  procedure: (procedure: ProcedureDraft) => void = () => undefined,
): string {
  const waiting = waitingOf([changeWith(edit, { procedure })], viewer);
  const asked = waiting.groups.flatMap(({ ask, changes }) =>
    changes.map(({ missing }) => `${ask}: ${String(missing)}`),
  );
  return [...asked, ...waiting.undecided.map(({ reason }) => `? ${String(reason)}`)].join(', ');
}

const only =
  (...authors: string[]): Edit =>
  (record) => {
    record.reviews = record.reviews.filter(({ author }) => authors.includes(author));
  };

const everyone = ['dev-1', 'peer-1', 'sec-1', 'qa-1', 'lead-1', 'reader-1'];

/** Who is asked for what, of all who take part. */
function turns(edit: Edit, procedure?: (procedure: ProcedureDraft) => void): string {
  return everyone
    .map((person) => [person, askedOf(person, edit, procedure)] as const)
    .filter(([, ask]) => ask !== '')
    .map(([person, ask]) => `${person} ${ask.replace(/:.*/, '')}`)
    .join(', ');
}

const withSecurity =
  (edit: Edit): Edit =>
  (record) => {
    record.pullRequest.labels = ['security'];
    edit(record);
  };

const requestOf =
  (author: string, time: string, commitSha: string): Edit =>
  (record) => {
    record.reviews = [review(author, time, { state: 'CHANGES_REQUESTED', commitSha })];
  };

describe('whose turn it is', () => {
  const cases: readonly (readonly [string, Edit, string, ((procedure: ProcedureDraft) => void)?])[] = [
    ['a peer first', only(), 'peer-1 peer-reviewer'],
    ['then security, where it is asked for', withSecurity(only('peer-1')), 'sec-1 security-team'],
    ['then QA', only('peer-1'), 'qa-1 qa-team'],
    ['then the lead', only('peer-1', 'qa-1'), 'lead-1 engineering-lead'],
    ['then the author, to merge', () => undefined, 'dev-1 merge'],
    [
      'the lead’s at any time, where the order is free',
      only(),
      'peer-1 peer-reviewer, lead-1 engineering-lead',
      (procedure) => {
        procedure.approvals.finalApproval = 'any-order';
      },
    ],
    [
      'the author’s, while it is a draft',
      (record) => {
        only()(record);
        record.pullRequest.isDraft = true;
      },
      'dev-1 complete',
    ],
    [
      'the author’s, while no ticket is linked',
      (record) => {
        only()(record);
        record.ticket = null;
      },
      'dev-1 complete',
    ],
    [
      'the author’s and the peer’s, when a check failed',
      (record) => {
        only()(record);
        record.checks = [{ name: 'build', result: 'failure' }];
      },
      'dev-1 complete, peer-1 peer-reviewer',
    ],
    [
      'the author’s, once changes were requested',
      requestOf('peer-1', '11:00:00', head),
      'dev-1 answer-changes',
    ],
    [
      'the reviewer’s again, once that was answered',
      requestOf('peer-1', '11:00:00', first),
      'peer-1 look-again',
    ],
    [
      'those whose approvals are for an older commit',
      (record) => {
        record.reviews = record.reviews.map((each) => ({ ...each, commitSha: first }));
      },
      // The lead is asked when the others have approved again.
      'peer-1 look-again, qa-1 look-again',
    ],
    [
      'the lead’s again, who approved before QA',
      (record) => {
        record.reviews = [
          review('peer-1', '11:00:00'),
          review('lead-1', '12:30:00'),
          review('qa-1', '13:00:00'),
        ];
      },
      'lead-1 look-again',
    ],
    [
      'QA’s again, who signed off before the deployment',
      (record) => {
        record.reviews = [review('peer-1', '11:00:00'), review('qa-1', '11:30:00')];
      },
      'qa-1 look-again',
    ],
    [
      'nobody’s again, when another one has approved meanwhile',
      (record) => {
        record.people['peer-2'] = { kind: 'user', permission: 'write' };
        record.reviews = [review('peer-1', '11:00:00', { commitSha: first }), review('peer-2', '11:30:00')];
      },
      'qa-1 qa-team',
    ],
    [
      'the author’s, when it is the turn of a role that nobody has',
      only('peer-1'),
      'dev-1 complete',
      (procedure) => {
        procedure.roles['qa-team'].teams = [];
      },
    ],
  ];
  for (const [title, edit, expected, procedure] of cases) {
    it(title, () => {
      assert.equal(turns(edit, procedure), expected);
    });
  }

  it('is told in one line', () => {
    assert.equal(
      askedOf('sec-1', withSecurity(only('peer-1'))),
      'security-team: waiting for acme/security: label “security”',
    );
    assert.equal(
      askedOf('PEER-1', (record) => {
        record.reviews = [review('peer-1', '11:00:00', { commitSha: first })];
      }),
      'look-again: @peer-1 approved an older commit',
    );
    assert.equal(
      askedOf('dev-1', requestOf('peer-1', '11:00:00', head)),
      'answer-changes: @peer-1 requested changes',
    );
  });
});

describe('what can’t be told', () => {
  it('is listed for everyone while the reviews are unread', () => {
    const unread: Edit = (record) => {
      record.reviews = [];
      record.unknown = [{ fact: 'reviews', reason: 'The host did not answer.' }];
    };
    for (const person of everyone) {
      assert.match(askedOf(person, unread), /^\? .*reviews.*The host did not answer\./, person);
    }
  });

  it('is listed while the members of the role whose turn it is are unread', () => {
    const unread: Edit = (record) => {
      only('peer-1')(record);
      record.teams['acme/qa'] = { unknown: 'No access.' };
    };
    assert.equal(askedOf('reader-1', unread), '? No access.');
    assert.equal(
      askedOf('reader-1', (record) => {
        only()(record);
        record.teams['acme/qa'] = { unknown: 'No access.' };
      }),
      '',
      'it is the peers’ turn before',
    );
  });

  it('is nothing where only what others do is unread', () => {
    assert.equal(
      askedOf('qa-1', (record) => {
        only('peer-1')(record);
        record.unknown = [{ fact: 'checks', reason: 'No.' }];
      }).replace(/:.*/, ''),
      'qa-team',
    );
  });
});

describe('the list', () => {
  const numbered = (number: number, edit: Edit) =>
    changeWith((record) => {
      edit(record);
      record.pullRequest.number = number;
    });
  const order = (waiting: Waiting<Change>) =>
    waiting.groups.map(({ ask, changes }) => [
      ask,
      ...changes.map(({ change }) => change.record.pullRequest?.number),
    ]);

  it('is grouped by what is asked, the oldest first, and counted', () => {
    const openedAt =
      (time: string): Edit =>
      (record) => {
        only()(record);
        record.pullRequest.createdAt = at(time);
      };
    const waiting = waitingOf(
      [
        numbered(1, openedAt('11:00:00')),
        numbered(2, openedAt('10:00:00')),
        numbered(3, requestOf('peer-1', '12:00:00', first)),
        numbered(4, only('peer-1')),
      ],
      'peer-1',
    );
    assert.deepEqual(order(waiting), [
      ['look-again', 3],
      ['peer-reviewer', 2, 1],
    ]);
    assert.equal(waiting.count, 3);
  });

  it('does not begin to wait anew when one of two peers has approved', () => {
    const change = changeWith(
      (record) => {
        only('peer-1')(record);
        record.people['peer-2'] = { kind: 'user', permission: 'write' };
      },
      {
        procedure: (procedure) => {
          procedure.roles['peer-reviewer'].approvals = 2;
        },
      },
    );
    assert.equal(waitingOf([change], 'peer-2').groups[0]?.changes[0]?.since, at('10:00:00'));
  });

  it('tells since when it waits: since it was opened, pushed to, or approved by those before', () => {
    const since = (viewer: string, edit: Edit) =>
      waitingOf([changeWith(edit)], viewer).groups[0]?.changes[0]?.since;
    assert.equal(since('peer-1', only()), at('10:00:00'));
    assert.equal(since('qa-1', only('peer-1')), at('11:00:00'));
    assert.equal(since('lead-1', only('peer-1', 'qa-1')), at('13:00:00'));
    assert.equal(
      since('dev-1', () => undefined),
      at('14:00:00'),
    );
    assert.equal(since('dev-1', requestOf('peer-1', '11:00:00', head)), at('11:00:00'));
    const pushed =
      (time: string): Edit =>
      (record) => {
        only()(record);
        record.commits = [commit(first), commit(head, { parents: [first], committedAt: at(time) })];
      };
    assert.equal(since('peer-1', pushed('12:00:00')), at('12:00:00'));
    assert.equal(since('peer-1', pushed('23:00:00')), at('10:00:00'), 'a clock that is wrong');
  });
});
