import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { type Counts } from '../counts.ts';
import { type Message, portVariable } from './messages.ts';

const options: Mocha.MochaOptions = {
  timeout: 20_000,
  forbidOnly: true,
  color: process.env['FORCE_COLOR'] !== undefined,
};

/** VS Code calls this inside its extension host; the window ends when it returns. */
export async function run(): Promise<void> {
  const port = process.env[portVariable];
  if (port === undefined) {
    // Started by F5: the report is in the debug console.
    const { failed } = await runSuites(new Mocha(options));
    if (failed > 0) {
      throw new Error(`${failed} failed`);
    }
    return;
  }
  await runForTerminal(Number(port));
}

async function runForTerminal(port: number): Promise<void> {
  const terminal = net.connect(port, '127.0.0.1');
  await once(terminal, 'connect');
  const tell = (message: Message): void => {
    terminal.write(`${JSON.stringify(message)}\n`);
  };
  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    tell({ kind: 'text', text: format(...args) });
  };
  const mocha = new Mocha({
    ...options,
    rootHooks: {
      async afterEach(this: Mocha.Context) {
        if (this.currentTest?.state === 'failed') {
          tell({ kind: 'failed', title: this.currentTest.fullTitle() });
          await once(terminal, 'data');
        }
      },
    },
  });
  tell({ kind: 'end', counts: await runSuites(mocha) });
  await new Promise<void>((resolve) => {
    terminal.end(resolve);
  });
}

async function runSuites(mocha: Mocha): Promise<Counts> {
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.cjs')) {
      mocha.addFile(path.join(__dirname, file));
    }
  }
  return new Promise((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      resolve({ passed: passes, failed: failures, skipped: pending });
    });
  });
}
