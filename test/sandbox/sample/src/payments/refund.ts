import type { Ledger } from './ledger.ts';
import { money, type Money } from './money.ts';

export interface RefundRequest {
  readonly payment: string;
  readonly amount: Money;
}

export interface Refund extends RefundRequest {
  readonly left: Money;
}

/** Gives money back, never more than what is left of the payment. */
export function refund(ledger: Ledger, { payment, amount }: RefundRequest): Refund {
  const balance = ledger.balance(payment, amount.currency);
  if (amount.minor <= 0) {
    throw new RangeError('A refund is more than nothing.');
  }
  if (amount.minor > balance.minor) {
    throw new RangeError(`Only ${balance.minor} ${balance.currency} of payment ${payment} is left.`);
  }
  ledger.append({ payment, amount: money(-amount.minor, amount.currency) });
  return { payment, amount, left: ledger.balance(payment, amount.currency) };
}
