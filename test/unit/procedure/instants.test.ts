import assert from 'node:assert/strict';
import { instant, moreThanADayAfter } from '../../../src/procedure/instants.ts';

describe('instants', () => {
  const ordered = [
    '2025-12-31T23:59:59Z',
    '2025-12-31T23:59:59.0000000000000000001Z',
    '2025-12-31T23:59:59.1Z',
    '2025-12-31T23:59:59.10000000000000000000000000001Z',
    '2025-12-31T23:59:59.2Z',
    '2025-12-31T23:59:59.999999999Z',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.01Z',
    '2026-01-01T00:00:00.010001Z',
    '2026-01-01T00:00:00.1Z',
  ];
  it('sort by time', () => {
    assert.deepEqual([...ordered].reverse().map(instant).sort(), ordered.map(instant));
    assert.equal(new Set(ordered.map(instant)).size, ordered.length);
  });

  for (const same of ['2026-01-01T00:00:00.0Z', '2026-01-01T00:00:00.000000000000Z']) {
    it(`${same} is midnight`, () => {
      assert.equal(instant(same), instant('2026-01-01T00:00:00Z'));
    });
  }
  it('take no notice of zeros at the end of a fraction', () => {
    assert.equal(instant('2026-01-01T00:00:00.50100Z'), instant('2026-01-01T00:00:00.501Z'));
    assert.notEqual(instant('2026-01-01T00:00:10Z'), instant('2026-01-01T00:00:01Z'));
  });

  const rows: [string, string, boolean][] = [
    ['2026-03-01T00:00:00Z', '2026-02-28T00:00:00Z', false],
    ['2026-03-01T00:00:01Z', '2026-02-28T00:00:00Z', true],
    ['2024-03-01T00:00:00Z', '2024-02-28T12:00:00Z', true],
    ['2026-03-01T00:00:00.5Z', '2026-02-28T00:00:00.5Z', false],
    ['2026-03-01T00:00:00.50000000000000001Z', '2026-02-28T00:00:00.5Z', true],
    ['2026-03-01T00:00:00.4Z', '2026-02-28T00:00:00.5Z', false],
    ['2026-02-28T00:00:00Z', '2026-03-01T00:00:01Z', false],
    ['2026-03-01T00:00:00.9Z', '2026-03-01T00:00:00.1Z', false],
    ['2026-03-02T01:00:00Z', '2026-03-01T00:59:59Z', true],
    ['2026-03-02T01:01:00Z', '2026-03-01T01:02:00Z', false],
  ];
  for (const [later, earlier, expected] of rows) {
    it(`${later} is ${expected ? '' : 'not '}more than a day after ${earlier}`, () => {
      assert.equal(moreThanADayAfter(instant(later), instant(earlier)), expected);
    });
  }
});
