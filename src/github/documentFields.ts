/**
 * A GraphQL document that asks for the field no more, with all that hangs on it. The document says no types, so every
 * field of that name goes: what is not asked for is read as unknown, and never as not there.
 *
 * @param field as `Type.field`.
 */
export function withoutField(document: string, field: string): string {
  const name = field.split('.')[1] ?? field;
  const start = new RegExp(`^[ \\t]*(?:\\w+:[ \\t]*)?${name}\\b(?=[ \\t]*(?:[({@]|$))`, 'm');
  let text = document;
  for (let match = start.exec(text); match; match = start.exec(text)) {
    text = text.slice(0, match.index) + text.slice(endOfField(text, match.index + match[0].length));
  }
  return withoutEmptySelections(text);
}

/** Just after the field's arguments and selections. */
function endOfField(text: string, from: number): number {
  let depth = 0;
  for (let at = from; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (sign === '(' || sign === '{') {
      depth += 1;
    } else if (sign === ')' || sign === '}') {
      depth -= 1;
    } else if (sign === '\n' && depth === 0) {
      return at + 1;
    }
  }
  return text.length;
}

/** GraphQL allows no field with nothing in its braces. */
function withoutEmptySelections(document: string): string {
  const empty = /^[ \t]*(?:\w+:[ \t]*)?(?:\.\.\. on )?\w+(?:\([^()]*\))?[ \t]*\{\s*\}\n/m;
  let text = document;
  while (empty.test(text)) {
    text = text.replace(empty, '');
  }
  return text;
}
