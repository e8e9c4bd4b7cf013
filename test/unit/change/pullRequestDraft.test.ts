import assert from 'node:assert/strict';
import fc from 'fast-check';
import { draftText, parseDraft } from '../../../src/change/pullRequestDraft.ts';

describe('parseDraft', () => {
  const cases: readonly (readonly [name: string, text: string, title: string, body: string])[] = [
    ['a title and a body', '# Refund\n\n## Summary\n\nIt pays.\n', 'Refund', '## Summary\n\nIt pays.'],
    ['a colon in the title', '# fix: refund #2\n\nx', 'fix: refund #2', 'x'],
    ['closing marks of the heading', '# Refund ##\nx', 'Refund', 'x'],
    ['a # that belongs to a word', '# Use C#\nx', 'Use C#', 'x'],
    ['Windows line ends', '# Refund\r\n\r\nOne\r\nTwo\r\n', 'Refund', 'One\nTwo'],
    ['a byte order mark', '\uFEFF# Refund\nx', 'Refund', 'x'],
    ['front matter', '---\nlabels: [a]\n---\n\n# Refund\nx', 'Refund', 'x'],
    ['front matter alone', '---\nlabels: [a]\n---\n', '', ''],
    ['a rule that no other closes', '---\n# Refund\nx', '', '---\n# Refund\nx'],
    ['an empty title', '#\n\nx', '', 'x'],
    ['no title', '## Summary\nx', '', '## Summary\nx'],
    ['a title that is not the first thing', 'Hello\n# Refund', '', 'Hello\n# Refund'],
    ['no text', '', '', ''],
  ];
  for (const [name, text, title, body] of cases) {
    it(`reads ${name}`, () => {
      const draft = parseDraft(text);
      assert.deepEqual([draft.title, draft.body], [title, body]);
    });
  }

  it('keeps the front matter as it is', () => {
    assert.equal(parseDraft('---\nlabels: [a]\n# x\n---\n# Refund').frontMatter, 'labels: [a]\n# x');
    assert.equal(parseDraft('# Refund').frontMatter, undefined);
  });

  it('says on which lines the title and the body are', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('', '---', '# T', 'x', '  ', '## S', 'a: b')), (lines) => {
        const draft = parseDraft(lines.join('\n'));
        const body = draft.body.split('\n');
        assert.deepEqual(
          lines
            .slice(draft.bodyLine, draft.bodyLine + body.length)
            .join('\n')
            .trimEnd(),
          draft.body,
        );
        if (draft.title !== '') {
          assert.equal(lines[draft.titleLine], `# ${draft.title}`);
        }
      }),
    );
  });

  it('reads what was written', () => {
    const written = { title: 'Refund: in “the” currency', body: 'Closes #42\n\n## Summary' };
    const { title, body } = parseDraft(draftText(written));
    assert.deepEqual({ title, body }, written);
  });
});
