import { onOneLine } from '../base/text.ts';
import type { AuditProgress } from '../evidence/audit/ports.ts';

/** How many milliseconds apart lines are where each stays, as in a log. */
const betweenLines = 10_000;

/** Shows how far an audit is: on a terminal as one line that changes and a clock that runs, else as lines of a log. */
export class ProgressLine {
  readonly #stream: NodeJS.WriteStream;
  #clock: NodeJS.Timeout | undefined;
  #lastLine = 0;
  #lastKind: string | undefined;
  #shows = false;

  constructor(stream: NodeJS.WriteStream) {
    this.#stream = stream;
  }

  tell(progress: AuditProgress): void {
    clearInterval(this.#clock);
    if (!this.#stream.isTTY) {
      this.#log(progress);
      return;
    }
    const show = () => {
      this.#show(wordsFor(progress, new Date()));
    };
    show();
    if (progress.kind === 'waiting') {
      this.#clock = setInterval(show, 1000);
    }
  }

  /** Leaves the terminal to what follows. */
  end(): void {
    clearInterval(this.#clock);
    if (this.#shows) {
      this.#stream.write('\r\u001B[K');
    }
  }

  #show(words: string): void {
    this.#shows = true;
    this.#stream.write(`\r\u001B[K${onOneLine(words).slice(0, Math.max(this.#stream.columns, 40) - 1)}`);
  }

  #log(progress: AuditProgress): void {
    const now = performance.now();
    const isNews = progress.kind !== this.#lastKind || progress.kind === 'waiting';
    if (isNews || now - this.#lastLine >= betweenLines) {
      this.#lastLine = now;
      this.#lastKind = progress.kind;
      this.#stream.write(`${onOneLine(wordsFor(progress, new Date()))}\n`);
    }
  }
}

function wordsFor(progress: AuditProgress, now: Date): string {
  switch (progress.kind) {
    case 'repositories':
      return `Listing the repositories of ${progress.owner}`;
    case 'population':
      return `${whichOf(progress)}: reading the commits of the base branch`;
    case 'mapping':
      return `${whichOf(progress)}: asking which pull requests brought ${progress.all} commits, ${progress.done} done${left(progress.remaining)}`;
    case 'reading':
      return `${bar(progress)} ${whichOf(progress)}: ${progress.done} of ${progress.all} commits${left(progress.remaining)}`;
    case 'waiting':
      return `Waiting until ${progress.until.toISOString().slice(11, 19)} UTC, ${clock(progress.until.getTime() - now.getTime())} left: ${progress.reason}`;
    case 'writing':
      return 'Writing the files';
  }
}

function whichOf({ repository, number, of }: { repository: string; number: number; of: number }): string {
  return of === 1 ? repository : `${repository} (${number} of ${of})`;
}

function bar({ done, all }: { readonly done: number; readonly all: number }): string {
  const width = 20;
  const filled = all === 0 ? width : Math.floor((width * done) / all);
  return `[${'#'.repeat(filled)}${'.'.repeat(width - filled)}]`;
}

function left(milliseconds: number | undefined): string {
  return milliseconds === undefined || milliseconds === 0 ? '' : `, ${clock(milliseconds)} left`;
}

/** `12:31`, `1:02:03`. */
function clock(milliseconds: number): string {
  const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
  const two = (number: number) => String(number).padStart(2, '0');
  const [hours, minutes] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60];
  return `${hours > 0 ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
