import assert from 'node:assert/strict';
import fc from 'fast-check';
import { linesOf } from '../../../src/commandLine/lines.ts';

async function linesIn(chunks: readonly string[], longest = 1000): Promise<string[]> {
  const lines: string[] = [];
  const stream = (async function* () {
    for (const chunk of chunks) {
      yield Promise.resolve(Buffer.from(chunk, 'latin1'));
    }
  })();
  for await (const line of linesOf(stream, longest)) {
    lines.push(line === 'too long' ? line : Buffer.from(line).toString('latin1'));
  }
  return lines;
}

describe('linesOf', () => {
  const table: [string[], string[]][] = [
    [[], []],
    [[''], []],
    [['a'], ['a']],
    [['a\n'], ['a']],
    [['a\nb'], ['a', 'b']],
    [['\n\na\n\n'], ['', '', 'a', '']],
    [
      ['ab', 'c\nd', '\n'],
      ['abc', 'd'],
    ],
    [['a\r\nb\rc\n'], ['a\r', 'b\rc']],
  ];
  for (const [chunks, lines] of table) {
    it(JSON.stringify(chunks), async () => {
      assert.deepEqual(await linesIn(chunks), lines);
    });
  }

  it('passes over a line that is too long, and goes on behind it', async () => {
    assert.deepEqual(await linesIn(['1234\n123', '45\n1', '234', '567'], 4), [
      '1234',
      'too long',
      'too long',
    ]);
  });

  it('does not depend on where chunks end', async () => {
    const text = fc.string({ unit: fc.constantFrom('a', '\n', '\r'), maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(text, fc.nat(5), async (whole, size) => {
        const chunks = whole.match(new RegExp(`[^]{1,${size + 1}}`, 'g')) ?? [];
        assert.deepEqual(
          await linesIn(chunks),
          whole.replace(/\n$/, '') === '' && !whole.includes('\n')
            ? []
            : whole.replace(/\n$/, '').split('\n'),
        );
      }),
    );
  });
});
