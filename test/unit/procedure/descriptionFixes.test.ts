import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readDescription } from '../../../src/procedure/description.ts';
import { descriptionFindings, type DescriptionFinding } from '../../../src/procedure/descriptionFindings.ts';
import {
  giveReason,
  insertItem,
  insertSection,
  markNotApplicable,
  tick,
} from '../../../src/procedure/descriptionFixes.ts';
import { prepare } from '../../../src/procedure/prepare.ts';
import { inTableOrder } from '../../../src/procedure/status.ts';
import { templateText } from '../../../src/procedure/templateText.ts';
import { applyEdits, type TextEdit } from '../../../src/procedure/textEdit.ts';
import { linesOf } from '../../../src/procedure/textRange.ts';
import { body as filled, judge, procedureWith, recordWith, stepOf } from './records.ts';
import { tries } from '../../thorough.ts';

const procedure = procedureWith((draft) => {
  draft.pullRequest.sections = ['Summary', 'Testing', '`Rollback` plan'];
  draft.pullRequest.securityChecklist = [
    'No secrets, keys',
    'Input is **validated**',
    'Dependencies: checked',
  ];
});

const pieces = [
  '## Summary',
  '# Testing',
  'Testing',
  '---',
  '===',
  '### Rollback plan #',
  '## Security checklist',
  'text',
  '',
  '',
  '  ',
  '<!-- guidance -->',
  '<!--',
  '-->',
  '```',
  '> quoted',
  '- [ ] No secrets, keys',
  '- [x] No secrets, keys N/A',
  '* [x] Input is validated.',
  '- [ ] Input is',
  '  validated',
  '  - [ ] ~~Input is validated~~ <!-- x -->',
  '> 1. [ ] Dependencies: checked n/a -',
  '- [ ] Dependencies: **checked** N/A: none',
  '-   [ ]\tDependencies: checked',
  '<details>',
  '    - [ ] No secrets, keys',
];
const anyBody = fc.oneof(
  fc.array(fc.constantFrom(...pieces), { maxLength: 14 }).map((lines) => lines.join('\n')),
  fc.array(fc.constantFrom(...pieces), { maxLength: 10 }).map((lines) => lines.join('\r\n')),
);

function openPoints(body: string): DescriptionFinding[] {
  return descriptionFindings(readDescription(prepare(procedure).template, body));
}

describe('the open points of a description', () => {
  it('are the findings of step 2, whatever the description is', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const report = judge(
          recordWith((record) => {
            record.pullRequest.body = body;
          }),
          procedure,
        );
        assert.deepEqual(
          inTableOrder(openPoints(body).map(({ finding }) => finding)),
          stepOf(report, 2).findings,
        );
      }),
      { numRuns: tries(2000) },
    );
  });

  it('stand where the headings and the boxes are', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        const lines = linesOf(body);
        for (const { finding, ranges } of openPoints(body)) {
          const isMissing =
            finding.code === 'pr.section-missing' || finding.code === 'checklist.item-missing';
          assert.equal(ranges.length === 0, isMissing);
          for (const { startLine, startColumn, endLine, endColumn } of ranges) {
            const from = (lines[startLine] ?? '').slice(startColumn);
            if (finding.code === 'pr.section-empty') {
              assert.match(lines.slice(startLine, endLine).join('\n'), /Summary|Testing|Rollback/);
            } else {
              assert.match(from, /^\[[ x]\]/);
              assert.match((lines[endLine] ?? '').slice(0, endColumn), /\S$/);
            }
          }
        }
      }),
      { numRuns: tries(2000) },
    );
  });

  it('are each solved by their fix, and no other becomes open', () => {
    fc.assert(
      fc.property(anyBody, (body) => {
        // Indented code becomes part of a list that is put above it.
        fc.pre(!body.includes('    - [ ]'));
        for (const point of openPoints(body)) {
          const others = openPoints(body).filter((other) => other.finding.message !== point.finding.message);
          const known = new Set(others.map(({ finding }) => finding.message));
          for (const [name, edits, becomes] of fixesOf(point, body)) {
            const after = openPoints(applyEdits(body, edits));
            const messages = after.map(({ finding }) => finding.message);
            assert.ok(
              !messages.includes(point.finding.message),
              `${name} did not solve ${point.finding.message}`,
            );
            const about = JSON.stringify(point.finding.data);
            const more = after.filter(
              ({ finding }) =>
                !known.has(finding.message) &&
                !(finding.code === becomes && JSON.stringify(finding.data) === about),
            );
            assert.deepEqual(
              more.map(({ finding }) => finding.message),
              [],
              name,
            );
          }
        }
      }),
      { numRuns: tries(600) },
    );
  });

  function fixesOf(
    { finding, ranges }: DescriptionFinding,
    body: string,
  ): [name: string, edits: TextEdit[], becomes?: string][] {
    switch (finding.code) {
      case 'pr.section-missing':
        return [['insert', [insertSection(procedure, body, finding.data.section)], 'pr.section-empty']];
      case 'checklist.item-missing':
        return [
          ['insert', [insertItem(procedure, body, finding.data.item)], 'checklist.unanswered'],
          ['insert and tick', [insertItem(procedure, body, finding.data.item, true)]],
        ];
      case 'checklist.unanswered':
        return [
          ['tick', ranges.map(tick), 'checklist.no-reason'],
          [
            'not applicable',
            ranges.map((range) => markNotApplicable(procedure, body, finding.data.item, range, 'docs only')),
            'checklist.no-reason',
          ],
        ];
      case 'checklist.no-reason':
        return [['reason', ranges.map((range) => giveReason(body, range, 'docs only'))]];
      case 'pr.section-empty':
        return [];
    }
  }
});

describe('insertSection and insertItem', () => {
  it('build the whole template out of nothing, in its order', () => {
    let body = '';
    for (let point = missing(body); point; point = missing(body)) {
      body = applyEdits(body, [point]);
    }
    const expected = templateText(procedure)
      .split('## Summary')[1]
      ?.replace(/\n<!-- Tick .*-->\n/, '');
    assert.equal(body, `## Summary${expected ?? ''}`);
  });

  it('put a section between its neighbours, at their level', () => {
    const body = '### Summary\na\n\n### Rollback plan\nb\n\n### Security checklist\n';
    assert.equal(
      applyEdits(body, [insertSection(procedure, body, 'Testing')]),
      '### Summary\na\n\n### Testing\n\n<!-- How was it tested, and what shows that it works? -->\n\n### Rollback plan\nb\n\n### Security checklist\n',
    );
  });

  it('put an item behind the one before it, with the same marks', () => {
    const body = '> * [x] No secrets, keys\n> * [x] Dependencies: checked\n';
    assert.equal(
      applyEdits(body, [insertItem(procedure, body, 'Input is **validated**')]),
      '> * [x] No secrets, keys\n> * [ ] Input is **validated**\n> * [x] Dependencies: checked\n',
    );
  });

  function missing(body: string): TextEdit | undefined {
    const [point] = openPoints(body).filter(({ finding }) => finding.code.endsWith('missing'));
    switch (point?.finding.code) {
      case 'pr.section-missing':
        return insertSection(procedure, body, point.finding.data.section);
      case 'checklist.item-missing':
        return insertItem(procedure, body, point.finding.data.item);
      default:
        return undefined;
    }
  }
});

describe('templateText', () => {
  it('lacks nothing that the procedure asks for, and answers nothing', () => {
    const codes = descriptionFindings(
      readDescription(prepare(procedure).template, templateText(procedure)),
    ).map(({ finding }) => finding.code);
    assert.deepEqual(codes, [
      ...Array<string>(3).fill('pr.section-empty'),
      ...Array<string>(3).fill('checklist.unanswered'),
    ]);
  });

  it('is for people as well', () => {
    assert.match(
      templateText(procedureWith()),
      /^<!-- The ticket .*-->\n\nCloses #\n\n## Summary\n\n<!-- What changes, and why\? -->\n/,
    );
  });
});

describe('a filled description', () => {
  it('has no open points', () => {
    assert.deepEqual(descriptionFindings(readDescription(prepare(procedureWith()).template, filled)), []);
  });
});
