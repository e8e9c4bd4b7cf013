import type { HostError } from '../change/hostError.ts';
import { isTooMuch, type PageSize } from './pageSize.ts';

/**
 * Asks for many things, several with one request, in their order. One that the host breaks down over is left aside;
 * when it does so twice running, it is not the thing that is to blame.
 *
 * @param ask what a request brings, by what was asked for.
 * @throws {HostError} when the host does not answer; {@link Cancelled}.
 */
export async function inPages<T, R>(
  things: readonly T[],
  size: PageSize,
  ask: (page: readonly T[]) => Promise<readonly R[]>,
  leftAside: (thing: T, error: HostError) => R,
): Promise<R[]> {
  const results: R[] = [];
  let failed = false;
  for (let rest = things; rest.length > 0;) {
    const page = rest.slice(0, size.now);
    try {
      results.push(...(await ask(page)));
      failed = false;
      size.grow();
    } catch (error) {
      if (!isTooMuch(error) || failed) {
        throw error;
      }
      if (size.shrink(page.length)) {
        continue;
      }
      failed = true;
      results.push(...page.map((thing) => leftAside(thing, error)));
    }
    rest = rest.slice(page.length);
  }
  return results;
}
