import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { format } from 'node:util';
import Mocha from 'mocha';
import { type Message, portVariable } from './messages.ts';

/** VS Code calls this inside its extension host; the window ends when it returns. */
export async function run(): Promise<void> {
  const terminal = net.connect(Number(process.env[portVariable]), '127.0.0.1');
  await once(terminal, 'connect');
  const tell = (message: Message): void => {
    terminal.write(`${JSON.stringify(message)}\n`);
  };

  Mocha.reporters.Base.consoleLog = (...args: unknown[]) => {
    tell({ kind: 'text', text: format(...args) });
  };
  const mocha = new Mocha({
    timeout: 20_000,
    forbidOnly: true,
    color: process.env['FORCE_COLOR'] !== undefined,
    rootHooks: {
      async afterEach(this: Mocha.Context) {
        if (this.currentTest?.state === 'failed') {
          tell({ kind: 'failed', title: this.currentTest.fullTitle() });
          await once(terminal, 'data');
        }
      },
    },
  });
  for (const file of readdirSync(__dirname)) {
    if (file.endsWith('.test.cjs')) {
      mocha.addFile(path.join(__dirname, file));
    }
  }
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => {
      const { passes = 0, failures = 0, pending = 0 } = runner.stats ?? {};
      tell({ kind: 'end', counts: { passed: passes, failed: failures, skipped: pending } });
      terminal.end(resolve);
    });
  });
}
