import { setTimeout as sleep } from 'node:timers/promises';
import { patience } from './patience.ts';

const waits = { milliseconds: 15_000, between: 100 };

/** Repeats a check until it holds; when it does not for 15 s, on a busy machine more, fails as the check does. */
export async function eventually<Result>(
  check: () => Promise<Result>,
  milliseconds = waits.milliseconds,
): Promise<Result> {
  const deadline = Date.now() + patience(milliseconds);
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await sleep(waits.between);
    }
  }
}
