import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { exampleOf } from '../../../scripts/docExamples.ts';
import { evidenceOf, inputFor, mergedChange, putInto } from '../evidence/evidence.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';
import { testKey, type TestKey } from '../support/signingKeys.ts';
import { buildCommandLine, changeGuide } from './changeGuide.ts';

describe('change-guide evidence and verify', () => {
  let repository: TestRepository;
  let key: TestKey;
  let merged: string;

  before(buildCommandLine);
  before(() => {
    repository = testRepository();
    key = testKey();
    merged = repository.git('rev-parse', 'HEAD');
    // JSON is YAML.
    repository.write('procedure.yml', JSON.stringify(inputFor(mergedChange()).procedure));
    writeRecord('compliant.json', () => undefined);
    writeRecord('violated.json', (record) => void record.reviews.pop());
    writeRecord('unknown.json', (record) => record.unknown.push({ fact: 'deployments', reason: 'not read' }));
  });
  after(() => {
    repository.remove();
    key.remove();
  });
  beforeEach(() => {
    repository.git('config', 'gpg.format', 'ssh');
    repository.git('config', 'user.signingkey', key.file);
  });

  function writeRecord(file: string, change: Parameters<typeof mergedChange>[0]): void {
    const record = mergedChange((draft) => {
      draft.pullRequest.mergeCommitSha = merged;
      change?.(draft);
    });
    repository.write(file, JSON.stringify(record));
  }

  const run = async (...args: string[]) => changeGuide(args, { cwd: repository.clone });
  const write = async (name: string, out: string, ...more: string[]) =>
    run('evidence', '--record', `${name}.json`, '--procedure', 'procedure.yml', '--out', out, ...more);
  const inClone = (...parts: string[]) => path.join(repository.clone, ...parts);

  it('writes signed evidence, whatever the verdict, and verify exits by what it says', async () => {
    const allowed = key.allowedSigners('dana@acme.test');
    for (const [name, code, words] of [
      ['compliant', 0, 'acme/payments#130 is compliant; the evidence holds'],
      ['violated', 1, 'acme/payments#130 is violated; the evidence holds'],
      ['unknown', 3, 'acme/payments#130 is unknown; the evidence holds'],
    ] as const) {
      const written = await write(name, `out ü/${name}`);
      assert.deepEqual([written.code, written.stderr], [0, '']);
      assert.match(written.stdout, new RegExp(`\\(${name}\\)[^]*Signed with the key SHA256:`));
      const verified = await run('verify', `out ü/${name}`, '--allowed-signers', allowed);
      assert.equal(verified.stdout.split('\n', 1)[0], `out ü/${name}: ${words}`);
      assert.equal(verified.code, code);
    }
    const all = await run(
      'verify',
      'out ü/compliant',
      'out ü/violated',
      'out ü/unknown',
      '--allowed-signers',
      allowed,
    );
    assert.equal(all.code, 1);
  });

  it('says who made it and with which version', async () => {
    await write('compliant', 'origin');
    const { predicate } = JSON.parse(readFileSync(inClone('origin', 'statement.json'), 'utf8')) as {
      predicate: { made: unknown; procedure: { source: unknown } };
    };
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { version: string };
    const { made } = predicate as { made: { at: string } };
    assert.ok(Math.abs(Date.parse(made.at) - Date.now()) < 60_000);
    assert.deepEqual(made, {
      at: made.at,
      by: { name: 'Dana', email: 'dana@acme.test' },
      tool: { name: 'change-guide', version },
    });
    assert.match(
      JSON.stringify(predicate.procedure.source),
      /"kind":"file","name":"procedure.yml","sha256":"[0-9a-f]{64}"/,
    );
  });

  it('exits with 3 when it could not be told who signed', async () => {
    await write('compliant', 'who');
    const { code, stdout } = await run('verify', 'who');
    assert.equal(code, 3);
    assert.match(stdout, /holds as far as it could be checked[^]*--allowed-signers/);
  });

  it('writes unsigned evidence where git is not set up to sign, or when asked to', async () => {
    await write('compliant', 'asked', '--unsigned');
    repository.git('config', 'gpg.format', 'openpgp');
    const { stdout } = await write('compliant', 'not set up');
    assert.match(stdout, /Not signed: git is not set up/);
    for (const folder of ['asked', 'not set up']) {
      assert.ok(!existsSync(inClone(folder, 'SHA256SUMS.sig')));
      assert.equal((await run('verify', folder)).code, 3);
      assert.match(readFileSync(inClone(folder, 'evidence.html'), 'utf8'), /Not signed\./);
    }
  });

  it('writes nothing when signing fails, and says how to go on', async () => {
    const locked = testKey({ passphrase: 'secret' });
    try {
      repository.git('config', 'user.signingkey', `key::${locked.publicKey}`);
      const { code, stderr } = await changeGuide(
        ['evidence', '--record', 'compliant.json', '--out', 'locked'],
        { cwd: repository.clone, env: { SSH_AUTH_SOCK: '' } },
      );
      assert.equal(code, 2);
      assert.match(stderr, /could not be signed, so none was written.*--unsigned/);
      assert.ok(!existsSync(inClone('locked')));
    } finally {
      locked.remove();
    }
  });

  it('keeps a note on the merge commit that verifies by itself, once', async () => {
    const { stdout } = await write('compliant', 'noted', '--note');
    assert.match(stdout, /Kept as a note on/);
    const note = repository.git('notes', '--ref=change-guide-evidence', 'show', merged);
    writeFileSync(inClone('note.json'), note);
    const allowed = key.allowedSigners('dana@acme.test');
    assert.equal((await run('verify', 'note.json', '--allowed-signers', allowed)).code, 0);
    writeFileSync(inClone('note.json'), note.replace('acme', 'evil'));
    assert.equal((await run('verify', 'note.json', '--allowed-signers', allowed)).code, 2);
    const again = await write('compliant', 'noted again', '--note');
    assert.equal(again.code, 2);
    assert.match(again.stderr, /has one already, which was left as it is/);
  });

  it('never replaces evidence', async () => {
    await write('compliant', 'kept');
    const before = readFileSync(inClone('kept', 'statement.json'), 'utf8');
    const { code, stderr } = await write('violated', 'kept');
    assert.equal(code, 2);
    assert.match(stderr, /holds evidence already/);
    assert.equal(readFileSync(inClone('kept', 'statement.json'), 'utf8'), before);
  });

  it('verifies by any of the files, and tells each of several', async () => {
    await write('compliant', 'one');
    writeFileSync(inClone('one', 'notes.txt'), 'mine');
    const allowed = key.allowedSigners('dana@acme.test');
    for (const name of ['statement.json', 'evidence.html', 'SHA256SUMS', 'SHA256SUMS.sig']) {
      assert.equal((await run('verify', `one/${name}`, '--allowed-signers', allowed)).code, 0, name);
    }
    const { code, stdout } = await run(
      'verify',
      'one',
      'nowhere',
      'compliant.json',
      '--allowed-signers',
      allowed,
    );
    assert.equal(code, 2);
    assert.match(stdout, /^one: [^]*nowhere: the evidence does not hold\n {2}✗ there is no such file/);
    assert.match(stdout, /compliant\.json: the evidence does not hold\n {2}✗ this is no evidence/);
  });

  it('prints JSON for machines', async () => {
    await write('violated', 'machine');
    const { stdout } = await run('verify', 'machine', '--json');
    const line = JSON.parse(stdout) as { holds: unknown; change: unknown; checks: { outcome: string }[] };
    assert.deepEqual([line.holds, line.change], [null, { name: 'acme/payments#130', verdict: 'violated' }]);
    assert.deepEqual(new Set(line.checks.map(({ outcome }) => outcome)), new Set(['held', 'unchecked']));
  });

  it('says that another version cannot compare the page', async () => {
    putInto(inClone('other version'), (await evidenceOf(mergedChange())).files);
    const { code, stdout } = await run('verify', 'other version');
    assert.equal(code, 3);
    assert.match(stdout, /can be checked with version 1\.2\.3; this is/);
  });

  it('verifies by the commands of the docs, without us, and they find a change', async function () {
    if (process.platform === 'win32') {
      this.skip();
    }
    await write('compliant', 'plain');
    copyFileSync(key.allowedSigners('dana@acme.test'), inClone('allowed_signers'));
    const commands = exampleOf('evidence.md', 'sh').replace(
      'sha256sum',
      process.platform === 'darwin' ? 'shasum -a 256' : 'sha256sum',
    );
    const play = () => spawnSync('sh', ['-e', '-c', commands], { cwd: inClone('plain'), encoding: 'utf8' });
    const { status, stdout, stderr } = play();
    assert.equal(status, 0, stderr);
    assert.match(stdout, /Good "change-guide-evidence" signature for dana@acme\.test/);
    for (const name of ['evidence.html', 'statement.json', 'SHA256SUMS', 'SHA256SUMS.sig']) {
      const text = readFileSync(inClone('plain', name), 'utf8');
      const middle = Math.floor(text.length / 2);
      const other = text.charAt(middle) === 'a' ? 'b' : 'a';
      writeFileSync(inClone('plain', name), `${text.slice(0, middle)}${other}${text.slice(middle + 1)}`);
      assert.notEqual(play().status, 0, name);
      writeFileSync(inClone('plain', name), text);
    }
  });

  for (const [title, args, words] of [
    ['no record', ['--out', 'x'], /of which change\?/],
    ['no folder', ['--record', 'compliant.json'], /where to\?/],
    ['an argument', ['--record', 'compliant.json', '--out', 'x', 'y'], /takes options only/],
    ['a record that is none', ['--record', 'procedure.yml', '--out', 'x'], /`schema` is missing/],
    ['a record that is not there', ['--record', 'no.json', '--out', 'x'], /could not be read/],
    [
      'a procedure that is none',
      ['--record', 'compliant.json', '--procedure', 'README.md', '--out', 'x'],
      /README\.md:1:1/,
    ],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const { code, stdout, stderr } = await run('evidence', ...args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, words);
      assert.ok(!existsSync(inClone('x')));
    });
  }

  it('refuses allowed signers that are not there', async () => {
    await write('compliant', 'signers');
    const { code, stderr } = await run('verify', 'signers', '--allowed-signers', 'nowhere');
    assert.equal(code, 2);
    assert.match(stderr, /allowed signers could not be read/);
  });
});
