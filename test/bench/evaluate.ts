// Evaluations a second on one core: the median of several runs for each size of record, as a Markdown table.
//   npm run bench:evaluate
import { constant } from '../../src/procedure/constant.ts';
import { evaluate } from '../../src/procedure/evaluate.ts';
import type { ChangeRecord } from '../../src/procedure/changeRecord.ts';
import { procedureWith } from '../unit/procedure/records.ts';
import { recordOf, sizes } from './sizedRecords.ts';

const runs = 9;
const runMilliseconds = 500;

// As it comes from a file.
const procedure = constant(procedureWith());
console.log('| record | commits | files | reviews | evaluations a second | time for one |');
console.log('| ------ | ------- | ----- | ------- | -------------------- | ------------ |');
for (const size of sizes) {
  const record = recordOf(size);
  // A busy machine takes its time to compile what runs often.
  Array.from({ length: 3 }, () => measure(record));
  const rates = Array.from({ length: runs }, () => measure(record)).sort((a, b) => a - b);
  const median = rates[Math.floor(runs / 2)] ?? 0;
  const each = `${(1000 / median).toFixed(3)} ms`;
  console.log(
    `| ${size.name} | ${size.commits} | ${size.files} | ${size.reviews} | ${Math.round(median)} | ${each} |`,
  );
}

/** By the process's own time on the processor: what else the machine does is not counted. */
function measure(record: ChangeRecord): number {
  const start = process.cpuUsage();
  const end = performance.now() + runMilliseconds;
  let evaluations = 0;
  while (performance.now() < end) {
    evaluate(procedure, record);
    evaluations++;
  }
  const { user, system } = process.cpuUsage(start);
  return (evaluations * 1_000_000) / (user + system);
}
