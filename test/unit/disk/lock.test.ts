import assert from 'node:assert/strict';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { takeLock } from '../../../src/disk/lock.ts';

const hour = 60 * 60_000;

describe('a lock file', function () {
  this.timeout(30_000);
  let folder: string;
  let file: string;

  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'lock '));
    file = path.join(folder, 'work.lock');
  });
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  /** As its holder left it, who touched it that many milliseconds ago. */
  function left(mark: string, ago: number, at = file): void {
    writeFileSync(at, mark);
    touched(ago, at);
  }

  function touched(ago: number, at = file): void {
    const then = new Date(Date.now() - ago);
    utimesSync(at, then, then);
  }

  it('is had by one, until it is released', async () => {
    const lock = await takeLock(file);
    assert.ok(lock);
    assert.equal(await takeLock(file), undefined);
    await lock.release();
    assert.deepEqual(readdirSync(folder), []);
    await (await takeLock(file))?.release();
  });

  it('that a dead process left is had at once, by one of many', async () => {
    left('999999999 of one that died', 0);
    const taken = await Promise.all(Array.from({ length: 20 }, async () => takeLock(file)));
    const [lock, ...more] = taken.filter((each) => each !== undefined);
    assert.deepEqual(more, []);
    await lock?.release();
    assert.deepEqual(readdirSync(folder), []);
  });

  it('that nobody touches is had after a while, whoever has the number of its process by now', async () => {
    const marks = [
      ['long-ago', `${process.pid} of one that died`, hour],
      // The clock was set back meanwhile.
      ['in-a-year', `${process.pid} of one that died`, -365 * 24 * hour],
      ['before-a-word-was-in-it', '', hour],
    ] as const;
    const locks = marks.map(async ([name, mark, ago]) => {
      left(mark, ago, path.join(folder, name));
      return takeLock(path.join(folder, name));
    });
    for (const lock of await Promise.all(locks)) {
      assert.ok(lock);
      await lock.release();
    }
  });

  it('is held by who is there, though the clock was set an hour ahead', async () => {
    const lock = await takeLock(file);
    touched(hour);
    assert.equal(await takeLock(file), undefined);
    await lock?.release();
  });

  it('that another one has by now is not released by who lost it', async () => {
    const lost = await takeLock(file);
    left(`${process.pid} of another one`, 0);
    await lost?.release();
    assert.ok(existsSync(file));
    assert.match(readFileSync(file, 'utf8'), /of another one/);
  });
});
