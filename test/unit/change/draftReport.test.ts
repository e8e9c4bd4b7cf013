import assert from 'node:assert/strict';
import fc from 'fast-check';
import { draftLabels } from '../../../src/change/draftLabels.ts';
import { readDraft } from '../../../src/change/draftPoints.ts';
import { reportOnDraft, type DraftFacts } from '../../../src/change/draftReport.ts';
import { draftText } from '../../../src/change/pullRequestDraft.ts';
import { reviewersFor } from '../../../src/change/reviewers.ts';
import { linesOf } from '../../../src/procedure/textRange.ts';
import { body, procedureWith, recordWith, stepOf, type RecordDraft } from '../procedure/records.ts';

const procedure = procedureWith();
const noPullRequest = (record: RecordDraft) => {
  Object.assign(record, { pullRequest: null, commits: [], reviews: [] });
  record.unknown.push(
    { fact: 'commits', reason: 'not read yet' },
    { fact: 'people', reason: 'not read yet' },
  );
};
const facts = (change: (record: RecordDraft) => void = noPullRequest): DraftFacts => ({
  procedure,
  record: recordWith(change),
  viewer: 'dev-1',
});
const draft = { title: 'Refund', body, labels: [] as readonly string[] };

describe('readDraft', () => {
  const pieces = [
    '## Summary',
    '## Testing',
    'text',
    '',
    '- [ ] Input from outside is validated before it is used',
    '---',
    '# x',
  ];
  const anyBody = fc.array(fc.constantFrom(...pieces), { maxLength: 10 }).map((lines) => lines.join('\n'));

  it('finds what the report on the submitted draft finds in step 2, whatever the draft says', () => {
    fc.assert(
      fc.property(anyBody, fc.constantFrom('', '---\nlabels: [a]\n---\n'), (text, frontMatter) => {
        const { points, draft: read } = readDraft(
          procedure,
          frontMatter + draftText({ title: 'T', body: text }),
        );
        const report = reportOnDraft(facts(), { ...read, labels: [] });
        assert.deepEqual(
          points.map(({ finding }) => finding.message).sort(),
          stepOf(report, 2)
            .findings.map(({ message }) => message)
            .sort(),
        );
      }),
    );
  });

  it('shows each point on a line of the document that has words, or on an empty document', () => {
    fc.assert(
      fc.property(anyBody, fc.constantFrom('', '\n', '# T\n', '# T\n\n'), (text, before) => {
        const lines = linesOf(before + text);
        for (const { ranges } of readDraft(procedure, before + text).points) {
          assert.ok(ranges.length > 0);
          for (const { startLine } of ranges) {
            assert.ok(
              lines[startLine]?.trim() !== '' || lines.every((line) => line.trim() === ''),
              JSON.stringify(lines),
            );
          }
        }
      }),
    );
  });
});

describe('reportOnDraft', () => {
  it('says of a branch without a pull request what it would say of the draft', () => {
    const report = reportOnDraft(facts(), draft);
    assert.deepEqual(report.steps.map(({ status }) => status).slice(1, 4), [
      'done',
      'waiting',
      'not-required',
    ]);
    assert.deepEqual(
      report.remaining.map(({ role }) => role),
      ['peer-reviewer', 'qa-team', 'engineering-lead'],
    );
  });

  it('calls in the security team for a label, a file, and an item that does not apply', () => {
    const asked = (record: DraftFacts, changes: Partial<typeof draft> = {}) =>
      reportOnDraft(record, { ...draft, ...changes }).remaining.some(({ role }) => role === 'security-team');
    assert.equal(asked(facts()), false);
    assert.equal(asked(facts(), { labels: ['Security'] }), true);
    assert.equal(asked(facts(), { body: body.replace('or logs', 'or logs N/A: docs only') }), true);
    const files = facts((record) => {
      noPullRequest(record);
      record.files = [{ path: 'src/auth/x.ts', status: 'modified' }];
    });
    assert.equal(asked(files), true);
  });

  it('keeps the reviews of a pull request that is there', () => {
    assert.deepEqual(
      reportOnDraft(
        facts(() => undefined),
        draft,
      ).remaining,
      [],
    );
    const open = reportOnDraft(
      facts(() => undefined),
      { ...draft, body: '' },
    );
    assert.equal(stepOf(open, 2).status, 'waiting');
  });
});

describe('reviewersFor', () => {
  const remaining = (['peer-reviewer', 'security-team', 'qa-team'] as const).map((role) => ({
    role,
    approvals: 1,
    eligible: null,
  }));

  it('asks the teams of this organisation, else the people, but not the author', () => {
    const { roles } = procedureWith((changed) => {
      changed.roles['security-team'].teams = ['Acme/security', 'elsewhere/security'];
      changed.roles['security-team'].users = ['sofia'];
      changed.roles['qa-team'].teams = ['elsewhere/qa'];
      changed.roles['qa-team'].users = ['Dev-1', 'quinn'];
    });
    assert.deepEqual(reviewersFor({ roles }, { remaining }, { owner: 'acme', author: 'dev-1' }), [
      { role: 'security-team', teams: ['security'], users: [] },
      { role: 'qa-team', teams: [], users: ['quinn'] },
    ]);
  });
});

describe('draftLabels', () => {
  const cases: readonly (readonly [
    frontMatter: string | undefined,
    labels: readonly string[],
    problem?: RegExp,
  ])[] = [
    [undefined, []],
    ['', []],
    ['# only a comment', []],
    ['labels: []', []],
    ['labels:', []],
    ['labels: security', ['security']],
    ['labels: [security, needs docs]', ['security', 'needs docs']],
    ['labels:\n  - "a: b"', ['a: b']],
    ['label: security', [], /only labels can stand/],
    ['- security', [], /only labels can stand/],
    ['security', [], /only labels can stand/],
    ['labels: [1]', [], /as a list of names/],
    ['labels: ["a', [], /is no YAML: /],
  ];
  for (const [frontMatter, labels, problem] of cases) {
    it(`reads ${JSON.stringify(frontMatter)}`, () => {
      const read = draftLabels(frontMatter);
      assert.deepEqual(read.labels, labels);
      assert.match(String(read.problem ?? ''), problem ?? /^$/);
    });
  }
});
