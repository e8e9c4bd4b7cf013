import { isMap, isSeq, type Document, type LineCounter, type Pair, type YAMLMap } from 'yaml';
import { checkShape, type ShapeProblem } from './checkShape.ts';
import { constant } from './constant.ts';
import type { Procedure } from './procedure.ts';
import { withDefaults } from './procedureDefaults.ts';
import { procedureFileShape, type ProcedureFile } from './procedureKeys.ts';
import { dotted, shapeSentence } from './shapeSentence.ts';
import { extent, keyName, readYaml, type YamlFault } from './yamlDocument.ts';
import { plain } from './wording.ts';

export type ParsedProcedure =
  | { readonly ok: true; readonly procedure: Procedure }
  | { readonly ok: false; readonly problems: readonly ProcedureProblem[] };

export interface ProcedureProblem {
  /** Both count from 1; columns in UTF-16 units. */
  readonly line: number;
  readonly column: number;
  /** Just after the last character of what is wrong. */
  readonly endLine: number;
  readonly endColumn: number;
  /** Such as `roles.qa-team.approvals`; empty for the file as a whole and for what is not YAML. */
  readonly path: string;
  /** One sentence: what must be there, and what was found. */
  readonly message: string;
}

/**
 * Reads the text of a procedure file, with the defaults filled in, or says everything that is wrong with it, in
 * the order of the text. A file with a problem is not used at all.
 */
export function parseProcedure(text: string): ParsedProcedure {
  const source = text.startsWith('\uFEFF') ? text.slice(1) : text;
  const { document, faults, lines } = readYaml(source);
  if (!document) {
    return { ok: false, problems: inOrder(faults, lines) };
  }
  // Aliases share what they repeat and their number is limited, so that the library's own limit is not needed.
  const value: unknown = document.toJS({ maxAliasCount: -1 }) ?? {};
  const found = checkShape(value, procedureFileShape, { unknownKeys: 'refuse' });
  if (found.length + faults.length > 0) {
    return { ok: false, problems: inOrder([...faults, ...placed(found, document, source)], lines) };
  }
  // The shape accepts exactly the type: its declaration does not compile otherwise.
  return { ok: true, procedure: constant(withDefaults(value as ProcedureFile)) };
}

function inOrder(faults: readonly (YamlFault & { path?: string })[], lines: LineCounter): ProcedureProblem[] {
  return faults
    .toSorted((a, b) => a.start - b.start)
    .map(({ start, end, path = '', message }) => {
      const from = lines.linePos(start);
      const to = lines.linePos(end);
      return { line: from.line, column: from.col, endLine: to.line, endColumn: to.col, path, message };
    });
}

function placed(problems: readonly ShapeProblem[], document: Document.Parsed, source: string) {
  const places = new Places(document);
  return problems.map((problem) => {
    const node = places.of(problem);
    const message = shapeSentence(withHint(problem), sourceOf(node, source));
    const { start, end } = extent(node);
    // What is missing has no place; the beginning of what should hold it is where a person looks.
    return { start, end: problem.kind === 'missing' ? start : end, path: dotted(problem.path), message };
  });
}

/** Finds the part of the document that a problem is about: the key when it should not be there, else the value. */
class Places {
  private readonly pairs = new Map<YAMLMap, Map<string | undefined, Pair>>();
  private readonly document: Document.Parsed;

  constructor(document: Document.Parsed) {
    this.document = document;
  }

  /** Inside of an alias it is the alias; for what is missing it is the map that should have it. */
  of(problem: ShapeProblem): unknown {
    let node: unknown = this.document.contents;
    for (const [index, step] of problem.path.entries()) {
      const isLast = index === problem.path.length - 1;
      if (isSeq(node) && typeof step === 'number') {
        node = node.items[step];
      } else if (isMap(node)) {
        const pair = this.pairsOf(node).get(String(step));
        if (!pair) {
          return node;
        }
        node = isLast && problem.kind === 'unknown-key' ? pair.key : pair.value;
      } else {
        return node;
      }
    }
    return node;
  }

  private pairsOf(map: YAMLMap): Map<string | undefined, Pair> {
    let pairs = this.pairs.get(map);
    if (!pairs) {
      pairs = new Map(map.items.map((pair) => [keyName(pair.key), pair]));
      this.pairs.set(map, pairs);
    }
    return pairs;
  }
}

/** A person who writes `id: 42` means the text. */
function withHint(problem: ShapeProblem): ShapeProblem {
  const needsQuotes =
    problem.kind === 'wrong' &&
    problem.must === 'a text' &&
    (typeof problem.value === 'number' || typeof problem.value === 'boolean');
  return needsQuotes ? { ...problem, because: 'put it in quotes to make it a text' } : problem;
}

/** What the file says there, for a sentence. */
function sourceOf(node: unknown, source: string): string {
  if (isMap(node)) {
    return 'a map of keys and values';
  }
  if (isSeq(node)) {
    return 'a list';
  }
  const { start, end } = extent(node);
  const written = source.slice(start, end).trim();
  return written === '' ? 'nothing' : `\`${plain(written)}\``;
}
