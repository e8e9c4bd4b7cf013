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
import { completeTemplate, templateFindings } from '../../../src/procedure/completeTemplate.ts';
import { prepare } from '../../../src/procedure/prepare.ts';
import { inTableOrder } from '../../../src/procedure/status.ts';
import { templateText } from '../../../src/procedure/templateText.ts';
import { applyEdits, type TextEdit } from '../../../src/procedure/textEdit.ts';
import { linesOf, type TextRange } from '../../../src/procedure/textRange.ts';
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

  const sections: [name: string, section: string, body: string, expected: string][] = [
    ['before the next one', 'Summary', '# Testing\na\n', '# Summary\n\n…\n\n# Testing\na\n'],
    ['behind the last one', '`Rollback` plan', '# Testing\na\n', '# Testing\na\n\n# `Rollback` plan\n\n…\n'],
    [
      'before the one after the next',
      'Summary',
      '# Note\n\n### Rollback plan\na\n',
      '# Note\n\n### Summary\n\n…\n\n### Rollback plan\na\n',
    ],
    [
      'before the checklist, where there is no other',
      'Testing',
      'Words\n\n# Security checklist\n- [x] No secrets, keys\n',
      'Words\n\n# Testing\n\n…\n\n# Security checklist\n- [x] No secrets, keys\n',
    ],
    [
      'before what holds the items, whatever it is called',
      'Testing',
      '# Note\na\n\n# Safe?\n- [x] No secrets, keys\n',
      '# Note\na\n\n# Testing\n\n…\n\n# Safe?\n- [x] No secrets, keys\n',
    ],
    ['at the end of anything else', 'Testing', 'Words\n', 'Words\n\n## Testing\n\n…\n'],
  ];
  for (const [name, section, body, expected] of sections) {
    it(`put a section ${name}`, () => {
      const guidance = /<!-- .*-->/;
      const after = applyEdits(body, [insertSection(procedure, body, section)]);
      assert.equal(after.replace(guidance, '…').trimEnd(), expected.trimEnd());
    });
  }

  const items: [name: string, item: string, body: string, expected: string][] = [
    [
      'before the next one, where there is none before it',
      'No secrets, keys',
      '1. [x] Dependencies: checked\n2. [x] Dependencies: checked\n',
      '1. [ ] No secrets, keys\n1. [x] Dependencies: checked\n2. [x] Dependencies: checked\n',
    ],
    [
      'behind the last of those before it',
      'Dependencies: checked',
      '- [x] No secrets, keys\n- [x] Input is validated\n- [x] Input is validated\n\nWords\n',
      '- [x] No secrets, keys\n- [x] Input is validated\n- [x] Input is validated\n- [ ] Dependencies: checked\n\nWords\n',
    ],
    [
      'under the heading of the checklist',
      'No secrets, keys',
      '## Security Checklist\n\n## Note\n',
      '## Security Checklist\n\n- [ ] No secrets, keys\n\n## Note\n',
    ],
    [
      'under a heading of its own, of the level of the others',
      'No secrets, keys',
      '#### Testing\na\n',
      '#### Testing\na\n\n#### Security checklist\n\n- [ ] No secrets, keys\n',
    ],
    [
      'under a heading of the second level, where there is none',
      'No secrets, keys',
      'Words\n',
      'Words\n\n## Security checklist\n\n- [ ] No secrets, keys\n',
    ],
  ];
  for (const [name, item, body, expected] of items) {
    it(`put an item ${name}`, () => {
      const after = applyEdits(body, [insertItem(procedure, body, item)]);
      assert.equal(after.trimEnd(), expected.trimEnd());
    });
  }

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

describe('markNotApplicable and giveReason', () => {
  const secrets = 'No secrets, keys';
  function boxOf(body: string): TextRange {
    const [range] = readDescription(prepare(procedure).template, body)
      .checklist.flatMap(({ entries }) => entries)
      .map((entry) => entry.range);
    assert.ok(range);
    return range;
  }

  it('write behind the item, with a place for the reason where there is none yet', () => {
    const body = `- [ ] ${secrets}\n\nWords\n`;
    const marked = applyEdits(body, [markNotApplicable(procedure, body, secrets, boxOf(body))]);
    assert.equal(marked, `- [ ] ${secrets} N/A: \n\nWords\n`);
  });

  it('write the item anew where what stands behind it would hide the mark', () => {
    const body = `- [ ] ${secrets}\n  :::\n`;
    const edit = markNotApplicable(procedure, body, secrets, boxOf(body), 'docs only');
    assert.equal(applyEdits(body, [edit]), `- [ ] ${secrets} N/A: docs only\n`);
  });

  const reasons: [body: string, expected: string][] = [
    [`- [ ] ${secrets} N/A`, `- [ ] ${secrets} N/A: docs only`],
    [`- [ ] ${secrets} N/A:`, `- [ ] ${secrets} N/A: docs only`],
    [`- [ ] ${secrets} n/a -   `, `- [ ] ${secrets} n/a - docs only   `],
  ];
  for (const [body, expected] of reasons) {
    it(`give ${JSON.stringify(body)} its reason`, () => {
      assert.equal(applyEdits(body, [giveReason(body, boxOf(body), 'docs only')]), expected);
    });
  }
});

describe('completeTemplate', () => {
  it('adds what a template lacks, each at its place, and keeps the rest', () => {
    const template = '# Summary\n\nWords\n\n# Checklist\n\n* [ ] Dependencies: checked\n';
    assert.deepEqual(
      templateFindings(procedure, template).map(({ code, data }) => [
        code,
        'section' in data ? data.section : data.item,
      ]),
      [
        ['pr.section-missing', 'Testing'],
        ['pr.section-missing', '`Rollback` plan'],
        ['checklist.item-missing', 'No secrets, keys'],
        ['checklist.item-missing', 'Input is **validated**'],
      ],
    );
    const complete = completeTemplate(procedure, template);
    assert.deepEqual(templateFindings(procedure, complete), []);
    assert.equal(
      complete.replaceAll(/\n<!-- .*-->\n/g, ''),
      '# Summary\n\nWords\n\n# Testing\n\n# `Rollback` plan\n\n# Checklist\n\n* [ ] No secrets, keys\n* [ ] Input is **validated**\n* [ ] Dependencies: checked\n',
    );
  });
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
