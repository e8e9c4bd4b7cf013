import type { FaultEffect } from '../../sandbox/sandbox.ts';

const effects: readonly FaultEffect[] = [
  { kind: 'answer', status: 502, body: 'Bad gateway' },
  { kind: 'cut' },
  { kind: 'lose-answer' },
];

/**
 * The ways in which one call of several fails. The one that makes what must not be made twice fails in every way; of
 * the others each fails in the next way, since they all go through the same client.
 */
export function waysToFail(call: number, makes: boolean): readonly FaultEffect[] {
  return makes ? effects : effects.slice(call % effects.length).slice(0, 1);
}
