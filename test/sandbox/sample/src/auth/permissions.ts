import type { Caller } from './token.ts';

export function mayRefund(caller: Caller): boolean {
  return caller.scopes.includes('refunds:write');
}

export function mayReadLedger(caller: Caller): boolean {
  return caller.scopes.includes('ledger:read');
}
