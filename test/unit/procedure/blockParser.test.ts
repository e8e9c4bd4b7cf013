import assert from 'node:assert/strict';
import MarkdownIt from 'markdown-it';
import { parseBlocks } from '../../../src/procedure/blockParser.ts';
import { body } from './records.ts';

const own = new MarkdownIt({ html: true });
own.core.ruler.enableOnly(['normalize', 'block']);

describe('the blocks of a text', () => {
  const texts = [
    body,
    '# a\n\nb\n=\n\n***\n',
    '> 3. [ ] a\n>\n>    ```js\n>    b\n>    ```\n> 4. c\n',
    '- a\n\n  - b\n\n      c\n- d\n',
    '| a | b |\n|---|:-:|\n| - [ ] c | d |\n',
    '<details>\n- [x] a\n\n- [x] b\n</details>\n\n[a]: https://b.test "c"\n',
  ];
  for (const text of texts) {
    it(`are markdown-it's own: ${JSON.stringify(text.slice(0, 20))}`, () => {
      const fields = (tokens: unknown): unknown => JSON.parse(JSON.stringify(tokens));
      const references = {};
      const ownReferences = {};
      assert.deepEqual(fields(parseBlocks(text, references)), fields(own.parse(text, ownReferences)));
      assert.deepEqual(references, ownReferences);
    });
  }
});
