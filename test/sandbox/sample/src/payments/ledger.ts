import { add, money, type Money } from './money.ts';

export interface Entry {
  readonly payment: string;
  readonly amount: Money;
}

/** Every movement, in order; nothing is ever changed or removed. */
export class Ledger {
  readonly #entries: Entry[] = [];

  append(entry: Entry): void {
    this.#entries.push(entry);
  }

  balance(payment: string, currency: string): Money {
    return this.#entries
      .filter((entry) => entry.payment === payment)
      .reduce((sum, entry) => add(sum, entry.amount), money(0, currency));
  }
}
