import assert from 'node:assert/strict';
import { sameFacts } from '../../../src/change/sameFacts.ts';
import { changeWith } from './changes.ts';

describe('sameFacts', () => {
  it('does not look at the time, and at everything else', () => {
    const later = changeWith((record) => (record.capturedAt = '2026-03-05T00:00:00Z'));
    assert.equal(sameFacts(changeWith(), later), true);
    assert.equal(
      sameFacts(
        changeWith(),
        changeWith((record) => record.checks.pop()),
      ),
      false,
    );
    assert.equal(sameFacts(changeWith(), changeWith(undefined, { viewer: 'peer-1' })), false);
  });
});
