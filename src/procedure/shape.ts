/**
 * What a value must look like, as data. The change record and the procedure file are each described once in
 * these terms; the checks, the JSON Schema, the default file and the tables of the docs are read from it.
 */
export type Shape =
  | TextShape
  | { readonly kind: 'wholeNumber'; readonly min: number; readonly max: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'choice'; readonly values: readonly (string | number)[] }
  | { readonly kind: 'list'; readonly of: Shape }
  | { readonly kind: 'dictionary'; readonly of: Shape }
  | { readonly kind: 'fields'; readonly fields: Readonly<Record<string, Field>> }
  /** One of several, told apart by the kind of JSON value; no two may accept the same kind. */
  | { readonly kind: 'either'; readonly of: readonly Shape[] };

export interface TextShape {
  readonly kind: 'text';
  /** What the text must be, for a sentence: `a time such as 2026-03-01T09:30:00Z`. */
  readonly noun: string;
  /** What is wrong with a text, as the end of a sentence that begins with its path; nothing when it is right. */
  readonly problem?: (text: string) => string | undefined;
  /** As much of the same as a regular expression can say, for JSON Schema. */
  readonly pattern?: string;
}

export interface Field {
  readonly shape: Shape;
  readonly optional: boolean;
  /** Plain sentences for the docs and the editor; empty where the name says it all. */
  readonly about: string;
  /** A value, as YAML, to show where there is no default. */
  readonly example?: string;
}

/** A shape whose accepted values are known to the compiler to be of type T. */
export type ShapeOf<T> = Shape & { readonly exactly?: (value: T) => T };

/** A field for each key of T, optional where T's is: a shape that leaves one out does not compile. */
type FieldsOf<T> = {
  readonly [K in keyof T]-?: {
    readonly shape: ShapeOf<Exclude<T[K], undefined>>;
    readonly optional: object extends Pick<T, K> ? true : false;
    readonly about: string;
    readonly example?: string;
  };
};

export const text: ShapeOf<string> = { kind: 'text', noun: 'a text' };
export const flag: ShapeOf<boolean> = { kind: 'flag' };
export const nothing: ShapeOf<null> = { kind: 'nothing' };

export function wholeNumber(min: number, max = Number.MAX_SAFE_INTEGER): ShapeOf<number> {
  return { kind: 'wholeNumber', min, max };
}

export function choice<const T extends string | number>(...values: readonly T[]): ShapeOf<T> {
  return { kind: 'choice', values };
}

export function list<T>(of: ShapeOf<T>): ShapeOf<readonly T[]> {
  return { kind: 'list', of };
}

export function dictionary<T>(of: ShapeOf<T>): ShapeOf<Readonly<Record<string, T>>> {
  return { kind: 'dictionary', of };
}

export function either<A, B>(first: ShapeOf<A>, second: ShapeOf<B>): ShapeOf<A | B> {
  return { kind: 'either', of: [first, second] };
}

export function fields<T>(each: FieldsOf<T>): ShapeOf<T> {
  return { kind: 'fields', fields: each };
}

export function required<T>(shape: ShapeOf<T>, about = ''): RequiredField<T> {
  return { shape, optional: false, about };
}

/** @param example A value, as YAML, to show where there is no default. */
export function optional<T>(shape: ShapeOf<T>, about = '', example?: string): OptionalField<T> {
  const field = { shape, optional: true as const, about };
  return example === undefined ? field : { ...field, example };
}

interface RequiredField<T> {
  readonly shape: ShapeOf<T>;
  readonly optional: false;
  readonly about: string;
}

interface OptionalField<T> {
  readonly shape: ShapeOf<T>;
  readonly optional: true;
  readonly about: string;
  readonly example?: string;
}
