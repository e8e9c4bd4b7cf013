import assert from 'node:assert/strict';
import { HostError } from '../../../src/change/hostError.ts';
import { isTooMuch, PageSize } from '../../../src/github/pageSize.ts';

describe('how much is asked for at once', () => {
  it('is halved as long as it can be, and doubled up to what it was', () => {
    const size = new PageSize(25);
    const seen = [size.now];
    while (size.shrink(size.now)) {
      seen.push(size.now);
    }
    for (let times = 0; times < 6; times += 1) {
      size.grow();
      seen.push(size.now);
    }
    assert.deepEqual(seen, [25, 12, 6, 3, 1, 2, 4, 8, 16, 25, 25]);
  });

  it('is less than what was asked for in vain, where that was a rest', () => {
    const size = new PageSize(25);
    assert.equal(size.shrink(7), true);
    assert.equal(size.now, 3);
  });

  it('is too much for a host that breaks down or takes too long, and not for one that can’t be reached', () => {
    assert.equal(isTooMuch(new HostError('server', 'No.')), true);
    assert.equal(isTooMuch(new HostError('unreachable', 'No.', { timedOut: true })), true);
    assert.equal(isTooMuch(new HostError('unreachable', 'No.')), false);
    assert.equal(isTooMuch(new HostError('rate-limited', 'No.')), false);
  });
});
