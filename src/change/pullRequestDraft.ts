/**
 * The draft of a branch's pull request: a Markdown document that works in any editor and is never committed.
 *
 * ```markdown
 * ---
 * labels: [security]
 * ---
 *
 * # Refund in the currency of the payment
 *
 * Closes #42
 *
 * ## Summary
 * …
 * ```
 *
 * The first heading is the title; all that follows it is the body, word for word. The YAML before it may be left
 * out. Without a heading of level 1 at its beginning a document has no title, and all of it is body.
 */
export interface PullRequestDraft {
  /** Empty when there is none. */
  readonly title: string;
  /** The line, from 0, on which the title stands, or before which it would have to be put. */
  readonly titleLine: number;
  /** What the pull request's description will be, with line feeds alone and without blank lines around it. */
  readonly body: string;
  /** The line of the document, from 0, on which the body begins: its lines are the document's, one for one. */
  readonly bodyLine: number;
  /** The YAML between the `---` at the very beginning; undefined without. */
  readonly frontMatter: string | undefined;
}

/** Keeps the drafts of a clone, one for each branch; all its worktrees share them. Calls may throw a `HumanError`. */
export interface DraftStore {
  /** Absolute path of the branch's draft, whether it is there or not; its folder is there. */
  file(branch: string): Promise<string>;
  /** The text; undefined when there is no draft. */
  read(branch: string): Promise<string | undefined>;
  /** Whole or not at all. */
  write(branch: string, text: string): Promise<void>;
}

const titleMark = /^ {0,3}#(?=[ \t]|$)/;

/** Reads a draft, however incomplete it is. */
export function parseDraft(text: string): PullRequestDraft {
  const lines = text.replace(/^\uFEFF/, '').split(/\r\n|\r|\n/);
  const close =
    lines[0]?.trimEnd() === '---'
      ? lines.findIndex((line, index) => index > 0 && line.trimEnd() === '---')
      : -1;
  const titleLine = firstFilled(lines, close + 1);
  const mark = titleMark.exec(lines[titleLine] ?? '');
  const bodyLine = mark ? firstFilled(lines, titleLine + 1) : titleLine;
  return {
    title: mark ? headingText((lines[titleLine] ?? '').slice(mark[0].length)) : '',
    titleLine,
    body: lines.slice(bodyLine).join('\n').trimEnd(),
    bodyLine,
    frontMatter: close === -1 ? undefined : lines.slice(1, close).join('\n'),
  };
}

/** A new draft's text. */
export function draftText({ title, body }: { readonly title: string; readonly body: string }): string {
  return `# ${title}\n\n${body.trim()}\n`;
}

/** A heading may be closed by as many marks as one likes. */
function headingText(rest: string): string {
  return rest
    .trim()
    .replace(/(^|[ \t])#+$/, '')
    .trim();
}

/** The first line from here on that is not blank, or the end. */
function firstFilled(lines: readonly string[], from: number): number {
  const index = lines.findIndex((line, at) => at >= from && line.trim() !== '');
  return index === -1 ? lines.length : index;
}
