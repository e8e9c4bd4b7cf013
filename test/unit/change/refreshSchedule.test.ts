import assert from 'node:assert/strict';
import { isDueOnReturn, mayAsk, waitForLook, type Looks } from '../../../src/change/refreshSchedule.ts';

const minutes = (count: number): number => count * 60_000;
const lastAt = minutes(30_000_000);
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
      assert.equal(waitForLook({ ...looks, ...more }, lastAt), minutes(after));
    });
  }

  it('looks when someone comes back, unless it just did or may not', () => {
    const later = lastAt + 10_001;
    assert.equal(isDueOnReturn({ lastAt, retryAt: undefined }, later), true);
    assert.equal(isDueOnReturn({ lastAt, retryAt: undefined }, lastAt + 9_000), false);
    assert.equal(isDueOnReturn({ lastAt, retryAt: later + 1 }, later), false);
    assert.equal(mayAsk({ lastAt, retryAt: later }, later), true);
  });

  for (const [name, set] of [
    ['back an hour', -minutes(60)],
    ['back a year', -minutes(525_600)],
    ['ahead an hour', minutes(60)],
    ['ahead a year', minutes(525_600)],
  ] as const) {
    it(`goes on when the clock is set ${name}`, () => {
      const now = lastAt + set;
      const limited = { ...looks, retryAt: lastAt + minutes(25) };
      for (const each of [looks, limited]) {
        assert.equal(mayAsk(each, now), true, 'what was said by the other clock blocks nothing');
        assert.equal(isDueOnReturn(each, now), true);
        const wait = waitForLook(each, now);
        assert.ok(wait >= 1000 && wait <= minutes(1), `${wait} ms`);
      }
      // One look, and all is by the new clock.
      const after = { ...limited, lastAt: now, retryAt: now + minutes(25) };
      assert.equal(mayAsk(after, now), false);
      assert.equal(waitForLook(after, now), minutes(25));
    });
  }

  it('sets no timer that fires at once, nor one that VS Code can’t hold', () => {
    assert.equal(waitForLook({ ...looks, lastAt: 1 }, lastAt), 1000);
    assert.equal(waitForLook({ ...looks, retryAt: lastAt + minutes(525_600) }, lastAt), minutes(60));
  });
});
