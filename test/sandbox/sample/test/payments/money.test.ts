import assert from 'node:assert/strict';
import { test } from 'node:test';
import { add, money } from '../../src/payments/money.ts';

test('amounts are whole numbers of minor units', () => {
  assert.throws(() => money(19.99, 'EUR'), RangeError);
});

test('currencies are not mixed', () => {
  assert.throws(() => add(money(1, 'EUR'), money(1, 'USD')), /cannot be added/);
});
