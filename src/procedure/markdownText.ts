import MarkdownIt, { type Env, type Token } from 'markdown-it';
import { gitHubStrikethrough } from './strikethrough.ts';

const parser = new MarkdownIt({ html: true }).use(gitHubStrikethrough);
// GitHub makes links of all addresses; which ones are safe to follow is not asked here.
parser.validateLink = () => true;

/** Without one of these characters a text holds no marks: it is what it says. */
const marks = /[\n\\`~*_![\]<&]/;

/** What an inline text says: without marks and comments, line breaks as `\n`. */
export function inlineText(markdown: string, references: Env = {}): string {
  if (!marks.test(markdown)) {
    return markdown;
  }
  return inlineTokens(markdown, references).map(textOf).join('');
}

/** Whether an inline text shows anything: words, or an image. */
export function showsAnything(markdown: string, references: Env): boolean {
  return marks.test(markdown)
    ? inlineTokens(markdown, references).some((token) => token.type === 'image' || !isBlank(textOf(token)))
    : !isBlank(markdown);
}

function inlineTokens(markdown: string, references: Env): Token[] {
  const tokens: Token[] = [];
  parser.inline.parse(markdown, parser, references, tokens);
  return tokens;
}

function textOf({ type, content }: Token): string {
  switch (type) {
    case 'softbreak':
    case 'hardbreak':
      return '\n';
    case 'html_inline':
      return content.startsWith('<!--') ? '' : content;
    default:
      return content;
  }
}

/** HTML without its comments; one that is not closed runs to the end. */
export function withoutComments(html: string): string {
  let text = '';
  let from = 0;
  for (let start = html.indexOf('<!--'); start !== -1; start = html.indexOf('<!--', from)) {
    text += html.slice(from, start);
    // `<!-->` and `<!--->` are whole comments.
    const end = html.indexOf('-->', start + 2);
    if (end === -1) {
      return text;
    }
    from = end + '-->'.length;
  }
  return text + html.slice(from);
}

export function isBlank(text: string): boolean {
  return text.trim() === '';
}

/** GFM's punctuation, for a class of a regular expression: Unicode's, and the ASCII symbols. */
export const punctuation = '\\p{P}$+<=>^`|~';
const trailing = new RegExp(`^[\\s${punctuation}]$`, 'u');
const unevenSpace = /\s\s|[^\S ]/u;
const beyondAscii = /[\u0080-\uffff]/;

/**
 * A text as it is compared: white space runs are one space, in lower case; line breaks are kept as `\n`. A letter with
 * its accent is the same whether it is written as one character or as two, which nobody can see.
 */
export function comparable(text: string): string {
  const even = unevenSpace.test(text)
    ? text.replace(/\s+/gu, (run) => (run.includes('\n') ? '\n' : ' '))
    : text;
  const composed = beyondAscii.test(even) ? even.normalize('NFC') : even;
  return composed.trim().toLowerCase();
}

/** A text without the punctuation and white space at its end. */
function withoutTrailingPunctuation(text: string): string {
  let end = text.length;
  for (let start = end - 1; start >= 0; start--) {
    // The second half of a character beyond the first plane is looked at with its first half.
    if (!isLowSurrogate(text.charCodeAt(start))) {
      if (!trailing.test(text.slice(start, end))) {
        break;
      }
      end = start;
    }
  }
  return text.slice(0, end);
}

function isLowSurrogate(code: number): boolean {
  return code >= 0xdc00 && code <= 0xdfff;
}

/** A text on one line, as headings and items are compared. */
export function comparableTitle(text: string): string {
  return withoutTrailingPunctuation(comparable(text).replaceAll('\n', ' '));
}
