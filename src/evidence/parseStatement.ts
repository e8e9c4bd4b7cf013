import { changeRecordShape } from '../procedure/changeRecordShape.ts';
import { checkShape } from '../procedure/checkShape.ts';
import { withDefaults } from '../procedure/procedureDefaults.ts';
import { procedureFileShape, type ProcedureFile } from '../procedure/procedureKeys.ts';
import { shapeSentence } from '../procedure/shapeSentence.ts';
import {
  choice,
  either,
  fields,
  list,
  nothing,
  optional,
  required,
  text,
  type Shape,
} from '../procedure/shape.ts';
import { time } from '../procedure/time.ts';
import {
  predicateType,
  statementType,
  type EvidenceInput,
  type Making,
  type ProcedureSource,
  type RawAnswer,
  type Signing,
} from './statement.ts';

/** What a statement was made from, or why it is not one. All that follows from these is made anew and compared. */
export type ParsedStatement =
  | { readonly ok: true; readonly value: unknown; readonly input: EvidenceInput }
  | { readonly ok: false; readonly problem: string };

export function parseStatement(json: string): ParsedStatement {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return { ok: false, problem: 'it is not JSON' };
  }
  const at = (...path: readonly string[]): unknown =>
    path.reduce<unknown>(
      (node, key) =>
        typeof node === 'object' && node !== null ? (node as Record<string, unknown>)[key] : undefined,
      value,
    );
  if (at('_type') !== statementType || at('predicateType') !== predicateType) {
    return { ok: false, problem: `it is no in-toto Statement v1 of the type ${predicateType}` };
  }
  const predicate = at('predicate');
  const source = at('predicate', 'procedure', 'source');
  const signing = at('predicate', 'signing');
  const content = at('predicate', 'procedure', 'content');
  const problem =
    problemOf(predicate, predicateShape, 'ignore') ??
    problemOf(content, procedureFileShape, 'refuse') ??
    problemOf(source, sourceShapes[kindOf(source)] ?? sourceShapes.defaults, 'ignore') ??
    problemOf(signing, signingShapes[kindOf(signing)] ?? signingShapes.none, 'ignore');
  if (problem !== undefined) {
    return { ok: false, problem };
  }
  // The shapes accept exactly the types.
  const { made, record, answers } = predicate as EvidenceInput;
  return {
    ok: true,
    value,
    input: {
      record,
      procedure: withDefaults(content as ProcedureFile),
      procedureSource: source as ProcedureSource,
      made,
      signing: signing as Signing,
      ...(answers && { answers }),
    },
  };
}

function problemOf(value: unknown, shape: Shape, unknownKeys: 'ignore' | 'refuse'): string | undefined {
  const [first] = checkShape(value, shape, { unknownKeys });
  return first && shapeSentence(first, 'something else');
}

function kindOf(value: unknown): string {
  return typeof value === 'object' && value !== null && 'kind' in value ? String(value.kind) : '';
}

const predicateShape = fields<Pick<EvidenceInput, 'made' | 'record' | 'answers'>>({
  made: required(
    fields<Making>({
      at: required(time),
      by: required(
        either(fields<NonNullable<Making['by']>>({ name: required(text), email: required(text) }), nothing),
      ),
      tool: required(
        fields<Making['tool']>({ name: required(choice('change-guide')), version: required(text) }),
      ),
    }),
  ),
  record: required(changeRecordShape),
  answers: optional(list(fields<RawAnswer>({ request: required(text), sha256: required(text) }))),
});

type Of<Union, Kind> = Extract<Union, { readonly kind: Kind }>;

const sourceShapes: ShapesByKind<ProcedureSource['kind']> = {
  'base-commit': fields<Of<ProcedureSource, 'base-commit'>>({
    kind: required(choice('base-commit')),
    path: required(text),
    commit: required(text),
  }),
  file: fields<Of<ProcedureSource, 'file'>>({
    kind: required(choice('file')),
    name: required(text),
    sha256: required(text),
  }),
  defaults: fields<Of<ProcedureSource, 'defaults'>>({
    kind: required(choice('defaults')),
    reason: required(text),
  }),
};

const signingShapes: ShapesByKind<Signing['kind']> = {
  ssh: fields<Of<Signing, 'ssh'>>({
    kind: required(choice('ssh')),
    namespace: required(text),
    fingerprint: required(text),
  }),
  none: fields<Of<Signing, 'none'>>({ kind: required(choice('none')), reason: required(text) }),
};

/** A kind that is not known is judged by another kind's shape, which says what is wrong. */
type ShapesByKind<Kind extends string> = Readonly<Record<Kind, Shape>> & Readonly<Record<string, Shape>>;
