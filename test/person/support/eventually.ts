import { setTimeout as sleep } from 'node:timers/promises';

const patience = { milliseconds: 15_000, between: 100 };

/** Repeats a check until it holds; when it does not for 15 s, fails as the check does. */
export async function eventually<Result>(check: () => Promise<Result>): Promise<Result> {
  const deadline = Date.now() + patience.milliseconds;
  for (;;) {
    try {
      return await check();
    } catch (error) {
      if (Date.now() > deadline) {
        throw error;
      }
      await sleep(patience.between);
    }
  }
}
