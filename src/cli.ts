#!/usr/bin/env node
import type { CommandEntry } from './commandLine/command.ts';
import { run } from './commandLine/run.ts';

const commands: readonly CommandEntry[] = [
  {
    name: 'evaluate',
    summary: 'Judge change records offline',
    load: async () => (await import('./commandLine/evaluateCommand.ts')).evaluateCommand,
  },
  {
    name: 'procedure',
    summary: 'Write or check the procedure file',
    load: async () => (await import('./commandLine/procedureCommand.ts')).procedureCommand,
  },
  {
    name: 'template',
    summary: 'Write or complete the pull request template',
    load: async () => (await import('./commandLine/templateCommand.ts')).templateCommand,
  },
];

// Not `process.exit`: what was written must reach its reader first.
process.exitCode = await run(process.argv.slice(2), process, commands);
