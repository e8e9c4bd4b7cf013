import assert from 'node:assert/strict';
import { isDueOnReturn, mayAsk, nextLookAt, type Looks } from '../../../src/change/refreshSchedule.ts';

const minutes = (count: number): number => count * 60_000;
const lastAt = minutes(1000);
const looks: Looks = { watched: true, lastAt, unchanged: 0, retryAt: undefined };

describe('the schedule of looks', () => {
  for (const [name, more, after] of [
    ['a minute while watched', {}, 1],
    ['twice as long each time that nothing changed', { unchanged: 1 }, 2],
    ['and again', { unchanged: 3 }, 8],
    ['ten minutes at most', { unchanged: 4 }, 10],
    ['ten minutes at most, however long nothing changes', { unchanged: 5000 }, 10],
    ['ten minutes in the background', { watched: false }, 10],
    ['not before the host takes requests again', { retryAt: lastAt + minutes(25) }, 25],
    ['a minute when the host takes requests again before', { retryAt: lastAt + minutes(0.5) }, 1],
  ] as const) {
    it(`waits ${name}`, () => {
      assert.equal(nextLookAt({ ...looks, ...more }) - lastAt, minutes(after));
    });
  }

  it('looks when someone comes back, unless it just did or may not', () => {
    const later = lastAt + 10_001;
    assert.equal(isDueOnReturn({ lastAt, retryAt: undefined }, later), true);
    assert.equal(isDueOnReturn({ lastAt, retryAt: undefined }, lastAt + 9_000), false);
    assert.equal(isDueOnReturn({ lastAt, retryAt: later + 1 }, later), false);
    assert.equal(mayAsk(later, later), true);
  });
});
