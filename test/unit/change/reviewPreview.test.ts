import assert from 'node:assert/strict';
import { previewReview, type ReviewPreview, type ReviewVerdict } from '../../../src/change/reviewPreview.ts';
import { previewText } from '../../../src/change/reviewPreviewText.ts';
import type { ApprovalReason } from '../../../src/procedure/report.ts';
import {
  at,
  first,
  head,
  mergedRecordWith,
  procedureWith,
  recordWith,
  review,
  type ProcedureDraft,
  type RecordDraft,
} from '../procedure/records.ts';
import { inEnglish } from '../support/inEnglish.ts';

type Changes = (record: RecordDraft) => void;

function preview(
  viewer: string,
  changes: Changes = () => undefined,
  procedure?: (procedure: ProcedureDraft) => void,
  verdict: ReviewVerdict = 'APPROVED',
): ReviewPreview {
  const now = new Date(at('15:00:00'));
  return previewReview(procedureWith(procedure), recordWith(changes), { viewer, verdict, now });
}

/** What the people of the change said, nobody else. */
const nobody: Changes = (record) => {
  record.reviews = [];
};
const touchesSecurity: Changes = (record) => {
  record.files.push({ path: 'src/auth/token.ts', status: 'modified' });
};

describe('previewReview', () => {
  describe('says in which step an approval counts', () => {
    const cases: readonly [viewer: string, counts: readonly number[], changes?: Changes][] = [
      ['peer-1', [3], nobody],
      ['qa-1', [5], nobody],
      ['lead-1', [6], nobody],
      ['sec-1', [4], touchesSecurity],
      ['PEER-1', [3], nobody],
    ];
    for (const [viewer, counts, changes] of cases) {
      it(`${viewer}: ${counts.join()}`, () => {
        const shown = preview(viewer, changes);
        assert.deepEqual(shown.counts, counts);
        assert.deepEqual(shown.fills, counts);
        assert.deepEqual(shown.shutOut, []);
        assert.equal(shown.commit, head);
      });
    }
  });

  describe('says why an approval counts nowhere', () => {
    const cases: readonly [reason: ApprovalReason, viewer: string, says: string, changes?: Changes][] = [
      ['approval.bot', 'robot[bot]', '@robot[bot] is a bot, and bots cannot approve.'],
      ['approval.author', 'dev-1', '@dev-1 opened the pull request and cannot approve it.'],
      [
        'approval.contributor',
        'peer-1',
        '@peer-1 worked on this change and cannot approve it.',
        (record) => {
          record.commits[0]?.authors.push('peer-1');
        },
      ],
      [
        'approval.role-unknown',
        'someone-1',
        'Whether @someone-1 is in this role could not be read.',
        (record) => {
          record.teams['acme/qa'] = { unknown: 'Members: read is missing' };
        },
      ],
      ['approval.not-in-role', 'reader-1', '@reader-1 is in none of the roles that approve.'],
    ];
    for (const [reason, viewer, says, changes] of cases) {
      it(reason, () => {
        const shown = preview(viewer, changes);
        assert.deepEqual(shown.counts, []);
        assert.deepEqual(inEnglish(shown.shutOut), [{ reason, sentence: says }]);
        const text = inEnglish(previewText(shown));
        assert.equal(text.isEffective, false);
        assert.equal(text.effect, `It does not count. ${says}`);
      });
    }

    it('approval.after-merge', () => {
      const now = new Date(at('18:00:00'));
      const merged = mergedRecordWith(nobody);
      const shown = previewReview(procedureWith(), merged, { viewer: 'peer-1', verdict: 'APPROVED', now });
      assert.equal(
        inEnglish(previewText(shown)).effect,
        'It does not count. @peer-1 approved after the merge.',
      );
    });

    it('a role of which this change asks nothing', () => {
      const shown = preview('sec-1');
      assert.deepEqual([shown.counts, shown.shutOut], [[], []]);
      assert.match(
        inEnglish(previewText(shown)).effect,
        /^It is not needed: .* step 4, Security review is not required\.$/,
      );
    });

    it('a fact that could not be read', () => {
      const shown = preview('peer-1', (record) => {
        record.unknown.push({ fact: 'commits', reason: 'the host is down' });
      });
      assert.equal(
        inEnglish(previewText(shown)).effect,
        'Whether it counts is not known. The commits could not be read: the host is down. Solve that, then look again.',
      );
    });
  });

  it('takes no notice of checks that could not be read: they do not decide whether an approval counts', () => {
    const shown = preview('peer-1', (record) => {
      nobody(record);
      record.unknown.push({ fact: 'checks', reason: 'the host is down' });
    });
    assert.equal(inEnglish(previewText(shown)).effect, 'It counts for step 3, Peer review.');
  });

  it('says when a role has all the approvals it needs', () => {
    const shown = preview('peer-2', (record) => {
      record.people['peer-2'] = { kind: 'user', permission: 'write' };
    });
    assert.deepEqual([shown.counts, shown.fills], [[3], []]);
    assert.match(inEnglish(previewText(shown)).effect, /which has all the approvals it needs\.$/);
  });

  it('says that one person fills one role', () => {
    const shown = preview('sec-1', (record) => {
      nobody(record);
      touchesSecurity(record);
      record.people = {
        'dev-1': { kind: 'user', permission: 'write' },
        'sec-1': { kind: 'user', permission: 'write' },
      };
    });
    assert.deepEqual([shown.counts, shown.elsewhere], [[3], [4]]);
    assert.ok(
      inEnglish(previewText(shown)).consequences.includes(
        'It does not count for step 4 as well: one person fills one role.',
      ),
    );
  });

  it('lets no clock that is slow make a sign-off older than the deployment that was tested', () => {
    const shown = preview('qa-1', (record) => {
      nobody(record);
      const later = '2026-03-05T00:00:00Z';
      record.deployments = [
        { environment: 'staging', sha: head, state: 'success', updatedAt: later, succeededAt: later },
      ];
    });
    assert.deepEqual(shown.counts, [5]);
  });

  describe('says what a review replaces', () => {
    it('a request for changes', () => {
      const shown = preview('peer-1', (record) => {
        record.reviews = [review('peer-1', '11:00:00', { state: 'CHANGES_REQUESTED' })];
      });
      assert.equal(shown.replaces?.state, 'CHANGES_REQUESTED');
      assert.deepEqual(inEnglish(previewText(shown)).consequences, [
        'It takes the place of your request for changes of 2026-03-04 11:00 UTC.',
      ]);
    });

    it('an approval of an earlier commit', () => {
      const shown = preview('peer-1', (record) => {
        record.reviews = [review('peer-1', '11:00:00', { commitSha: first })];
      });
      assert.equal(shown.isRepetition, false);
      assert.match(
        inEnglish(previewText(shown)).consequences.join(),
        /^It takes the place of your approval /,
      );
    });

    it('nothing, after a comment or a dismissed review', () => {
      for (const state of ['COMMENTED', 'DISMISSED'] as const) {
        const shown = preview('peer-1', (record) => {
          record.reviews = [review('peer-1', '11:00:00', { state })];
        });
        assert.deepEqual(inEnglish(previewText(shown)).consequences, []);
      }
    });

    it('the very same', () => {
      const shown = preview('lead-1');
      assert.equal(shown.isRepetition, true);
      assert.match(inEnglish(previewText(shown)).consequences.join(), /again changes nothing\./);
    });

    it('but a final approval that came too early is no repetition', () => {
      const shown = preview('lead-1', (record) => {
        record.reviews = [
          review('lead-1', '10:30:00'),
          review('peer-1', '11:00:00'),
          review('qa-1', '13:00:00'),
        ];
      });
      assert.equal(shown.isRepetition, false);
      assert.equal(shown.after.verdict, 'compliant');
      assert.equal(
        inEnglish(previewText(shown)).afterwards,
        'Then the change has all it needs and may be merged.',
      );
    });
  });

  describe('says which final approval has to be given again', () => {
    it('an earlier one, when this approval is the last that it rests on', () => {
      const shown = preview('qa-1', (record) => {
        record.reviews = [review('peer-1', '11:00:00'), review('lead-1', '12:00:00')];
      });
      assert.deepEqual(shown.outdates, ['lead-1']);
    });

    it('an earlier one, also while other places are open', () => {
      const shown = preview('peer-1', (record) => {
        record.reviews = [review('lead-1', '12:00:00')];
      });
      assert.deepEqual(shown.outdates, ['lead-1']);
      assert.match(
        inEnglish(previewText(shown)).consequences.join(),
        /The final approval by @lead-1 would have to be given again after it\./,
      );
    });

    it('an earlier one, when someone approves again who had approved before it', () => {
      const shown = preview('peer-1');
      assert.deepEqual([shown.isRepetition, shown.fills, shown.outdates], [false, [], ['lead-1']]);
    });

    it('none in any order', () => {
      const shown = preview(
        'peer-1',
        (record) => {
          record.reviews = [review('lead-1', '12:00:00')];
        },
        (procedure) => {
          procedure.approvals.finalApproval = 'any-order';
        },
      );
      assert.deepEqual(shown.outdates, []);
    });

    it('this one, while places before it are open', () => {
      const shown = preview('lead-1', nobody);
      assert.deepEqual([shown.counts, shown.comesTooEarlyFor], [[6], [3, 5]]);
      assert.match(
        inEnglish(previewText(shown)).consequences.join(),
        /^It comes early: steps 3 and 5 are open, /,
      );
    });
  });

  it('names those who are needed afterwards', () => {
    const { afterwards, needed } = inEnglish(previewText(preview('peer-1', nobody)));
    assert.equal(afterwards, 'Then still needed:');
    assert.deepEqual(needed, [
      'QA team: 1 approval, from @qa-1',
      'engineering leads: 1 approval, from @lead-1',
    ]);
  });

  describe('says what a request for changes blocks', () => {
    const cases: readonly [viewer: string, blocks: readonly number[], says: RegExp][] = [
      ['peer-1', [3], /^It blocks step 3, Peer review until you approve or it is dismissed\.$/],
      ['lead-1', [6], /^It blocks step 6, Final approval until/],
      ['sec-1', [4], /^It blocks step 4, Security review until/],
      ['reader-1', [], /^It blocks no step: /],
    ];
    for (const [viewer, blocks, says] of cases) {
      it(viewer, () => {
        const shown = preview(viewer, nobody, undefined, 'CHANGES_REQUESTED');
        assert.deepEqual(shown.blocks, blocks);
        assert.match(inEnglish(previewText(shown)).effect, says);
      });
    }
  });
});
