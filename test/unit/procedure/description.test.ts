import assert from 'node:assert/strict';
import { checklistItem } from '../../../src/procedure/checklist.ts';
import { readDescription } from '../../../src/procedure/description.ts';
import { comparableTitle, inlineText } from '../../../src/procedure/markdownText.ts';

/** `answered`, `not applicable`, or the finding's code; `not applicable, …` where both hold. */
function answerTo(item: string, body: string): string {
  const { checklist } = readDescription({ sections: [], checklist: [checklistItem(item)] }, body);
  const [answer] = checklist;
  const problem = answer?.problem?.replace('checklist.', '');
  return answer?.isNotApplicable === true
    ? ['not applicable', ...(problem === undefined ? [] : [problem])].join(', ')
    : (problem ?? 'answered');
}

describe('the answer to a checklist item', () => {
  const item = 'Input from outside is validated';
  const rows: [body: string, answer: string][] = [
    ['', 'item-missing'],
    [`- ${item}`, 'item-missing'],
    [`- [x] ${item}`, 'answered'],
    [`- [X] ${item}`, 'answered'],
    [`- [ ] ${item}`, 'unanswered'],
    [`- [x] input FROM outside  is\tvalidated`, 'answered'],
    [`- [x] Input from\n  outside is\n  validated`, 'answered'],
    [`- [x] Input from  \n  outside is validated`, 'answered'],
    [`- [x] ${item}.`, 'answered'],
    [`- [x] ${item} …!?`, 'answered'],
    [`- [x] ${item} \\=>`, 'answered'],
    [`- [x] ${item}\n  .`, 'answered'],
    [`- [x] **Input** from _outside_ is \`validated\``, 'answered'],
    [`- [x] Input from outside is **validated**.`, 'answered'],
    [`- [x] ~~${item}~~`, 'answered'],
    [`- [x] ${item} <!-- done -->`, 'answered'],
    [`- [x] ${item}<!-- done -->.`, 'answered'],
    [`- [x] ${item}\n  <!-- done -->`, 'answered'],
    [`- [x] Input <!-- all of it --> from outside is validated`, 'answered'],
    [`- [x]   ${item}`, 'answered'],
    [`- [x] \u00a0${item}`, 'answered'],
    [`1) [x] ${item}`, 'answered'],
    [`\uFEFF- [x] ${item}`, 'answered'],
    [`- [x]${item}`, 'item-missing'],
    [`- [x ] ${item}`, 'item-missing'],
    [`- so [x] ${item}`, 'item-missing'],
    [`- # [x] ${item}`, 'item-missing'],
    [`- [x] ${item} by hand`, 'item-missing'],
    [`- [x] ${item}: by hand`, 'item-missing'],
    [`- [x] ${item}✅`, 'item-missing'],
    [`- [x] ${item}\n  by hand`, 'item-missing'],
    [`- [x] No ${item}`, 'item-missing'],
    [`- [x] Input from outside is`, 'item-missing'],
    [`- [x] Input from outside is validate`, 'item-missing'],
    [`- [x] ${item}ness`, 'item-missing'],
    [`- [x] Inputfrom outside is validated`, 'item-missing'],
    [`- [ ] ${item} N/A: no new input`, 'not applicable'],
    [`- [x] ${item} N/A: no new input`, 'not applicable'],
    [`- [ ] ${item} n/a no new input`, 'not applicable'],
    [`- [ ] ${item}. **N/A** - no new input`, 'not applicable'],
    [`- [ ] ${item} — \`n/A\` (docs)`, 'not applicable'],
    [`- [x] ~~${item}~~ N/A — docs only`, 'not applicable'],
    [`- [x] ~${item}~ N/A — docs only`, 'not applicable'],
    [`- [x] ~~${item}~~N/A — docs only`, 'not applicable'],
    [`- [ ] ${item} | N/A => docs`, 'not applicable'],
    [`- [ ] ${item} <!-- x --> N/A: docs`, 'not applicable'],
    [`- [ ] Input from outside\n  is validated N/A: docs`, 'not applicable'],
    [`- [ ] ${item} N/A: d o c`, 'not applicable'],
    [`- [ ] ${item} N/A: 1a2b3ü`, 'not applicable'],
    [`- [ ] ${item} N/A: *doc*`, 'not applicable'],
    [`- [ ] ${item} N/A`, 'not applicable, no-reason'],
    [`- [x] ${item} N/A`, 'not applicable, no-reason'],
    [`- [ ] ${item} N/A: `, 'not applicable, no-reason'],
    [`- [ ] ${item} N/A: no`, 'not applicable, no-reason'],
    [`- [ ] ${item} N/A: 1234 -- ab`, 'not applicable, no-reason'],
    [`- [ ] ${item} N/A <!-- docs only -->`, 'not applicable, no-reason'],
    [`- [ ] ${item} N/A:\n  docs only`, 'item-missing'],
    [`- [ ] ${item} N/A: docs\n  and more`, 'item-missing'],
    [`- [ ] ${item}\n  N/A: docs only`, 'item-missing'],
    [`- [ ] ${item} .\n  N/A: docs only`, 'item-missing'],
    [`- [ ] ${item} N/Available`, 'item-missing'],
    [`- [ ] ${item} N/A2`, 'item-missing'],
    [`- [ ] ${item} is N/A: docs`, 'item-missing'],
    [`- [ ] ${item} not applicable: docs`, 'item-missing'],
    [`- [ ] N/A: docs ${item}`, 'item-missing'],
    [`- [x] ${item}\n- [x] ${item}`, 'answered'],
    [`- [x] ${item}\n- [ ] ${item}`, 'unanswered'],
    [`- [ ] ${item}\n- [x] ${item}`, 'unanswered'],
    [`- [x] ${item}\n- [ ] ${item} N/A: docs`, 'not applicable'],
    [`- [ ] ${item}\n- [ ] ${item} N/A: docs`, 'not applicable, unanswered'],
    [`- [ ] ${item} N/A\n- [ ] ${item}`, 'not applicable, unanswered'],
    [`- [x] ${item}\n- [ ] ${item} N/A`, 'not applicable, no-reason'],
    [`- [ ] ${item} N/A\n- [ ] ${item} N/A: docs`, 'not applicable, no-reason'],
    [`- [x] ${item}\n- [ ] ${item} by hand`, 'answered'],
  ];
  for (const [body, answer] of rows) {
    it(JSON.stringify(body.replaceAll(item, '…')), () => {
      assert.equal(answerTo(item, body), answer);
    });
  }

  const others: [item: string, body: string, answer: string][] = [
    ['Uses `a` and **b**.', '- [x] uses a and b', 'answered'],
    ['Uses a and b', '- [x] Uses `a` and *b*!', 'answered'],
    ['Is it safe?', '- [x] Is it safe', 'answered'],
    ['Is it safe?', '- [ ] Is it safe? N/A: docs', 'not applicable'],
    ['Is it safe', '- [ ] Is it\u00a0safe', 'unanswered'],
    ['Docs written, or N/A', '- [x] Docs written, or N/A', 'answered'],
    ['İstanbul', '- [x] İSTANBUL', 'answered'],
    ['Ünïcode ✓', '- [x] ünïcode ✓', 'answered'],
    ['a\\*b', '- [x] a*b', 'answered'],
    ['R\u00e9sum\u00e9', '- [x] re\u0301sume\u0301', 'answered'],
    ['re\u0301sume\u0301', '- [ ] R\u00e9sum\u00e9 N/A: docs', 'not applicable'],
    ['Resume', '- [x] Resume\u0301', 'item-missing'],
  ];
  for (const [other, body, answer] of others) {
    it(`${other}: ${JSON.stringify(body)}`, () => {
      assert.equal(answerTo(other, body), answer);
    });
  }

  it('is given for each item of the procedure, in its order', () => {
    const checklist = ['a', 'b', 'c'].map(checklistItem);
    assert.deepEqual(
      readDescription({ sections: [], checklist }, '- [ ] c\n- [x] a').checklist.map(
        ({ item: name, problem }) => [name, problem],
      ),
      [
        ['a', undefined],
        ['b', 'checklist.item-missing'],
        ['c', 'checklist.unanswered'],
      ],
    );
  });
});

describe('the state of a section', () => {
  const stateOf = (section: string, body: string): string | undefined =>
    readDescription(
      { sections: [{ section, comparable: comparableTitle(inlineText(section)) }], checklist: [] },
      body,
    ).sections[0]?.state;
  const rows: [section: string, body: string, state: string][] = [
    ['Rollback plan', '', 'missing'],
    ['Rollback plan', '# Rollback plan\nx', 'filled'],
    ['Rollback plan', '###### **rollback**  `PLAN`:\nx', 'filled'],
    ['Rollback plan', 'Rollback plan\n---\nx', 'filled'],
    ['Rollback plan', 'Rollback\nplan\n===\nx', 'filled'],
    ['Rollback plan', '# Rollback plan \u{10100}\nx', 'filled'],
    ['Rollback plan', '# Rollback plan \u{1f600}\nx', 'missing'],
    ['Rollback plan', '\uFEFF# Rollback plan\nx', 'filled'],
    ['R\u00e9sum\u00e9', '# RE\u0301SUME\u0301\nx', 'filled'],
    ['!', '# ?\nx', 'filled'],
    ['Rollback plan', '# Rollback plan', 'empty'],
    ['Rollback plan', '# Rollback plans\nx', 'missing'],
    ['Rollback plan', '# The rollback plan\nx', 'missing'],
    ['Rollback plan', 'Rollback plan\nx', 'missing'],
    ['Rollback plan', '> # Rollback plan\n> x', 'missing'],
    ['Rollback plan', '# Rollback plan\n# Rollback plan\nx', 'filled'],
    ['Rollback plan', '# Rollback plan\nx\n# Rollback plan', 'filled'],
    ['**Why?**', '## why\nx', 'filled'],
    ['\\*', '# \\*\\*\nx', 'filled'],
    ['a \\*b\\*', '# a *b*\nx', 'missing'],
  ];
  for (const [section, body, state] of rows) {
    it(`${section} in ${JSON.stringify(body)}`, () => {
      assert.equal(stateOf(section, body), state);
    });
  }
});
