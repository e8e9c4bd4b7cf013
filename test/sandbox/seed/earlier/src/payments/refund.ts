import type { Ledger } from './ledger.ts';
import { money, type Money } from './money.ts';

export interface RefundRequest {
  readonly payment: string;
  readonly amount: Money;
}

export interface Refund extends RefundRequest {
  readonly left: Money;
}

export function refund(ledger: Ledger, { payment, amount }: RefundRequest): Refund {
  ledger.append({ payment, amount: money(-amount.minor, amount.currency) });
  return { payment, amount, left: ledger.balance(payment, amount.currency) };
}
