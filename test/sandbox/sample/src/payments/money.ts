/** An amount in the currency's smallest unit: 1999 is 19.99 EUR. */
export interface Money {
  readonly minor: number;
  readonly currency: string;
}

export function money(minor: number, currency: string): Money {
  if (!Number.isSafeInteger(minor)) {
    throw new RangeError(`An amount is a whole number of minor units, not ${minor}.`);
  }
  return { minor, currency };
}

export function add(a: Money, b: Money): Money {
  if (a.currency !== b.currency) {
    throw new RangeError(`${a.currency} and ${b.currency} cannot be added.`);
  }
  return money(a.minor + b.minor, a.currency);
}
