import { Document, isMap, isScalar, isSeq, type YAMLMap } from 'yaml';
import type { Procedure } from './procedure.ts';
import { procedureFileShape } from './procedureKeys.ts';
import { nounOf } from './checkShape.ts';
import type { Field, Shape } from './shape.ts';

const lineWidth = 100;

const heading = [
  'How changes to this repository are made, reviewed and approved; Change Guide holds them to it.',
  'The file on the base branch counts. Every key but `version` may be left out; the defaults are those of ENG-PROC-003.',
];

/** A procedure as the text of a procedure file, with a comment for each key. */
export function commentedProcedure(procedure: Procedure): string {
  const document = new Document(procedure, { aliasDuplicateObjects: false });
  if (isMap(document.contents)) {
    comment(document.contents, procedureFileShape, 0, new Set());
  }
  document.commentBefore = asComment(heading.join(' '), 0);
  return document.toString({ lineWidth: 0 });
}

function comment(map: YAMLMap, shape: Shape, depth: number, explained: Set<Shape>): void {
  if (shape.kind !== 'fields' || explained.has(shape)) {
    return;
  }
  explained.add(shape);
  let before = '';
  for (const [name, field] of Object.entries(shape.fields)) {
    const pair = map.items.find(({ key }) => isScalar(key) && key.value === name);
    const about = asComment(aboutWithValues(field), depth);
    if (!pair || !isScalar(pair.key)) {
      // A key without a default becomes a line to uncomment, above the next key.
      before += field.example === undefined ? '' : `${about}\n ${name}: ${field.example}\n\n`;
      continue;
    }
    pair.key.commentBefore = before + about;
    pair.key.spaceBefore = depth === 0 && pair !== map.items[0];
    before = '';
    commentValue(pair.value, field.shape, depth + 1, explained);
  }
}

function commentValue(value: unknown, shape: Shape, depth: number, explained: Set<Shape>): void {
  if (isMap(value)) {
    comment(value, shape, depth, explained);
  } else if (isSeq(value)) {
    for (const item of value.items) {
      if (isMap(item)) {
        item.flow = true;
      }
    }
  }
}

function aboutWithValues({ about, shape }: Field): string {
  return shape.kind === 'choice' && shape.values.length > 1 ? `${about} It is ${nounOf(shape)}.` : about;
}

/** Broken into lines that fit; the library puts the `#` before each. */
function asComment(sentence: string, depth: number): string {
  const width = lineWidth - 2 * depth;
  const lines: string[] = [];
  for (const word of sentence.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + word.length + 1 <= width) {
      lines[lines.length - 1] = `${last} ${word}`;
    } else {
      lines.push(` ${word}`);
    }
  }
  return lines.join('\n');
}
