import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '../..');
const read = (file: string) => readFileSync(path.join(root, file), 'utf8');
const pages = [
  'README.md',
  'SECURITY.md',
  ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`),
];

/** The page without what stands in its code blocks. */
const proseOf = (page: string) => read(page).replaceAll(/^```[^]*?^```$/gm, '');

/** What GitHub makes of a heading for links to it. */
function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** Where a page's links lead to, as `file` or `file#heading`, that are neither. */
function brokenLinks(page: string): string[] {
  const targets = [...proseOf(page).matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = '']) => target);
  return targets.filter((target) => {
    if (/^[a-z]+:/.test(target)) {
      return false;
    }
    const [file = '', anchor] = target.split('#');
    const where = file === '' ? page : path.posix.join(path.posix.dirname(page), file);
    if (!existsSync(path.join(root, where))) {
      return true;
    }
    const headings = () => [...proseOf(where).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => heading);
    return anchor !== undefined && !headings().map(anchorOf).includes(anchor);
  });
}

describe('the pages', () => {
  const titles = Object.entries(JSON.parse(read('package.nls.json')) as Record<string, string>).flatMap(
    ([key, text]) => (key.startsWith('command.') ? [text] : []),
  );
  const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };

  for (const page of pages) {
    it(`${page} names only what is there: pages, commands, scripts`, () => {
      assert.deepEqual(brokenLinks(page), []);
      const text = read(page).replaceAll(/\s+/g, ' ');
      const commands = [...text.matchAll(/\*\*\[?Change: ([^*\]]+)/g)].map(([, title = '']) => title);
      assert.deepEqual(
        commands.filter((title) => !titles.includes(title)),
        [],
      );
      const run = [...text.matchAll(/\bnpm run ([a-z][\w:-]*)/g)].map(([, script = '']) => script);
      assert.deepEqual(
        run.filter((script) => !(script in scripts)),
        [],
      );
    });
  }

  it('are all to be found from the README', () => {
    const readme = read('README.md');
    assert.deepEqual(
      pages.filter((page) => page !== 'README.md' && !readme.includes(`](${page}`)),
      [],
    );
  });
});
