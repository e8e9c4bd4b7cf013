import Mocha from 'mocha';
import { leaveCounts } from './counts.ts';

/** Mocha's usual report, which also leaves its counts for `npm test` to add up. */
export default class CountingReporter extends Mocha.reporters.Spec {
  constructor(runner: Mocha.Runner, options?: Mocha.MochaOptions) {
    super(runner, options);
    runner.once(Mocha.Runner.constants.EVENT_RUN_END, () => {
      const { passes, failures, pending } = this.stats;
      leaveCounts({ passed: passes, failed: failures, skipped: pending });
    });
  }
}
