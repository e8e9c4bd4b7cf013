import type { Delimiter, MarkdownIt, StateInline } from 'markdown-it';

const tilde = '~'.charCodeAt(0);

/** Marks one tilde and two apart, so that only equal ones make a pair. */
const markers: Readonly<Record<number, number>> = { 1: tilde, 2: tilde + 0x10000 };

/**
 * GitHub's strikethrough: `~text~` as well as `~~text~~`, each closed by as many tildes as opened it; three or
 * more are text. markdown-it's own knows only two.
 */
export function gitHubStrikethrough(markdown: MarkdownIt): void {
  markdown.inline.ruler.at('strikethrough', readTildes);
  markdown.inline.ruler2.at('strikethrough', (state) => {
    dropMarks(state, state.delimiters);
    for (const nested of state.tokens_meta) {
      dropMarks(state, nested?.delimiters ?? []);
    }
  });
}

function readTildes(state: StateInline, silent: boolean): boolean {
  if (silent || state.src.charCodeAt(state.pos) !== tilde) {
    return false;
  }
  const { length, can_open: open, can_close: close } = state.scanDelims(state.pos, true);
  const token = state.push('text', '', 0);
  token.content = '~'.repeat(length);
  state.pos += length;
  const marker = markers[length];
  if (marker !== undefined) {
    state.delimiters.push({ marker, length: 0, token: state.tokens.length - 1, end: -1, open, close });
  }
  return true;
}

function dropMarks(state: StateInline, delimiters: readonly Delimiter[]): void {
  const isOurs = ({ marker }: Delimiter): boolean => marker === markers[1] || marker === markers[2];
  for (const opener of delimiters.filter((delimiter) => isOurs(delimiter) && delimiter.end !== -1)) {
    const closer = delimiters[opener.end];
    for (const index of [opener.token, closer?.token ?? opener.token]) {
      const token = state.tokens[index];
      if (token !== undefined) {
        token.content = '';
      }
    }
  }
}
