import type { Field, Shape, TextShape } from './shape.ts';

/** Where a value does not have its shape. The path leads from the root by keys and list positions. */
export type ShapeProblem = { readonly path: Path } & (
  | { readonly kind: 'missing'; readonly must: string }
  | { readonly kind: 'unknown-key'; readonly key: string; readonly known: readonly string[] }
  | { readonly kind: 'wrong'; readonly must: string; readonly value: unknown; readonly because?: string }
);

export type Path = readonly (string | number)[];

export interface CheckOptions {
  /** Whether a key that the shape does not have is a problem, or is passed over. */
  readonly unknownKeys: 'refuse' | 'ignore';
}

/** Every place where a value of JSON's kinds does not have the shape, in the shape's order; none when it has. */
export function checkShape(value: unknown, shape: Shape, options: CheckOptions): ShapeProblem[] {
  const check = new Check(options);
  check.visit(value, shape);
  return check.problems;
}

/** One walk. The path is one array that grows and shrinks, copied only for a problem: most values have none. */
class Check {
  readonly problems: ShapeProblem[] = [];
  private readonly options: CheckOptions;
  private readonly path: (string | number)[] = [];

  constructor(options: CheckOptions) {
    this.options = options;
  }

  visit(value: unknown, shape: Shape): void {
    switch (shape.kind) {
      case 'text':
        this.visitText(value, shape);
        return;
      case 'fields':
        if (isObject(value)) {
          this.visitFields(value, shape.fields);
        } else {
          this.wrong(value, shape);
        }
        return;
      case 'list':
        if (Array.isArray(value)) {
          this.visitList(value, shape.of);
        } else {
          this.wrong(value, shape);
        }
        return;
      case 'dictionary':
        if (isObject(value)) {
          for (const key of Object.keys(value)) {
            this.visitAt(key, value[key], shape.of);
          }
        } else {
          this.wrong(value, shape);
        }
        return;
      case 'either': {
        const fitting = shape.of.find((each) => mayBe(value, each));
        if (fitting) {
          this.visit(value, fitting);
        } else {
          this.wrong(value, shape);
        }
        return;
      }
      default:
        if (!mayBe(value, shape)) {
          this.wrong(value, shape);
        }
    }
  }

  private visitAt(step: string | number, value: unknown, shape: Shape): void {
    this.path.push(step);
    this.visit(value, shape);
    this.path.pop();
  }

  private visitList(values: readonly unknown[], of: Shape): void {
    for (let index = 0; index < values.length; index += 1) {
      this.visitAt(index, values[index], of);
    }
  }

  private visitFields(
    value: Readonly<Record<string, unknown>>,
    fields: Readonly<Record<string, Field>>,
  ): void {
    for (const key in fields) {
      const field = fields[key];
      if (!field) {
        continue;
      }
      // JSON has no `undefined`: what reads so is not there.
      const found = value[key];
      if (found !== undefined) {
        this.visitAt(key, found, field.shape);
      } else if (!field.optional) {
        this.problems.push({ path: [...this.path, key], kind: 'missing', must: nounOf(field.shape) });
      }
    }
    if (this.options.unknownKeys === 'refuse') {
      for (const key of Object.keys(value)) {
        if (!Object.hasOwn(fields, key)) {
          const known = Object.keys(fields);
          this.problems.push({ path: [...this.path, key], kind: 'unknown-key', key, known });
        }
      }
    }
  }

  private visitText(value: unknown, shape: TextShape): void {
    if (typeof value !== 'string') {
      this.wrong(value, shape);
      return;
    }
    const because = shape.problem?.(value);
    if (because !== undefined) {
      this.wrong(value, shape, because);
    }
  }

  private wrong(value: unknown, shape: Shape, because?: string): void {
    const problem = { path: [...this.path], kind: 'wrong' as const, must: nounOf(shape), value };
    this.problems.push(because === undefined ? problem : { ...problem, because });
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Whether the value is of the kind that the shape accepts; what is inside it is looked at later. */
function mayBe(value: unknown, shape: Shape): boolean {
  switch (shape.kind) {
    case 'text':
      return typeof value === 'string';
    case 'wholeNumber':
      return Number.isInteger(value) && Number(value) >= shape.min && Number(value) <= shape.max;
    case 'flag':
      return typeof value === 'boolean';
    case 'nothing':
      return value === null;
    case 'choice':
      return shape.values.some((each) => each === value);
    case 'list':
      return Array.isArray(value);
    case 'dictionary':
    case 'fields':
      return isObject(value);
    case 'either':
      return shape.of.some((each) => mayBe(value, each));
  }
}

/** What the shape accepts, to follow "must be". */
export function nounOf(shape: Shape): string {
  const nouns = nounsOf(shape);
  const last = nouns.at(-1) ?? '';
  return nouns.length > 1 ? `${nouns.slice(0, -1).join(', ')} or ${last}` : last;
}

function nounsOf(shape: Shape): string[] {
  switch (shape.kind) {
    case 'text':
      return [shape.noun];
    case 'wholeNumber':
      return [
        shape.max === Number.MAX_SAFE_INTEGER
          ? `a whole number, ${shape.min} or more`
          : `a whole number from ${shape.min} to ${shape.max}`,
      ];
    case 'flag':
      return ['`true`', '`false`'];
    case 'nothing':
      return ['`null`'];
    case 'choice':
      return shape.values.map((value) => `\`${value}\``);
    case 'list':
      return ['a list'];
    case 'dictionary':
    case 'fields':
      return ['a map of keys and values'];
    case 'either':
      return shape.of.flatMap(nounsOf);
  }
}
