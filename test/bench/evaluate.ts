// Evaluations a second, on one core: the median of several runs for each size of record, as a Markdown table.
//   npm run bench:evaluate
import { evaluate } from '../../src/procedure/evaluate.ts';
import type { ChangeRecord } from '../../src/procedure/changeRecord.ts';
import { commit, head, procedureWith, recordWith, review } from '../unit/procedure/records.ts';

interface Size {
  readonly name: string;
  readonly commits: number;
  readonly files: number;
  readonly reviews: number;
}

const sizes: readonly Size[] = [
  { name: 'small', commits: 1, files: 3, reviews: 2 },
  { name: 'usual', commits: 12, files: 40, reviews: 6 },
  { name: 'large', commits: 250, files: 3000, reviews: 100 },
];
const runs = 9;
const runMilliseconds = 300;

const procedure = procedureWith();
console.log('| record | commits | files | reviews | evaluations a second | time for one |');
console.log('|---|---|---|---|---|---|');
for (const size of sizes) {
  const record = recordOf(size);
  measure(record);
  const rates = Array.from({ length: runs }, () => measure(record)).sort((a, b) => a - b);
  const median = rates[Math.floor(runs / 2)] ?? 0;
  const each = `${(1000 / median).toFixed(3)} ms`;
  console.log(
    `| ${size.name} | ${size.commits} | ${size.files} | ${size.reviews} | ${Math.round(median)} | ${each} |`,
  );
}

function measure(record: ChangeRecord): number {
  const start = performance.now();
  let evaluations = 0;
  while (performance.now() - start < runMilliseconds) {
    evaluate(procedure, record);
    evaluations++;
  }
  return (evaluations * 1000) / (performance.now() - start);
}

function recordOf({ commits, files, reviews }: Size): ChangeRecord {
  return recordWith((record) => {
    record.commits = Array.from({ length: commits }, (_, index) =>
      commit(index === commits - 1 ? head : `sha-${index}`, { authors: [`dev-${1 + (index % 5)}`] }),
    );
    record.files = Array.from({ length: files }, (_, index) => ({
      path: `services/payments/src/module-${index % 60}/handler-${index}.ts`,
      status: 'modified',
    }));
    const people = [
      'peer-1',
      'lead-1',
      'qa-1',
      ...Array.from({ length: 40 }, (_, index) => `peer-${index + 2}`),
    ];
    record.people = Object.fromEntries(
      people.slice(0, Math.max(3, reviews)).map((login) => [login, { kind: 'user', permission: 'write' }]),
    );
    record.reviews = Array.from({ length: reviews }, (_, index) =>
      review(people[index % people.length] ?? '', `13:${String(index % 60).padStart(2, '0')}:00`, {
        id: `review-${index}`,
        state: index % 7 === 6 ? 'COMMENTED' : 'APPROVED',
      }),
    );
  });
}
