import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { generatedFiles } from '../../scripts/generate.ts';

const root = path.join(import.meta.dirname, '../..');

describe('what is made from the source', () => {
  it('is up to date (else: npm run generate)', async () => {
    for (const [file, text] of await generatedFiles(root)) {
      assert.equal(readFileSync(path.join(root, file), 'utf8'), text, `${file} is stale`);
    }
  });
});
