import assert from 'node:assert/strict';
import { Cancelled } from '../../../src/base/errors.ts';
import { HostError } from '../../../src/change/hostError.ts';
import { LongPatience } from '../../../src/change/patience.ts';

const year = 365 * 24 * 60 * 60_000;

describe('long patience', () => {
  const { signal } = new AbortController();
  const limited = () =>
    new HostError('rate-limited', 'No more requests', { retryAt: new Date(Date.now() + 50) });

  for (const [name, set] of [
    ['back a year', -year],
    ['ahead a year', year],
    ['to nothing', 0],
  ] as const) {
    it(`waits no longer than the host said when the clock is set ${name} meanwhile`, async () => {
      let asked = 0;
      const clock = () => Date.now() + (asked++ < 2 ? 0 : set);
      const begun = performance.now();
      assert.equal(await new LongPatience(() => undefined, clock).waitFor(limited(), 1, signal), true);
      const waited = performance.now() - begun;
      assert.ok(waited < 5000 && (set > 0 || waited > 400), `${waited} ms`);
    });
  }

  it('ends at once when nobody waits any longer', async () => {
    const stop = new AbortController();
    const patience = new LongPatience(() => {
      setTimeout(() => {
        stop.abort();
      }, 10);
    });
    const far = new HostError('rate-limited', 'No more requests', { retryAt: new Date(Date.now() + year) });
    await assert.rejects(patience.waitFor(far, 1, stop.signal), Cancelled);
  });
});
