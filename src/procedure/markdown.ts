import type { Env, Token } from 'markdown-it';
import { parseBlocks } from './blockParser.ts';
import { inlineText, isBlank, showsAnything, withoutComments } from './markdownText.ts';

/** A heading outside quotes, lists, code and comments, and whether anything stands under it. */
interface Section {
  readonly heading: string;
  readonly isFilled: boolean;
}

/** A task list item: `- [ ] text`. */
export interface Task {
  readonly isTicked: boolean;
  /** Without marks and comments; line breaks are kept. */
  readonly text: string;
}

export interface Outline {
  readonly sections: readonly Section[];
  readonly tasks: readonly Task[];
}

/** GitHub passes over it at the beginning of a text. */
const byteOrderMark = /^\uFEFF/;
const taskMark = /^\[([ xX])\]\s/;

/** Reads a text in GitHub Flavored Markdown. */
export function readMarkdown(text: string): Outline {
  const references: Env = {};
  const tokens = parseBlocks(text.replace(byteOrderMark, ''), references);
  const sections: OpenSection[] = [];
  let open: OpenSection[] = [];
  const tasks: Task[] = [];
  tokens.forEach((token, index) => {
    if (token.type === 'heading_open' && token.level === 0) {
      const level = Number(token.tag.slice(1));
      const heading = inlineText(tokens[index + 1]?.content ?? '', references);
      const section = { heading, level, isFilled: false };
      sections.push(section);
      open = [...open.filter((other) => other.level < level), section];
      return;
    }
    const isHeading = tokens[index - 1]?.type === 'heading_open' && token.level === 1;
    if (!isHeading && open.some(({ isFilled }) => !isFilled) && isContent(token, references)) {
      for (const section of open) {
        section.isFilled = true;
      }
    }
    const mark = token.type === 'inline' ? taskMark.exec(token.content) : null;
    if (
      mark !== null &&
      tokens[index - 1]?.type === 'paragraph_open' &&
      tokens[index - 2]?.type === 'list_item_open'
    ) {
      tasks.push({
        isTicked: mark[1] !== ' ',
        text: inlineText(token.content.slice(mark[0].length), references),
      });
    }
  });
  return { sections, tasks };
}

interface OpenSection {
  readonly heading: string;
  readonly level: number;
  isFilled: boolean;
}

/** Whether a block holds anything but white space and comments. */
function isContent(token: Token, references: Env): boolean {
  switch (token.type) {
    case 'inline':
      return showsAnything(token.content, references);
    case 'html_block':
      return !isBlank(withoutComments(token.content));
    case 'fence':
    case 'code_block':
      return !isBlank(token.content);
    default:
      // Lists, quotes and rules are only what holds or separates the content.
      return false;
  }
}
