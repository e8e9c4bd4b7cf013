import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { writtenTexts } from '../../scripts/texts.ts';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');

/** The messages that the page is about: each paragraph of its quotations. */
function quotedMessages(): string[] {
  const quotations = read('docs/troubleshooting.md').match(/(^>.*\n)+/gm) ?? [];
  return quotations.flatMap((quotation) =>
    quotation
      .replaceAll(/^> ?/gm, '')
      .split('\n\n')
      .map((message) => message.replaceAll('\n', ' ').trim()),
  );
}

/** As the page quotes a text: one line, `…` for its values, without the name that the command line begins with. */
function asQuoted(text: string): string {
  return text
    .replaceAll(/\{\w+\}/g, '…')
    .replace(/^change-guide: /, '')
    .trim();
}

async function productTexts(): Promise<Set<string>> {
  const manifest = JSON.parse(read('package.nls.json')) as Record<string, string>;
  const written = (await writtenTexts(root)).map(({ text }) => text);
  return new Set([...Object.values(manifest), ...written].flatMap((text) => text.split('\n').map(asQuoted)));
}

describe('docs/troubleshooting.md', () => {
  it('quotes messages as the product has them', async () => {
    const texts = await productTexts();
    const quoted = quotedMessages();
    assert.ok(quoted.length > 80, 'the quotations are found');
    assert.deepEqual(
      quoted.filter((message) => !texts.has(asQuoted(message))),
      [],
    );
  });

  it('quotes none of them twice', () => {
    const quoted = quotedMessages();
    assert.deepEqual(
      quoted.filter((message, index) => quoted.indexOf(message) !== index),
      [],
    );
  });
});
