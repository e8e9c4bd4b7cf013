import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseProcedure } from '../../../src/procedure/parseProcedure.ts';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import { buildCommandLine, changeGuide, temporaryFolder } from './changeGuide.ts';

const file = '.github/change-procedure.yml';

describe('change-guide procedure', () => {
  before(buildCommandLine);

  let cwd = '';
  let remove: () => void;
  beforeEach(() => {
    ({ folder: cwd, remove } = temporaryFolder());
  });
  afterEach(() => {
    remove();
  });

  const write = (text: string | Uint8Array) => {
    mkdirSync(path.join(cwd, '.github'), { recursive: true });
    writeFileSync(path.join(cwd, file), text);
  };

  it('init writes the default procedure', async () => {
    const { code, stdout } = await changeGuide(['procedure', 'init'], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /^Wrote \.github\/change-procedure\.yml\. /);
    const parsed = parseProcedure(readFileSync(path.join(cwd, file), 'utf8'));
    assert.deepEqual(parsed, { ok: true, procedure: defaultProcedure });
    const checked = await changeGuide(['procedure', 'check'], { cwd });
    assert.deepEqual(checked, { code: 0, stdout: `${file}: no problems\n`, stderr: '' });
  });

  it('init keeps a file that is there', async () => {
    write('mine');
    const { code, stdout, stderr } = await changeGuide(['procedure', 'init'], { cwd });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /is already there and was left as it is/);
    assert.equal(readFileSync(path.join(cwd, file), 'utf8'), 'mine');
  });

  it('init says why it cannot write', async () => {
    writeFileSync(path.join(cwd, '.github'), 'a file where the folder should be');
    const { code, stdout, stderr } = await changeGuide(['procedure', 'init'], { cwd });
    assert.deepEqual([code, stdout], [2, '']);
    assert.match(stderr, /^change-guide: \.github\/change-procedure\.yml could not be written: E/);
  });

  it('check lists every problem at its place', async () => {
    write('version: 1\r\naprovals: {}\r\nroles: { qa-team: { approvals: two } }\r\n');
    const { code, stdout, stderr } = await changeGuide(['procedure', 'check'], { cwd });
    assert.deepEqual([code, stdout], [2, '']);
    assert.deepEqual(stderr.split('\n'), [
      `${file}:2:1: unknown key \`aprovals\`; did you mean \`approvals\`?`,
      `${file}:3:32: \`roles.qa-team.approvals\` must be a whole number from 1 to 20; found \`two\``,
      '',
    ]);
  });

  it('check lets no control character through', async () => {
    write('version: 1\n"\\e[31mred\\x9b1m": 1\n');
    const { code, stderr } = await changeGuide(['procedure', 'check'], { cwd });
    assert.equal(code, 2);
    assert.doesNotMatch(stderr.trimEnd(), /\p{Cc}/u);
  });

  it('check needs a file', async () => {
    const { code, stderr } = await changeGuide(['procedure', 'check'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /^change-guide: the procedure file could not be read: ENOENT/);
  });

  it('check needs UTF-8', async () => {
    write(Buffer.from([0x76, 0xff, 0xfe]));
    const { code, stderr } = await changeGuide(['procedure', 'check'], { cwd });
    assert.deepEqual([code, stderr], [2, `change-guide: ${file} is not UTF-8 text; save it as UTF-8\n`]);
  });
});
