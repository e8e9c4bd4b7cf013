import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ChangedFile } from '../git/comparison.ts';
import { owner, webFlow, type Member } from './members.ts';
import { branchOf, titleOf, type NumberedChange } from './texts.ts';

/** The commits of a change by their marks in the stream. */
export interface MarkedChange {
  /** The tip of the base branch before the merge. */
  readonly base: number;
  readonly commits: readonly number[];
  /** What the merge put on the base branch, the last one its new tip. */
  readonly landed: readonly number[];
  readonly files: readonly ChangedFile[];
}

const started = ['.github/change-procedure.yml', '.github/pull_request_template.md', 'README.md'];

const main = 'refs/heads/main';

/** The history of the repository in the language of `git fast-import`: every branch, and every way of merging. */
export class HistoryStream {
  readonly changes: MarkedChange[] = [];
  private readonly commands: string[] = [];
  /** When and by which mark the base branch came to where it was. */
  private readonly tips: { readonly at: number; readonly mark: number }[] = [];
  /** The place in `tips` since which a file is there. */
  private readonly present = new Map<string, number>();
  private marks = 0;

  constructor(all: readonly NumberedChange[]) {
    const first = all[0]?.mergedAt ?? 0;
    const files = [
      ...started.map((file) => fileCommand(file, readFileSync(path.join(sample, file), 'utf8'))),
      fileCommand('package.json', contentOf('package.json', 0, 0)),
    ];
    const begun = Math.min(first, ...all.map(({ ticketAt }) => ticketAt)) - 1000;
    this.move(begun, this.commit(main, owner, owner, begun, 'Start the ledger', undefined, files));
    this.present.set('package.json', 0);
    for (const change of all) {
      this.changes.push(this.add(change, titleOf(change, all), all[change.index - 1]?.pull ?? 0));
    }
  }

  get text(): string {
    return this.commands.join('');
  }

  private add(change: NumberedChange, title: string, before: number): MarkedChange {
    const { sin, commits, mergedAt, mergedBy, method, index } = change;
    const base = this.tip;
    const since = this.tips.findLastIndex(({ at }) => at < (commits[0]?.at ?? 0));
    const start = sin === 'direct-push' || sin === 'other-branch' ? this.tips.length - 1 : since;
    const steps = commits.map(({ by, at, files }, step) => ({
      by,
      at,
      message: `${title}, part ${step + 1}`,
      files: files.map((file) => fileCommand(file, contentOf(file, index, step))),
    }));
    const all = steps.flatMap(({ files }) => files);
    if (sin === 'direct-push') {
      // Every other one pretends, by its words, to come from the pull request before.
      const claimed = index % 2 === 0 ? title : `${title} (#${before})`;
      const mark = this.commit(main, mergedBy, mergedBy, mergedAt, claimed, this.tip, all);
      this.land(change, mark);
      return { base, commits: [], landed: [mark], files: [] };
    }
    const files = this.changedFiles(change, start);
    let parent = this.tips[start]?.mark ?? base;
    const head = `refs/pull/${change.pull}/head`;
    const own = steps.map(
      ({ by, at, message, files: written }) =>
        (parent = this.commit(head, by, by, at, message, parent, written)),
    );
    const landed =
      method === 'rebase'
        ? steps.map(({ by, message, files: written }, step) =>
            this.commit(main, by, mergedBy, mergedAt, message, this.landedTip(step), written),
          )
        : method === 'squash'
          ? [this.commit(main, change.author, webFlow, mergedAt, `${title} (#${change.pull})`, base, all)]
          : [
              this.commit(
                main,
                mergedBy,
                webFlow,
                mergedAt,
                `Merge pull request #${change.pull} from acme/${branchOf(change)}\n\n${title}`,
                base,
                all,
                own.at(-1),
              ),
            ];
    this.land(change, landed.at(-1) ?? base);
    return { base, commits: own, landed, files };
  }

  private get tip(): number {
    return this.tips.at(-1)?.mark ?? 0;
  }

  /** Of a rebase each commit stands on the one before. */
  private landedTip(step: number): number {
    return step === 0 ? this.tip : this.marks;
  }

  private move(at: number, mark: number): void {
    this.tips.push({ at, mark });
  }

  private land({ commits, mergedAt }: NumberedChange, mark: number): void {
    this.move(mergedAt, mark);
    for (const file of commits.flatMap(({ files }) => files)) {
      if (!this.present.has(file)) {
        this.present.set(file, this.tips.length - 1);
      }
    }
  }

  /** As `git diff` says it between the start of the branch and its head. */
  private changedFiles({ commits, index }: NumberedChange, start: number): ChangedFile[] {
    const last = new Map(commits.flatMap(({ files }, step) => files.map((file) => [file, step] as const)));
    return [...last]
      .map(([file, step]): ChangedFile => {
        const wasThere = (this.present.get(file) ?? Infinity) <= start;
        return {
          path: file,
          status: wasThere ? 'modified' : 'added',
          additions: 1,
          deletions: wasThere ? 1 : 0,
          sha: blobId(contentOf(file, index, step)),
        };
      })
      .sort((one, other) => (one.path < other.path ? -1 : 1));
  }

  private commit(
    ref: string,
    author: Member,
    committer: Member,
    at: number,
    message: string,
    from: number | undefined,
    files: readonly string[],
    merged?: number,
  ): number {
    this.marks += 1;
    const lines = [
      `commit ${ref}`,
      `mark :${this.marks}`,
      `author ${stamp(author, at)}`,
      `committer ${stamp(committer, at)}`,
      data(message),
      ...(from === undefined ? [] : [`from :${from}`]),
      ...(merged === undefined ? [] : [`merge :${merged}`]),
      ...files,
    ];
    this.commands.push(`${lines.join('\n')}\n`);
    return this.marks;
  }
}

const sample = path.join(import.meta.dirname, '../sample');

/** One line, and never the same twice. */
function contentOf(file: string, index: number, step: number): string {
  return file.endsWith('.json')
    ? `{ "name": "ledger", "version": "1.${index}.${step}" }\n`
    : `export const change = '${index}.${step}';\n`;
}

function blobId(content: string): string {
  return createHash('sha1')
    .update(`blob ${Buffer.byteLength(content)}\0${content}`)
    .digest('hex');
}

function fileCommand(file: string, content: string): string {
  return `M 100644 inline ${file}\n${data(content)}`;
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}`;
}

function stamp({ name, email }: Member, at: number): string {
  return `${name} <${email}> ${Math.floor(at / 1000)} +0000`;
}
