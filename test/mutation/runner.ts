// Runs the bundled unit tests for Stryker in its own process: only those that reach the broken place, until the first
// that notices. The bundle is evaluated anew for each, so what a module works out while it is loaded, or keeps for
// later, is worked out with the fault in it; starting a process for that would take a second each time.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import vm from 'node:vm';
import {
  type CompleteDryRunResult,
  determineHitLimitReached,
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
  toMutantRunResult,
} from '@stryker-mutator/api/test-runner';
import { declareClassPlugin, PluginKind } from '@stryker-mutator/api/plugin';
import { INSTRUMENTER_CONSTANTS, type InstrumenterContext } from '@stryker-mutator/api/core';
import Mocha from 'mocha';

/** What the faulty code and its runner tell each other. */
type Context = { [Key in keyof InstrumenterContext]: InstrumenterContext[Key] | undefined };

class BundleRunner implements TestRunner {
  readonly #context: Context = ((globalThis as Record<string, unknown>)[INSTRUMENTER_CONSTANTS.NAMESPACE] ??=
    {});
  #evaluate: () => void = () => undefined;

  capabilities(): { reloadEnvironment: boolean } {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    // Stryker's copy of the project is the working folder.
    const file = path.resolve('out/mutation/tests.cjs');
    const bundle = new vm.Script(`(function (require) {${readFileSync(file, 'utf8')}\n})`, {
      filename: file,
    });
    this.#evaluate = () => {
      (bundle.runInThisContext() as (require: NodeJS.Require) => void)(createRequire(file));
    };
    return Promise.resolve();
  }

  async dryRun({ coverageAnalysis, disableBail }: DryRunOptions): Promise<DryRunResult> {
    const result = await this.#run(this.#load(!disableBail));
    return coverageAnalysis === 'off' || this.#context.mutantCoverage === undefined
      ? result
      : { ...result, mutantCoverage: this.#context.mutantCoverage };
  }

  async mutantRun(options: MutantRunOptions): Promise<MutantRunResult> {
    const { activeMutant, mutantActivation, testFilter, disableBail } = options;
    // Stryker lets a loop run a hundred times as often as all tests did without the fault; that takes half a minute.
    const hitLimit = options.hitLimit === undefined ? undefined : options.hitLimit / 20;
    this.#context.hitLimit = hitLimit;
    this.#context.hitCount = hitLimit === undefined ? undefined : 0;
    this.#context.activeMutant = mutantActivation === 'static' ? activeMutant.id : undefined;
    let mocha: Mocha;
    try {
      mocha = this.#load(!disableBail);
    } catch (error) {
      return {
        status: MutantRunStatus.Killed,
        killedBy: [],
        failureMessage: String(error),
        nrOfTests: 0,
      };
    }
    this.#context.activeMutant = activeMutant.id;
    if (testFilter !== undefined) {
      keepOnly(new Set(testFilter), mocha.suite);
    }
    const result = await this.#run(mocha);
    return toMutantRunResult(determineHitLimitReached(this.#context.hitCount, hitLimit) ?? result);
  }

  #load(bail: boolean): Mocha {
    const mocha = new Mocha({ bail, timeout: 0, reporter: Mocha.reporters.Base });
    mocha.suite.emit('pre-require', globalThis, null, mocha);
    this.#evaluate();
    return mocha;
  }

  async #run(mocha: Mocha): Promise<CompleteDryRunResult> {
    const tests: TestResult[] = [];
    await new Promise<void>((resolve) => {
      mocha
        .run(() => {
          mocha.dispose();
          resolve();
        })
        .on('test', (test) => {
          this.#context.currentTestId = test.fullTitle();
        })
        .on('test end', () => {
          this.#context.currentTestId = undefined;
        })
        .on('pass', (test) => {
          tests.push({ ...named(test), status: TestStatus.Success });
        })
        .on('fail', (test, error: unknown) => {
          tests.push({ ...named(test), status: TestStatus.Failed, failureMessage: String(error) });
        });
    });
    return { status: DryRunStatus.Complete, tests };
  }
}

function named(test: Mocha.Runnable): Pick<TestResult, 'id' | 'name' | 'timeSpentMs'> {
  const title = test.fullTitle();
  return { id: title, name: title, timeSpentMs: test.duration ?? 0 };
}

function keepOnly(titles: Set<string>, suite: Mocha.Suite): void {
  suite.tests = suite.tests.filter((test) => titles.has(test.fullTitle()));
  for (const inner of suite.suites) {
    keepOnly(titles, inner);
  }
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'bundle', BundleRunner)];
