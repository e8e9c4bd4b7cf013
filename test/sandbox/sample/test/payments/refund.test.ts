import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ledger } from '../../src/payments/ledger.ts';
import { money } from '../../src/payments/money.ts';
import { refund } from '../../src/payments/refund.ts';

test('a refund leaves the rest of the payment', () => {
  const ledger = new Ledger();
  ledger.append({ payment: 'p1', amount: money(1999, 'EUR') });
  assert.deepEqual(refund(ledger, { payment: 'p1', amount: money(500, 'EUR') }).left, money(1499, 'EUR'));
});

test('no more than the payment is given back', () => {
  const ledger = new Ledger();
  ledger.append({ payment: 'p1', amount: money(1999, 'EUR') });
  assert.throws(() => refund(ledger, { payment: 'p1', amount: money(2000, 'EUR') }), /Only 1999 EUR/);
});
