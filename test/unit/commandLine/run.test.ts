import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { buildCommandLine, changeGuide } from './changeGuide.ts';

describe('change-guide', () => {
  before(buildCommandLine);

  it('says its version', async () => {
    const manifest = readFileSync(path.join(import.meta.dirname, '../../../package.json'), 'utf8');
    const { version } = JSON.parse(manifest) as { version: string };
    assert.deepEqual(await changeGuide(['--version']), { code: 0, stdout: `${version}\n`, stderr: '' });
  });

  for (const args of [['--help'], ['help'], ['-h']]) {
    it(`teaches with ${args.join(' ')}`, async () => {
      const { code, stdout, stderr } = await changeGuide(args);
      assert.equal(code, 0);
      assert.match(stdout, /evaluate .*\n {2}procedure /);
      assert.equal(stderr, '');
    });
  }

  for (const command of ['evaluate', 'procedure']) {
    it(`teaches ${command} with examples`, async () => {
      const { code, stdout } = await changeGuide([command, '--help']);
      assert.equal(code, 0);
      assert.match(stdout, new RegExp(`Examples:\n {2}change-guide ${command} `));
    });
  }

  const misused: [string[], string][] = [
    [[], 'which command?\nTry `change-guide --help`.'],
    [['evalute'], 'unknown command `evalute`; did you mean `evaluate`?\nTry `change-guide --help`.'],
    [['xyzzy'], 'unknown command `xyzzy`\nTry `change-guide --help`.'],
    [['--verson'], 'unknown option `--verson`; did you mean `--version`?\nTry `change-guide --help`.'],
    [['\u001b[2Jx'], 'unknown command `[2Jx`\nTry `change-guide --help`.'],
    [
      ['evaluate', '--jsn', 'x'],
      'unknown option `--jsn`; did you mean `--json`?\nTry `change-guide evaluate --help`.',
    ],
    [
      ['evaluate', '--json=yes', 'x'],
      "Option '--json' does not take an argument\nTry `change-guide evaluate --help`.",
    ],
    [
      ['evaluate'],
      'no record to judge; name a JSON file, or - for standard input\nTry `change-guide evaluate --help`.',
    ],
    [
      ['evaluate', '-', '-'],
      'standard input can be read only once; give - once\nTry `change-guide evaluate --help`.',
    ],
    [['procedure'], 'procedure what? it is `init` or `check`\nTry `change-guide procedure --help`.'],
    [
      ['procedure', 'chek'],
      'unknown action `chek`; did you mean `check`?\nTry `change-guide procedure --help`.',
    ],
    [
      ['procedure', 'toString'],
      'unknown action `toString`; it is `init` or `check`\nTry `change-guide procedure --help`.',
    ],
    [
      ['procedure', 'check', 'a', 'b'],
      '`procedure check` takes one file\nTry `change-guide procedure --help`.',
    ],
  ];
  for (const [args, message] of misused) {
    it(`refuses ${JSON.stringify(args)}`, async () => {
      const expected = { code: 2, stdout: '', stderr: `change-guide: ${message}\n` };
      assert.deepEqual(await changeGuide(args), expected);
    });
  }
});
