import { targets } from '../fuzz/targets.ts';

/** A few of the inputs that `npm run fuzz` looks at by the million. */
describe('whatever comes from outside', function () {
  this.timeout(60_000);
  for (const target of targets) {
    it(target.name, () => {
      target.run(200, undefined);
    });
  }
});
