import { once } from 'node:events';
import { createWriteStream, readFileSync } from 'node:fs';
import { startOwned } from './processes.ts';

const sayEvery = { milliseconds: 5000 };

/** Runs npm step by step, and says every few seconds that it is still at work. */
export class NpmSteps {
  readonly #log;
  readonly #started = Date.now();

  /** @param announcement what is said before the first step */
  constructor(
    private readonly logFile: string,
    announcement: string,
  ) {
    this.#log = createWriteStream(logFile);
    console.log(announcement);
  }

  async run(
    what: string,
    folder: string,
    args: readonly string[],
    environment: NodeJS.ProcessEnv = process.env,
  ): Promise<void> {
    this.#say(what);
    const timer = setInterval(() => {
      this.#say(what);
    }, sayEvery.milliseconds);
    try {
      const npm = startOwned('npm', [...args, '--no-audit', '--no-fund'], {
        cwd: folder,
        env: environment,
        stdio: ['ignore', 'pipe', 'pipe'],
        // On Windows npm is a batch file. The arguments are ours, and hold nothing that a shell would read.
        shell: process.platform === 'win32',
      });
      npm.stdout?.pipe(this.#log, { end: false });
      npm.stderr?.pipe(this.#log, { end: false });
      const [code] = (await once(npm, 'close')) as [number | null];
      if (code !== 0) {
        throw new Error(`Installing ${what} failed (npm ended with ${String(code)}):\n${this.#tail()}`);
      }
    } finally {
      clearInterval(timer);
    }
  }

  end(): void {
    this.#log.end();
  }

  #say(what: string): void {
    console.log(`  ${String(Math.round((Date.now() - this.#started) / 1000)).padStart(4)} s  ${what}`);
  }

  #tail(): string {
    return readFileSync(this.logFile, 'utf8').trimEnd().split('\n').slice(-20).join('\n');
  }
}
