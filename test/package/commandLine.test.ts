import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exampleOf } from '../../scripts/docExamples.ts';
import { projectFolder, temporaryFolder } from '../host/folders.ts';
import { filesIn } from '../host/files.ts';
import { assertHolds } from './contents.ts';

const contents: readonly RegExp[] = [
  /^package\.json$/,
  /^(README|CHANGELOG)\.md$/,
  /^LICENSE$/,
  /^THIRD-PARTY-NOTICES\.txt$/,
  /^sbom\.cdx\.json$/,
  /^dist\/(cli\.js|prePush\.cjs|parts\/pushGuard\.cjs)$/,
  /^dist\/parts\/cli\/[A-Za-z]+-[A-Z0-9]{8}\.js$/,
];

const windows = process.platform === 'win32';

describe('the command line’s package', function () {
  this.timeout(120_000);
  const folder = temporaryFolder('npm');
  const home = path.join(folder.path, 'home');
  let file = '';

  const npm = (...args: string[]): string =>
    execFileSync('npm', args, { cwd: projectFolder, encoding: 'utf8', shell: windows });
  const changeGuide = (...args: string[]) => {
    const program = path.join(home, windows ? 'change-guide.cmd' : 'bin/change-guide');
    return spawnSync(program, args, { cwd: folder.path, encoding: 'utf8', shell: windows });
  };

  before('pack and install it', () => {
    const [packed] = JSON.parse(
      npm('pack', '--silent', '--json', '--pack-destination', folder.path),
    ) as readonly [{ readonly filename: string }];
    file = path.join(folder.path, packed.filename);
    // Offline: it needs nothing but what is in it.
    npm('install', '--global', '--prefix', home, '--offline', '--no-audit', '--no-fund', file);
  });
  after(() => {
    folder.remove();
  });

  it('holds what is needed, and nothing else', () => {
    const installed = path.join(home, windows ? '' : 'lib', 'node_modules', 'change-guide');
    assertHolds(filesIn(installed), contents);
  });

  it('weighs less than 450 KB', () => {
    assert.ok(statSync(file).size < 450_000, `${statSync(file).size} bytes`);
  });

  it('says how it is used', () => {
    const { status, stdout } = changeGuide('--help');
    assert.equal(status, 0);
    assert.match(stdout, /Usage: change-guide <command>/);
  });

  it('judges a change', () => {
    writeFileSync(path.join(folder.path, 'record.json'), exampleOf('change-record.md', 'json'));
    const { status, stdout, stderr } = changeGuide('evaluate', '--json', 'record.json');
    assert.equal(stderr, '');
    assert.ok(status === 1 || status === 3, `exit code ${status ?? 'none'}`);
    assert.match(stdout, /"schema":"compliance-report\/1"/);
  });
});
