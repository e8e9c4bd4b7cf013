import assert from 'node:assert/strict';
import { TimedCache } from '../../../src/github/timedCache.ts';

const minute = 60_000;

describe('what was read of teams and permissions', () => {
  let now = Date.now();
  let reads = 0;
  let cache: TimedCache<number>;

  beforeEach(() => {
    now = Date.now();
    reads = 0;
    cache = new TimedCache(5 * minute, () => now);
  });

  const get = async (keep = true) =>
    cache.get(
      'key',
      async () => Promise.resolve(++reads),
      () => keep,
    );

  it('is kept for a while', async () => {
    assert.deepEqual([await get(), await get()], [1, 1]);
    now += 5 * minute;
    assert.equal(await get(), 2);
  });

  it('is read again when it was not worth keeping, or failed', async () => {
    assert.deepEqual([await get(false), await get()], [1, 2]);
    const failing = cache.get(
      'other',
      async () => Promise.reject(new Error('No')),
      () => true,
    );
    await assert.rejects(failing);
    assert.equal(
      await cache.get(
        'other',
        async () => Promise.resolve(7),
        () => true,
      ),
      7,
    );
  });

  for (const [name, set] of [
    ['back an hour', -60 * minute],
    ['back a year', -525_600 * minute],
    ['ahead an hour', 60 * minute],
  ] as const) {
    it(`is no fresher for a clock that is set ${name}: it is read once more`, async () => {
      await get();
      now += set;
      assert.deepEqual([await get(), await get()], [2, 2]);
    });
  }
});
