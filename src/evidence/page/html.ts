import type { Text } from '../../base/say.ts';

/** Markup that is made here; all other text is escaped when it becomes part of it. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

export type Content = Html | Text | number | undefined | readonly Content[];

/** Markup with values in it: text is escaped, markup is taken as it is, lists are joined, undefined is nothing. */
export function html(parts: TemplateStringsArray, ...values: readonly Content[]): Html {
  return new Html(parts.map((part, index) => `${part}${markupOf(values[index])}`).join(''));
}

function markupOf(content: Content): string {
  if (content === undefined) {
    return '';
  }
  if (content instanceof Html) {
    return content.markup;
  }
  if (isList(content)) {
    return content.map(markupOf).join('');
  }
  return escaped(String(content));
}

/** `Array.isArray` does not tell a readonly array from the others. */
function isList(content: Content): content is readonly Content[] {
  return Array.isArray(content);
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Also makes visible what would reorder the text around it, or is no character at all. */
function escaped(text: string): string {
  return text
    .replaceAll(/[\p{Bidi_Control}\p{Cs}]|(?![\n\t])\p{Cc}/gu, '\uFFFD')
    .replaceAll(/[&<>"']/g, (character) => entities[character] ?? '');
}

/** A link for web addresses; other addresses stay text, whatever they would do. */
export function link(url: string | undefined, content: Content): Html {
  return url !== undefined && isWebAddress(url)
    ? html`<a href="${url}" rel="noopener noreferrer">${content}</a>`
    : html`${content}`;
}

function isWebAddress(url: string): boolean {
  return URL.canParse(url) && /^https?:$/.test(new URL(url).protocol);
}
