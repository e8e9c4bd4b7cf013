import assert from 'node:assert/strict';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { defaultProcedure } from '../../../src/procedure/procedure.ts';
import { templateText } from '../../../src/procedure/templateText.ts';
import { buildCommandLine, changeGuide, temporaryFolder } from './changeGuide.ts';

const file = '.github/pull_request_template.md';

describe('change-guide template', () => {
  before(buildCommandLine);

  let cwd = '';
  let remove: () => void;
  beforeEach(() => {
    ({ folder: cwd, remove } = temporaryFolder());
  });
  afterEach(() => {
    remove();
  });

  const write = (name: string, text: string) => {
    mkdirSync(path.dirname(path.join(cwd, name)), { recursive: true });
    writeFileSync(path.join(cwd, name), text);
  };
  const read = (name = file) => readFileSync(path.join(cwd, name), 'utf8');

  it('writes the template of the procedure', async () => {
    const { code, stdout } = await changeGuide(['template'], { cwd });
    assert.equal(code, 0);
    assert.match(stdout, /^Wrote \.github\/pull_request_template\.md\. /);
    assert.equal(read(), templateText(defaultProcedure));
    assert.match((await changeGuide(['template'], { cwd })).stdout, /has all that the procedure asks for/);
  });

  it('writes it where the procedure file says, with what it says', async () => {
    write(
      '.github/change-procedure.yml',
      'version: 1\npullRequest:\n  template: docs/pull_request_template.md\n  sections: [Why]\n',
    );
    assert.equal((await changeGuide(['template'], { cwd })).code, 0);
    assert.match(read('docs/pull_request_template.md'), /\n## Why\n/);
  });

  it('keeps the one that is there, says what it lacks, and adds it when told to', async () => {
    const mine = '## Summary\n\nmine\n\n## Rollback plan\n';
    write('docs/PULL_REQUEST_TEMPLATE.md', mine);
    const { code, stdout } = await changeGuide(['template'], { cwd });
    assert.equal(code, 1);
    assert.match(stdout, /is kept as it is\. It lacks:\n {2}section: Testing\n {2}item: No secrets/);
    assert.equal(read('docs/PULL_REQUEST_TEMPLATE.md'), mine);
    assert.equal((await changeGuide(['template', '--add'], { cwd })).code, 0);
    assert.match(read('docs/PULL_REQUEST_TEMPLATE.md'), /^## Summary\n\nmine\n\n## Testing\n/);
    assert.equal((await changeGuide(['template'], { cwd })).code, 0);
    assert.equal(existsSync(path.join(cwd, file)), false);
  });

  it('asks which one, of several', async () => {
    write('.github/PULL_REQUEST_TEMPLATE/fix.md', '');
    write('.github/PULL_REQUEST_TEMPLATE/feature.md', '');
    const { code, stderr } = await changeGuide(['template'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /there are several templates: .*feature\.md, .*fix\.md; name one/);
    assert.equal(
      (await changeGuide(['template', '--add', '.github/PULL_REQUEST_TEMPLATE/fix.md'], { cwd })).code,
      0,
    );
    assert.match(read('.github/PULL_REQUEST_TEMPLATE/fix.md'), /## Summary/);
  });

  it('writes nothing from a procedure file with problems', async () => {
    write('.github/change-procedure.yml', 'version: 2\n');
    const { code, stderr } = await changeGuide(['template'], { cwd });
    assert.equal(code, 2);
    assert.match(stderr, /change-procedure\.yml:1:10: /);
    assert.equal(existsSync(path.join(cwd, file)), false);
  });
});
