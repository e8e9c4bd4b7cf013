import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { languages, textBundles, unsaidTexts, type Texts } from '../../scripts/texts.ts';

const root = path.join(import.meta.dirname, '../..');

const textsIn = (file: string): Texts => JSON.parse(readFileSync(path.join(root, file), 'utf8')) as Texts;

/** `{0}` and the like, `$(icons)`, and what Markdown's links lead to: the same in every language. */
const fixedParts = (text: string) =>
  (text.match(/\{\w+\}|\$\([a-z-]+\)|\]\([^)]*\)|`[^`]*`/g) ?? []).sort().join(' ');

// The whole source is read: once.
const bundles = textBundles(root);

for (const language of languages) {
  describe(`the texts in ${language}`, () => {
    const pairs = [`l10n/bundle.l10n.${language}.json`, `package.nls.${language}.json`] as const;
    const [bundle, manifest] = pairs.map(textsIn);

    it('are there for every text of the source, and for no other', async () => {
      const expected = (await bundles).get(pairs[0]) ?? {};
      assert.deepEqual(Object.keys(bundle ?? {}), Object.keys(expected), 'run `npm run generate`');
      const missing = Object.keys(expected).filter((english) => (bundle?.[english] ?? '') === '');
      assert.deepEqual(missing, [], `translate them in ${pairs[0]}`);
    });

    it('are there for every text of the manifest, and for no other', () => {
      assert.deepEqual(Object.keys(manifest ?? {}), Object.keys(textsIn('package.nls.json')));
    });

    it('keep values, icons, code and the targets of links as they are', () => {
      const english = textsIn('package.nls.json');
      const changed = [
        ...Object.entries(bundle ?? {}),
        ...Object.entries(manifest ?? {}).map(([key, text]) => [english[key] ?? '', text] as const),
      ].filter(([from, to]) => to !== '' && fixedParts(from) !== fixedParts(to));
      assert.deepEqual(changed, []);
    });

    it('have typographic quotation marks and apostrophes', () => {
      const typed = Object.values({ ...bundle, ...manifest }).filter((text) =>
        /["']|\p{L}´/u.test(text.replaceAll(/`[^`]*`/g, '')),
      );
      assert.deepEqual(typed, []);
    });
  });
}

describe('the manifest', () => {
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');

  it('names the texts that are there, and all of them', () => {
    const named = [...manifest.matchAll(/"%([\w.-]+)%"/g)].map(([, key]) => key ?? '');
    assert.deepEqual([...new Set(named)].sort(), Object.keys(textsIn('package.nls.json')).sort());
  });

  it('holds no text of its own', () => {
    const { contributes, capabilities } = JSON.parse(manifest) as Record<string, unknown>;
    const shown =
      /"(title|shortTitle|name|contextualTitle|category|contents|description|markdownDescription|\w*[dD]eprecationMessage|altText)":("(?!%)[^"]*")/g;
    // What is told to a model is English.
    const forPeople = JSON.stringify([contributes, capabilities], (key, value: unknown) =>
      key === 'inputSchema' || (key === 'name' && /^change_[a-z_]+$/.test(String(value))) ? undefined : value,
    );
    const own = [...forPeople.matchAll(shown)].map(([text]) => text);
    const lists = /"(enumDescriptions|markdownEnumDescriptions|enumItemLabels)":\["(?!%)/g;
    assert.deepEqual([...own, ...(JSON.stringify(contributes).match(lists) ?? [])], []);
  });
});

describe('the texts of the source', () => {
  it('are found with the places of their values', async () => {
    const english = (await bundles).get('l10n/bundle.l10n.json') ?? {};
    assert.ok('An error without a message.' in english);
    assert.ok(
      'Ticket {0} was closed as not planned. Reopen it if the change is wanted, or link the ticket that plans it.' in
        english,
    );
  });

  it('are all said, so that they can be translated', async () => {
    const found = await unsaidTexts(root);
    assert.deepEqual(
      found.map(({ file, line, text }) => `${file}:${line} ${text}`),
      [],
      'write them as say`…` or t`…`',
    );
  });
});
