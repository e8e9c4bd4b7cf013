/**
 * Whether `npm test -- --thorough` runs: what is tried with many values of one kind is then tried with all of them.
 * Everything that is tested is tested without it too, in fewer tries, so that a run stays short.
 */
export const thorough = process.env['CHANGE_GUIDE_THOROUGH'] === '1';

/** How often random values are tried; a quarter of that, unless thorough. */
export function tries(often: number): number {
  return thorough ? often : Math.ceil(often / 4);
}

/** A test of a variant, next to one of its kind that every run has. */
export function itThoroughly(title: string, test: Mocha.Func | Mocha.AsyncFunc): void {
  if (thorough) {
    it(title, test as Mocha.AsyncFunc);
  }
}
