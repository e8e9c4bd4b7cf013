import fc from 'fast-check';

/** What means something to one parser or another, and what people use to trick them. */
const fragments = [
  ...[
    '\n',
    '\r\n',
    '\r',
    '\t',
    ' ',
    '\0',
    '\u001b[31m',
    '\u001b]8;;http://x\u0007',
    '\u202e',
    '\ufeff',
    '\u2028',
    '\ud800',
  ],
  ...[
    '- [ ] ',
    '- [x] ',
    '1. [X] ',
    '> ',
    '## ',
    '# Summary',
    'Summary\n===',
    '```',
    '~~~',
    '    ',
    '<!-- ',
    ' -->',
    '~~',
    '**',
    '`',
    '[a](command:x)',
    '](',
    '![',
    '<b>',
    '&amp;',
    '\\',
    '| a |',
    'N/A: ',
    'N/A — no',
  ],
  ...[
    'Testing',
    'Rollback plan',
    'No secrets, keys or tokens are added to code, configuration or logs',
    'Closes #42',
    '@dana',
  ],
  ...[
    'version: 1',
    'roles:',
    '  qa-team:',
    'teams: [',
    '&a ',
    '*a',
    '<<: *a',
    '{',
    '}',
    '[',
    ']',
    ': ',
    ', ',
    '"',
    "'",
    '!!binary ',
    '%YAML 1.1',
    '---',
    '...',
    '|',
    '>-',
    '\u0085',
  ],
  ...[
    '**',
    '*',
    '?',
    '[!a]',
    '{a,b}',
    '..',
    '/',
    '.git',
    '-o',
    '--upload-pack=x',
    'refs/heads/',
    'feature/42-x',
    '@{',
    '.lock',
    '$(x)',
    '`x`',
    '%s',
  ],
  ...[
    'https://github.com/acme/payments.git',
    'git@github.com:',
    'ssh://',
    'file:///',
    '@evil.example',
    '%2e%2e',
    '#',
    ':8443',
  ],
  ...[
    '### QA sign-off',
    '- **Result:** passed',
    '- **Commit:** ',
    'c0ffee2000000000000000000000000000000000',
    '0000000000000000000000000000000000000000',
  ],
  ...['__proto__', 'constructor', 'toString', 'null', 'true', '1e999', '-0'],
];

/** Texts from outside: words of the formats in any order, with anything at all between them. */
export const hostileText: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      { weight: 4, arbitrary: fc.constantFrom(...fragments) },
      { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
      { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 12 }) },
    ),
    { maxLength: 24 },
  )
  .map((parts) => parts.join(''));

/** A text that is right but for what was cut out, doubled or put in at some place. */
export function almost(text: string): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat({ max: text.length }), fc.nat({ max: 40 }), hostileText)
    .map(([at, cut, put]) => text.slice(0, at) + put + text.slice(at + cut));
}

/** A value that is right but for what stands at some place in it. */
export function almostJson(value: unknown): fc.Arbitrary<unknown> {
  const json = JSON.stringify(value);
  const places = [...json.matchAll(/"(?:[^"\\]|\\.)*"|\d+|true|false|null/g)];
  const anything = fc.oneof(fc.jsonValue({ maxDepth: 2 }), hostileText);
  return fc.tuple(fc.nat({ max: places.length - 1 }), anything).map(([index, put]) => {
    const place = places[index];
    const text = place?.[0] ?? '';
    const at = place?.index ?? 0;
    const isKey = json[at + text.length] === ':';
    const other = JSON.stringify(isKey ? JSON.stringify(put) : put);
    return JSON.parse(json.slice(0, at) + other + json.slice(at + text.length)) as unknown;
  });
}
