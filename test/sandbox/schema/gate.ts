/** Checks requests and answers against GitHub's own description (`openapi.json`, made by `generate.ts`). */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';

export interface Violation {
  /** A request that GitHub's description does not allow, or an answer of the sandbox that it does not. */
  readonly kind: 'request' | 'response';
  /** `POST /repos/{owner}/{repo}/issues`, or the path as asked when GitHub has no such operation. */
  readonly operation: string;
  readonly problems: readonly string[];
}

interface Operation {
  readonly query: Readonly<Record<string, Schema>>;
  readonly body?: Schema | true;
  readonly bodyRequired?: boolean;
  readonly responses: Readonly<Record<string, Schema | true>>;
}

interface Schema {
  readonly $ref?: string;
  readonly type?: string | readonly string[];
  readonly enum?: readonly unknown[];
  readonly properties?: Readonly<Record<string, unknown>>;
}

interface Description {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

interface Template {
  readonly path: string;
  readonly pattern: RegExp;
  /** How many parts are names, not parameters: the more, the closer the match. */
  readonly names: number;
}

/** One request, matched with its operation. */
export interface Checked {
  readonly operation: string;
  checkResponse(status: number, body: unknown): void;
}

/** What all sandboxes of a process share: compiling the parts that are asked for takes seconds. */
interface Shared {
  readonly description: Description;
  readonly templates: readonly Template[];
  readonly ajv: Ajv;
  readonly validators: Map<string, ValidateFunction>;
}

let shared: Shared | undefined;

function readDescription(): Shared {
  const file = path.join(import.meta.dirname, 'openapi.json');
  const description = JSON.parse(readFileSync(file, 'utf8')) as Description;
  const ajv = new Ajv({ strict: false, allErrors: true, logger: false });
  addFormats(ajv);
  ajv.addSchema({ $id: 'github', ...description });
  const templates = Object.keys(description.paths)
    .map(toTemplate)
    .sort((a, b) => b.names - a.names);
  return { description, templates, ajv, validators: new Map() };
}

export class OpenApiGate {
  private readonly description: Description;
  private readonly templates: readonly Template[];
  private readonly ajv: Ajv;
  private readonly validators: Map<string, ValidateFunction>;

  constructor(private readonly report: (violation: Violation) => void) {
    shared ??= readDescription();
    ({
      description: this.description,
      templates: this.templates,
      ajv: this.ajv,
      validators: this.validators,
    } = shared);
  }

  /** Reports what is wrong with a request; undefined when the sandbox does not serve that operation. */
  checkRequest(method: string, url: URL, body: unknown): Checked | undefined {
    const template = this.templates.find(
      ({ path: candidate, pattern }) =>
        pattern.test(url.pathname) && this.description.paths[candidate]?.[method.toLowerCase()] !== undefined,
    );
    const operation = template && this.description.paths[template.path]?.[method.toLowerCase()];
    if (!operation) {
      const problems = ['not among the operations that the sandbox serves (schema/operations.ts)'];
      this.report({ kind: 'request', operation: `${method} ${url.pathname}`, problems });
      return undefined;
    }
    const name = `${method} ${template.path}`;
    const place = `github#/paths/${escapePointer(template.path)}/${method.toLowerCase()}`;
    this.say('request', name, [
      ...this.queryProblems(operation, url.searchParams),
      ...this.bodyProblems(operation, `${place}/body`, body),
    ]);
    return {
      operation: name,
      checkResponse: (status, answer) => {
        this.say('response', name, this.responseProblems(operation, place, status, answer));
      },
    };
  }

  private queryProblems(operation: Operation, query: URLSearchParams): string[] {
    return [...query].flatMap(([name, value]) => {
      const schema = operation.query[name];
      if (!schema) {
        return [`unknown query parameter ${name}`];
      }
      if (schema.enum && !schema.enum.includes(value)) {
        return [`query parameter ${name} is ${value}; allowed are ${schema.enum.join(', ')}`];
      }
      return schema.type === 'integer' && !/^\d+$/.test(value)
        ? [`query parameter ${name} is no number: ${value}`]
        : [];
    });
  }

  private bodyProblems(operation: Operation, place: string, body: unknown): string[] {
    if (body === undefined) {
      return operation.bodyRequired === true ? ['a body is required'] : [];
    }
    if (operation.body === undefined) {
      return ['GitHub takes no body here'];
    }
    if (operation.body === true) {
      return [];
    }
    return [...this.problems(place, body), ...this.unknownProperties(operation.body, body)];
  }

  /** GitHub ignores properties that it does not know, so a misspelt one would go unnoticed. */
  private unknownProperties(schema: Schema, body: unknown): string[] {
    const resolved =
      schema.$ref === undefined
        ? schema
        : this.description.components.schemas[schema.$ref.split('/').at(-1) ?? ''];
    const known = resolved?.properties;
    if (!known || typeof body !== 'object' || body === null || Array.isArray(body)) {
      return [];
    }
    return Object.keys(body)
      .filter((name) => !(name in known))
      .map((name) => `unknown property ${name}`);
  }

  private responseProblems(operation: Operation, place: string, status: number, body: unknown): string[] {
    const schema = operation.responses[String(status)];
    if (schema === undefined) {
      return everywhere.includes(status) ? [] : [`status ${status} is not described`];
    }
    return schema === true || body === undefined ? [] : this.problems(`${place}/responses/${status}`, body);
  }

  private problems(place: string, value: unknown): string[] {
    let validate = this.validators.get(place);
    if (!validate) {
      validate = this.ajv.compile({ $ref: place });
      this.validators.set(place, validate);
    }
    return validate(value) ? [] : (validate.errors ?? []).filter(isCause).map(describe);
  }

  private say(kind: Violation['kind'], operation: string, problems: readonly string[]): void {
    if (problems.length > 0) {
      this.report({ kind, operation, problems });
    }
  }
}

/** `anyOf` and its like only repeat what their branches say. */
function isCause({ keyword }: ErrorObject): boolean {
  return !['anyOf', 'oneOf', 'if'].includes(keyword);
}

function describe({ instancePath, message, params }: ErrorObject): string {
  return `${instancePath === '' ? '/' : instancePath} ${message ?? 'is wrong'} ${JSON.stringify(params)}`;
}

/** What every operation may answer: that it moved, that it is known already, that one may not have it. */
const everywhere = [301, 304, 307, 401, 403, 404];

/** The parameters that may hold slashes, as in `git/ref/heads/feature/1`. */
const deep = ['ref', 'path', 'branch', 'basehead'];

function toTemplate(template: string): Template {
  const source = template
    .split('/')
    .map((part) => {
      const name = /^\{(.+)\}$/.exec(part)?.[1];
      return name === undefined
        ? part.replace(/[.+]/g, String.raw`\$&`)
        : deep.includes(name)
          ? '.+'
          : '[^/]+';
    })
    .join('/');
  const names = template.split('/').filter((part) => !part.startsWith('{')).length;
  return { path: template, pattern: new RegExp(`^${source}$`), names };
}

function escapePointer(part: string): string {
  // A pointer in a fragment: the braces of the template are escaped as in an address.
  return encodeURIComponent(part.replaceAll('~', '~0').replaceAll('/', '~1'));
}
