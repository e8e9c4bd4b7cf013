// What `change-guide evaluate --json -` holds in memory while records stream through it, as a Markdown table.
//   npm run bench:stream
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { recordOf, usual } from './sizedRecords.ts';

const records = 100_000;
const between = 10_000;

const root = path.join(import.meta.dirname, '../..');
const child = spawn(
  process.execPath,
  [
    '--expose-gc',
    `--import=${pathToFileURL(path.join(import.meta.dirname, 'tellMemory.js')).href}`,
    path.join(root, 'dist', 'cli.js'),
    'evaluate',
    '--json',
    '-',
  ],
  { stdio: ['pipe', 'pipe', 'inherit', 'ipc'] },
);
const { stdin, stdout } = child;
if (stdin === null || stdout === null) {
  throw new Error('the command line has no standard input and output');
}

let reports = 0;
stdout.on('data', (chunk: Buffer) => {
  reports += chunk.reduce((lines, byte) => lines + (byte === 0x0a ? 1 : 0), 0);
});

const record = recordOf(usual);
console.log('| records judged | heap | resident memory |');
console.log('| -------------- | ---- | --------------- |');
for (let number = 1; number <= records; number++) {
  const line = JSON.stringify({ ...record, pullRequest: { ...record.pullRequest, number } });
  if (!stdin.write(`${line}\n`)) {
    await once(stdin, 'drain');
  }
  if (number === 1000 || number % between === 0) {
    while (reports < number) {
      await once(stdout, 'data');
    }
    child.send('how much?');
    const [{ heapUsed, rss }] = (await once(child, 'message')) as [NodeJS.MemoryUsage];
    console.log(`| ${reports} | ${megabytes(heapUsed)} | ${megabytes(rss)} |`);
  }
}
stdin.end();
await once(child, 'close');

function megabytes(bytes: number): string {
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}
