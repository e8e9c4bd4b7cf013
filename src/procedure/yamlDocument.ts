import { Composer, isAlias, isNode, isScalar, LineCounter, Parser, visit } from 'yaml';
import type { CST, Document, Node, YAMLMap } from 'yaml';
import { onOneLine } from '../base/text.ts';
import { plain } from './wording.ts';

/** A YAML file as it was read, not yet judged. */
export interface ReadYaml {
  /** Not there when the text is not one YAML document; the faults then say why. */
  readonly document?: Document.Parsed;
  readonly faults: readonly YamlFault[];
  readonly lines: LineCounter;
}

export interface YamlFault {
  /** Offsets in the text; the end is exclusive. */
  readonly start: number;
  readonly end: number;
  readonly message: string;
}

/** Far beyond what a procedure needs, and small enough that no file can keep the parser busy. */
const limits = { characters: 128 * 1024, depth: 32, aliases: 100 };

/** Reads YAML 1.2 without trusting it: the size, the depth and the aliases are limited, nothing is thrown. */
export function readYaml(text: string): ReadYaml {
  const lines = new LineCounter();
  if (text.length > limits.characters) {
    lines.addNewLine(0);
    const message = `the file is larger than ${limits.characters / 1024} KB; this is no procedure file`;
    return { faults: [{ start: 0, end: 0, message }], lines };
  }
  const tokens = [...new Parser(lines.addNewLine).parse(text)];
  // Before anything recursive looks at it: deep nesting would exhaust the stack.
  const tooDeep = tokens.map(tokenBelowLimit).find((token) => token !== undefined);
  if (tooDeep) {
    const message = `this is nested more than ${limits.depth} levels deep`;
    return { faults: [{ start: tooDeep.offset, end: tooDeep.offset + 1, message }], lines };
  }
  const composer = new Composer({
    version: '1.2',
    logLevel: 'error',
    prettyErrors: false,
    uniqueKeys: false,
  });
  // There always is a document, if need be an empty one: that is what `true` asks for.
  const [document, ...others] = composer.compose(tokens, true, text.length);
  if (!document) {
    return { faults: [], lines };
  }
  const fatal = [...syntaxFaults(document), ...others.map(secondDocument)];
  if (fatal.length === 0) {
    fatal.push(...aliasFaults(document), ...keyFaults(document));
  }
  return fatal.length > 0 ? { faults: fatal, lines } : { document, faults: duplicateKeys(document), lines };
}

function syntaxFaults(document: Document.Parsed): YamlFault[] {
  const faults = [...document.errors, ...document.warnings].map(({ pos: [start, end], message }) => ({
    start,
    end,
    // The library repeats what it can't read.
    message: `this is not YAML: ${onOneLine(message)}`,
  }));
  if (document.directives.yaml.version !== '1.2') {
    faults.push({ start: 0, end: 0, message: 'only YAML 1.2 is read; leave the %YAML line out' });
  }
  return faults;
}

function secondDocument(document: Document.Parsed): YamlFault {
  const [start] = document.range;
  return { start, end: start, message: 'a second document begins here; the file must hold one' };
}

/** In the order of the text: an alias stands for the last anchor of its name before it. */
function aliasFaults(document: Document.Parsed): YamlFault[] {
  const faults: YamlFault[] = [];
  const anchors = new Map<string, Node>();
  let aliases = 0;
  visit(document, {
    Node(_key, node, ancestors) {
      if (!isAlias(node)) {
        if (node.anchor !== undefined) {
          anchors.set(node.anchor, node);
        }
        return undefined;
      }
      aliases += 1;
      if (aliases > limits.aliases) {
        faults.push({ ...extent(node), message: `there are more than ${limits.aliases} aliases` });
        return visit.BREAK;
      }
      const target = anchors.get(node.source);
      if (!target) {
        faults.push({
          ...extent(node),
          message: `there is no anchor \`&${plain(node.source)}\` before this`,
        });
      } else if (ancestors.includes(target)) {
        faults.push({
          ...extent(node),
          message: `\`*${plain(node.source)}\` stands inside of what it repeats`,
        });
      }
      return undefined;
    },
  });
  return faults;
}

function keyFaults(document: Document.Parsed): YamlFault[] {
  return mapsOf(document)
    .flatMap((map) => map.items)
    .filter(({ key }) => keyName(key) === undefined)
    .map(({ key }) => ({ ...extent(key), message: 'a key must be a plain text' }));
}

/** The library would compare every key with every other, which takes minutes for a hostile file. */
function duplicateKeys(document: Document.Parsed): YamlFault[] {
  return mapsOf(document).flatMap((map) => {
    const seen = new Set<string | undefined>();
    return map.items.flatMap(({ key }) => {
      const name = keyName(key);
      const message = `the key \`${plain(name ?? '')}\` is given twice`;
      const faults = seen.has(name) ? [{ ...extent(key), message }] : [];
      seen.add(name);
      return faults;
    });
  });
}

function mapsOf(document: Document.Parsed): YAMLMap[] {
  const maps: YAMLMap[] = [];
  visit(document, {
    Map(_key, map) {
      maps.push(map);
    },
  });
  return maps;
}

/** The key as the value that is read from the map has it; nothing for keys that JSON could not have. */
export function keyName(key: unknown): string | undefined {
  return isScalar<string | number | boolean | null>(key) ? String(key.value ?? '') : undefined;
}

/** The first token that lies deeper than the limit; found with a list of what is still to do, not by recursion. */
function tokenBelowLimit(root: CST.Token): CST.Token | undefined {
  const open: { token: CST.Token; depth: number }[] = [{ token: root, depth: 0 }];
  for (let next = open.pop(); next; next = open.pop()) {
    const { token, depth } = next;
    if (depth > limits.depth) {
      return token;
    }
    const items = 'items' in token ? token.items : [];
    const inner = items.flatMap((item) => [item.key, item.value]);
    if (token.type === 'document') {
      inner.push(token.value);
    }
    for (const each of inner) {
      if (each) {
        open.push({ token: each, depth: depth + 1 });
      }
    }
  }
  return undefined;
}

/** Where a part of the document stands in the text. */
export function extent(node: unknown): { start: number; end: number } {
  const range = isNode(node) ? node.range : undefined;
  return range ? { start: range[0], end: range[1] } : { start: 0, end: 0 };
}
