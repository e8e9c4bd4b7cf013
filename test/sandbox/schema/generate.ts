/**
 * Cuts the part of GitHub's OpenAPI description that the sandbox serves out of `@octokit/openapi`, turns it
 * from OpenAPI 3.0 into plain JSON Schema, and writes `openapi.json` beside this file. Run it with
 * `npm run sandbox:schema`. The package is 385 MB unpacked, so one file of it is read in a temporary folder.
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { operations } from './operations.ts';

const source = '@octokit/openapi@23.0.2';
const release = 'ghes-3.19';
const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

type Json = null | boolean | number | string | Json[] | JsonObject;
interface JsonObject {
  [key: string]: Json | undefined;
}

const description = download();
const paths = subset(description);
const components = referenced(paths, description);
const target = path.join(import.meta.dirname, 'openapi.json');
writeFileSync(target, `${JSON.stringify({ source, release, license: 'MIT', paths, components })}\n`);
console.log(`${target}: ${operations.length} operations`);

function download(): JsonObject {
  const folder = mkdtempSync(path.join(tmpdir(), 'openapi-'));
  try {
    // npm is a script on Windows, which only a shell starts; nothing here comes from outside.
    const shell = process.platform === 'win32';
    const archive = execFileSync('npm', ['pack', source, '--silent'], {
      cwd: folder,
      shell,
      encoding: 'utf8',
    });
    const file = `package/generated/${release}.json`;
    execFileSync('tar', ['-xzf', archive.trim(), file], { cwd: folder });
    return JSON.parse(readFileSync(path.join(folder, file), 'utf8')) as JsonObject;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function subset(document: JsonObject): JsonObject {
  const all = object(document['paths']);
  const result: Record<string, JsonObject> = {};
  for (const operation of operations) {
    const [method, url] = operation.toLowerCase().split(' ') as [string, string];
    const found = isObject(all[url]) ? all[url][method] : undefined;
    if (!isObject(found) || !methods.some((known) => known === method)) {
      throw new Error(`${release} has no operation ${operation}`);
    }
    const item = (result[url] ??= {});
    item[method] = operationSchema(found, document);
  }
  return result;
}

/** What the gate needs of an operation: query parameters, the body, and a schema for each status. */
function operationSchema(operation: JsonObject, document: JsonObject): JsonObject {
  const query: JsonObject = {};
  for (const reference of (operation['parameters'] ?? []) as JsonObject[]) {
    const parameter = resolve(reference, document);
    if (parameter['in'] === 'query') {
      query[String(parameter['name'])] = toJsonSchema(parameter['schema'] ?? {});
    }
  }
  const responses: JsonObject = {};
  for (const [status, reference] of Object.entries(object(operation['responses']))) {
    responses[status] = contentSchema(resolve(object(reference), document)) ?? true;
  }
  const body = operation['requestBody'] ? resolve(object(operation['requestBody']), document) : undefined;
  return {
    query,
    ...(body && { body: contentSchema(body) ?? true, bodyRequired: body['required'] === true }),
    responses,
  };
}

function contentSchema(part: JsonObject): Json | undefined {
  const json = object(part['content'] ?? {})['application/json'];
  return json ? toJsonSchema(object(json)['schema'] ?? {}) : undefined;
}

/** Keeps what validates, drops prose and examples, and says `nullable` in JSON Schema's words. */
function toJsonSchema(node: Json): Json {
  if (Array.isArray(node)) {
    return node.map(toJsonSchema);
  }
  if (!isObject(node)) {
    return node;
  }
  const result: JsonObject = {};
  for (const [key, value] of Object.entries(node)) {
    if (value === undefined || isProse(key, value)) {
      continue;
    }
    if (key === 'format' && node['default'] === '') {
      // An address that is not set is an empty text, which the format alone would not allow.
      continue;
    }
    // Below `properties` the keys are names of GitHub's fields, which may be `description` or `title`.
    result[key] =
      key === 'properties'
        ? Object.fromEntries(
            Object.entries(object(value)).map(([name, schema]) => [name, toJsonSchema(schema ?? {})]),
          )
        : key === 'enum'
          ? value
          : toJsonSchema(value);
  }
  return node['nullable'] === true ? nullable(result) : result;
}

function isProse(key: string, value: Json): boolean {
  const dropped = [
    'description',
    'title',
    'summary',
    'example',
    'examples',
    'default',
    'deprecated',
    'nullable',
  ];
  return dropped.includes(key) || key.startsWith('x-') || (key === 'readOnly' && value === true);
}

function nullable(schema: JsonObject): JsonObject {
  if (typeof schema['type'] !== 'string') {
    return { anyOf: [schema, { type: 'null' }] };
  }
  const values = schema['enum'];
  return {
    ...schema,
    type: [schema['type'], 'null'],
    ...(Array.isArray(values) && { enum: [...values, null] }),
  };
}

/** The schemas that `paths` refer to, directly or not. */
function referenced(from: JsonObject, document: JsonObject): JsonObject {
  const schemas: JsonObject = {};
  const queue: Json[] = [from];
  for (let node = queue.pop(); node !== undefined; node = queue.pop()) {
    if (isObject(node) && typeof node['$ref'] === 'string') {
      const name = node['$ref'].replace('#/components/schemas/', '');
      if (!schemas[name]) {
        schemas[name] = toJsonSchema(object(object(object(document['components'])['schemas'])[name]));
        queue.push(schemas[name]);
      }
    } else if (isObject(node) || Array.isArray(node)) {
      queue.push(...Object.values(node).filter((value) => value !== undefined));
    }
  }
  return { schemas };
}

function resolve(node: JsonObject, document: JsonObject): JsonObject {
  const reference = node['$ref'];
  if (typeof reference !== 'string') {
    return node;
  }
  return reference
    .slice('#/'.length)
    .split('/')
    .reduce((parent, key) => object(parent[key]), document);
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function object(value: unknown): JsonObject {
  if (!isObject(value)) {
    throw new Error('GitHub’s description has a value where an object was expected');
  }
  return value;
}
