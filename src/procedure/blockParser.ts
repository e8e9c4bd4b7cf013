import MarkdownIt, { type Env, type Token } from 'markdown-it';

// Only the structure of blocks: what is inside them is read where it matters.
const parser = new MarkdownIt({ html: true });
parser.core.ruler.enableOnly(['normalize', 'block']);

/** What a token of markdown-it holds, without the methods, which only rendering uses. */
class BlockToken {
  type: string;
  tag: string;
  nesting: Token['nesting'];
  level: number;
  attrs: Token['attrs'];
  map: Token['map'];
  children: Token['children'];
  content: string;
  markup: string;
  info: string;
  meta: Token['meta'];
  block: boolean;
  hidden: boolean;

  constructor(type: string, tag: string, nesting: Token['nesting'], level: number) {
    this.type = type;
    this.tag = tag;
    this.nesting = nesting;
    this.level = level;
    this.attrs = null;
    this.map = null;
    this.children = null;
    this.content = '';
    this.markup = '';
    this.info = '';
    this.meta = null;
    this.block = true;
    this.hidden = false;
  }
}

// markdown-it 15 sets its tokens' fields one by one through a helper, and that is most of the time it takes: with
// plain ones it is four times as fast.
parser.block.State = class extends parser.block.State {
  override push(type: string, tag: string, nesting: Token['nesting']): Token {
    // An end is as deep as its beginning.
    const token = new BlockToken(type, tag, nesting, this.level + Math.min(nesting, 0)) as Token;
    this.level += nesting;
    this.tokens.push(token);
    return token;
  }
};

/** The blocks of a GitHub Flavored Markdown text in order; `references` takes the link definitions. */
export function parseBlocks(text: string, references: Env): Token[] {
  return parser.parse(text, references);
}
