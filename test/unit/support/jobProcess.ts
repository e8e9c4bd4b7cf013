// A process that does one job, which it is told by its argument, and writes what came of it as JSON.
import { HumanError } from '../../../src/base/errors.ts';
import { perform, type Job } from './job.ts';
import type { JobOutcome } from './jobProcesses.ts';

async function main(): Promise<void> {
  let outcome: JobOutcome;
  try {
    outcome = { done: await perform(JSON.parse(process.argv[2] ?? '') as Job) };
  } catch (error) {
    outcome = { failed: String(error), forPeople: error instanceof HumanError };
  }
  process.stdout.write(JSON.stringify(outcome));
}

void main();
