import { defaultProcedure } from '../src/procedure/procedure.ts';
import { procedureFileShape } from '../src/procedure/procedureKeys.ts';
import type { Field, Shape } from '../src/procedure/shape.ts';

/** The JSON Schema of the procedure file, for editors to complete and check it (draft 07, as YAML editors read). */
export function procedureSchema(): object {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'Change management procedure',
    description: 'The rules that changes to this repository follow, for Change Guide.',
    ...schemaOf(procedureFileShape, defaultProcedure),
  };
}

function schemaOf(shape: Shape, byDefault?: unknown): object {
  switch (shape.kind) {
    case 'text':
      return { type: 'string', ...(shape.pattern === undefined ? {} : { pattern: shape.pattern }) };
    case 'wholeNumber':
      return { type: 'integer', minimum: shape.min, maximum: shape.max };
    case 'flag':
      return { type: 'boolean' };
    case 'nothing':
      return { type: 'null' };
    case 'choice':
      return { enum: shape.values };
    case 'list':
      return { type: 'array', items: schemaOf(shape.of) };
    case 'dictionary':
      return { type: 'object', additionalProperties: schemaOf(shape.of) };
    case 'either':
      return { anyOf: shape.of.map((each) => schemaOf(each)) };
    case 'fields': {
      const entries = Object.entries(shape.fields);
      return {
        type: 'object',
        additionalProperties: false,
        required: entries.filter(([, field]) => !field.optional).map(([key]) => key),
        properties: Object.fromEntries(
          entries.map(([key, field]) => [key, propertyOf(field, defaultOf(byDefault, key))]),
        ),
      };
    }
  }
}

function propertyOf(field: Field, byDefault: unknown): object {
  const schema = schemaOf(field.shape, byDefault);
  // A default for a whole section would be typed out by the editor; the keys inside have theirs.
  const isLeaf = field.shape.kind !== 'fields';
  return {
    description: field.about,
    ...schema,
    ...(isLeaf && byDefault !== undefined ? { default: byDefault } : {}),
  };
}

/** What stands under a key of a default; nothing where there is none. */
export function defaultOf(byDefault: unknown, key: string): unknown {
  return typeof byDefault === 'object' && byDefault !== null
    ? (byDefault as Readonly<Record<string, unknown>>)[key]
    : undefined;
}
