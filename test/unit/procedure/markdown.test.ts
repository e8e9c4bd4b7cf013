import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { readMarkdown } from '../../../src/procedure/markdown.ts';
import { inlineText, withoutComments } from '../../../src/procedure/markdownText.ts';
import { tries } from '../../thorough.ts';

describe('task list items', () => {
  const rows: [name: string, markdown: string, tasks: string[]][] = [
    [
      'each kind of bullet',
      '- [ ] a\n* [x] b\n+ [X] c\n1. [ ] d\n2) [x] e',
      ['[ ] a', '[x] b', '[x] c', '[ ] d', '[x] e'],
    ],
    ['indented ones', '- a\n  - [x] b\n    1. [ ] c', ['[x] b', '[ ] c']],
    ['quoted ones', '> - [x] a\n> > * [ ] b', ['[x] a', '[ ] b']],
    ['with blank lines between', '- [x] a\n\n- [ ] b', ['[x] a', '[ ] b']],
    ['not in fenced code', '```\n- [x] a\n```\n~~~md\n- [ ] b\n~~~', []],
    ['not in indented code', '    - [x] a\n\ntext', []],
    ['not in code of a list item', '- a\n\n      - [x] b', []],
    ['not in comments', '<!--\n- [x] a\n-->\n\n<!-- - [x] b -->', []],
    ['not in a comment that is not closed', '<!--\n- [x] a\n\n- [x] b', []],
    ['not within HTML', '<div>\n- [x] a\n</div>', []],
    ['after HTML and a blank line', '<details>\n\n- [x] a\n\n</details>', ['[x] a']],
    ['not outside lists', '[x] a\n\n# [x] b', []],
    ['not with other brackets', '- [] a\n- [y] b\n- (x) c\n- [xx] d\n- [ x ] e', []],
    ['not without white space behind', '- [x]a\n- [x]', []],
    ['not where a link is meant', '- [x](a) b\n- [x][y] c\n\n[y]: z', []],
    ['not in a later paragraph', '- a\n\n  [x] b', []],
    ['not behind a heading’s mark', '- # [x] b', []],
    ['a line break behind the box', '- [x]\n  a', ['[x] a']],
    ['more white space', '-   [x]   a  ', ['[x]   a']],
    ['Windows line ends', '- [x] a\r\n- [ ] b\r\n', ['[x] a', '[ ] b']],
    ['over several lines', '- [x] a\n  b\nc', ['[x] a\nb\nc']],
    ['its first paragraph alone', '- [x] a\n\n  b\n  - c', ['[x] a']],
    ['deep ones', `${'- '.repeat(40)}[x] a`, ['[x] a']],
  ];
  for (const [name, markdown, tasks] of rows) {
    it(name, () => {
      assert.deepEqual(
        readMarkdown(markdown).tasks.map(({ isTicked, text }) => `[${isTicked ? 'x' : ' '}] ${text}`),
        tasks,
      );
    });
  }
});

describe('sections', () => {
  const rows: [name: string, markdown: string, sections: string[]][] = [
    ['ATX and setext', '# A\nx\n\nB\n===\n\nC\n---\ny\n###### D ##', ['A +', 'B +', 'C +', 'D -']],
    [
      'not in quotes, lists, code and comments',
      '> # A\n\n- # B\n\n```\n# C\n```\n<!--\n# D\n-->\n\n    # E\n',
      [],
    ],
    ['not a tag', '#A\n\n####### B', []],
    ['without marks', '## **A** `b` ~~c~~ ~d~ [e](f) \\* &amp; <!-- g -->', ['A b c d e * &  -']],
    ['white space is nothing', '# A\n \t\n\n&nbsp;\n\n&#32;', ['A -']],
    ['comments are nothing', '# A\n<!-- a -->\n<!-- b\nc --> <!--> <!---> \n\n<!-- d', ['A -']],
    ['words beside a comment', '# A\n<!-- a --> b', ['A +']],
    ['words before a comment', '# A\nb <!-- a -->', ['A +']],
    ['a comment within a line', '# A\n&nbsp;<!-- a -->', ['A -']],
    ['HTML is something', '# A\n<br>', ['A +']],
    ['HTML around a comment is something', '# A\n<div><!-- a --></div>', ['A +']],
    ['text', '# A\nb', ['A +']],
    ['a task', '# A\n- [ ] b', ['A +']],
    ['a list item with nothing but a comment', '# A\n- <!-- a -->\n- \n> <!-- b -->', ['A -']],
    ['a list item', '# A\n- b', ['A +']],
    ['a quote', '# A\n> b', ['A +']],
    ['a heading in a quote', '# A\n> # b', ['A +']],
    ['a rule is nothing', '# A\n\n---\n***', ['A -']],
    ['a definition is nothing', '# A\n[//]: # (How was it tested?)', ['A -']],
    ['a table', '# A\n|b|\n|-|', ['A +']],
    ['an image', '# A\n![b](c)', ['A +']],
    ['an image without a text', '# A\n![](c)', ['A +']],
    ['code', '# A\n    <!-- b -->', ['A +']],
    ['fenced code', '# A\n```\n<!-- b -->\n```', ['A +']],
    ['code with nothing in it', '# A\n```\n\n```', ['A -']],
    ['sub-headings are nothing', '# A\n## B\n### C\n## D', ['A -', 'B -', 'C -', 'D -']],
    ['what is under a sub-heading', '# A\n## B\n### C\nx\n## D', ['A +', 'B +', 'C +', 'D -']],
    ['a higher heading ends it', '## A\n# B\nx', ['A -', 'B +']],
    ['the same level ends it', '## A\n## B\nx', ['A -', 'B +']],
    ['a skipped level is below', '# A\n#### B\nx\n## C', ['A +', 'B +', 'C -']],
    ['text before all', 'x\n# A', ['A -']],
    ['an empty heading', '#\nx', [' +']],
  ];
  for (const [name, markdown, sections] of rows) {
    it(name, () => {
      assert.deepEqual(
        readMarkdown(markdown).sections.map(({ heading, isFilled }) => `${heading} ${isFilled ? '+' : '-'}`),
        sections,
      );
    });
  }
});

describe('inline text', () => {
  const rows: [string, string][] = [
    ['a', 'a'],
    ['*a* **b** ***c*** _d_ __e__', 'a b c d e'],
    ['snake_case_name 2 * 3 * 4', 'snake_case_name 2 * 3 * 4'],
    ['`a` ``b ` c``', 'a b ` c'],
    ['~a~ ~~b~~', 'a b'],
    ['~~a~ b', '~~a~ b'],
    ['~a~~', '~a~~'],
    ['~~~a~~~', '~~~a~~~'],
    ['~~a ~b~ c~~', 'a b c'],
    ['~ a ~', '~ a ~'],
    ['a~b~c', 'abc'],
    ['**~~a~~**', 'a'],
    ['[~a~](b)', 'a'],
    ['`~a~`', '~a~'],
    ['\\~a~ \\*b*', '~a~ *b*'],
    ['[a](javascript:b) <c@d.e>', 'a c@d.e'],
    ['a<!-- b -->c', 'ac'],
    ['a<b>c</b>', 'a<b>c</b>'],
    ['a\nb  \nc\\\nd', 'a\nb\nc\nd'],
    ['&lt;&#97;&auml;', '<aä'],
    ['![a](b)', 'a'],
    ['[a', '[a'],
    ['a & b < c', 'a & b < c'],
  ];
  for (const [markdown, text] of rows) {
    it(JSON.stringify(markdown), () => {
      assert.equal(inlineText(markdown), text);
    });
  }

  it('without marks is what it says: the short way is the long way', () => {
    const parser = new MarkdownIt({ html: true });
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('ab1 .,:;-+()/#$%@"\'{}=?^|>é😀\t')) }),
        (text) => {
          const [inline] = parser.parseInline(text, {});
          assert.equal(inlineText(text), (inline?.children ?? []).map(({ content }) => content).join(''));
        },
      ),
      { numRuns: tries(200) },
    );
  });
});

describe('comments', () => {
  const rows: [string, string][] = [
    ['a', 'a'],
    ['a<!-- b -->c<!--d-->', 'ac'],
    ['<!-->a<!--->b', 'ab'],
    ['<!-- a <!-- b -->c', 'c'],
    ['a<!-- b', 'a'],
    ['a<!-- b -- >c', 'a'],
    ['a-->b', 'a-->b'],
  ];
  for (const [html, rest] of rows) {
    it(`${html} leaves ${rest}`, () => {
      assert.equal(withoutComments(html), rest);
    });
  }
});
