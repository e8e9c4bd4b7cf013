import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as delay } from 'node:timers/promises';
import type { AddressInfo } from 'node:net';
import { operationName } from '../graphql/answer.ts';
import { withNullAt } from './graphqlFaults.ts';
import { parseBody, type ApiRequest } from './api.ts';
import type { FaultEffect, Faults } from './faults.ts';
import type { LoggedRequest, RequestLog } from './requestLog.ts';
import { isGitPath } from './gitRoutes.ts';

export interface ServerParts {
  readonly faults: Faults;
  readonly requests: RequestLog;
  loginOf(headers: Headers): string | undefined;
  /** Answers what the control of the sandbox is asked; undefined for all other paths. */
  control(request: ApiRequest): Response | undefined;
  answer(request: ApiRequest): Promise<Response>;
}

/** Listens on loopback only. Call `handle` when the parts are ready. */
export async function listen(port: number): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address() as AddressInfo;
  return { server, url: `http://127.0.0.1:${address.port}` };
}

export function handle(server: Server, url: string, parts: ServerParts): void {
  server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) => {
    respond(url, parts, incoming, outgoing).catch((error: unknown) => {
      // A fault of the sandbox itself: a test that meets it should see what it is.
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      outgoing.writeHead(500, { 'content-type': 'application/json' }).end(JSON.stringify({ message }));
    });
  });
}

export async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) =>
    server.close(() => {
      resolve();
    }),
  );
  server.closeAllConnections();
  await closed;
}

async function respond(
  url: string,
  parts: ServerParts,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
): Promise<void> {
  const request = await read(url, incoming);
  const control = parts.control(request);
  if (control) {
    await send(outgoing, control);
    return;
  }
  const entry = parts.requests.add(describe(parts, request));
  const { delay: milliseconds, effect } = parts.faults.effectsOn(entry);
  if (milliseconds > 0) {
    await delay(milliseconds);
  }
  const response = await withFault(parts, request, effect);
  if (!response) {
    incoming.socket.destroy();
    return;
  }
  if (isGitPath(request.url.pathname)) {
    // Git asks again by itself when a connection that it has used before is cut, which would hide a fault.
    response.headers.set('connection', 'close');
  }
  entry.status = response.status;
  await send(outgoing, response);
}

/** The answer as the fault leaves it; undefined when the connection is to be cut. */
async function withFault(
  parts: ServerParts,
  request: ApiRequest,
  effect: Exclude<FaultEffect, { kind: 'delay' }> | undefined,
): Promise<Response | undefined> {
  switch (effect?.kind) {
    case undefined:
      return parts.answer(request);
    case 'answer': {
      const { status, body, headers = {} } = effect;
      const text = typeof body === 'string' || body === undefined ? (body ?? null) : JSON.stringify(body);
      const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
      return new Response(text, { status, headers: { 'content-type': type, ...headers } });
    }
    case 'cut':
      return undefined;
    case 'lose-answer':
      await parts.answer(request);
      return undefined;
    case 'end-asker':
      if (effect.tookEffect) {
        await parts.answer(request);
      }
      await effect.end();
      return undefined;
    case 'malformed': {
      const response = await parts.answer(request);
      const text = await response.text();
      return new Response(text.slice(0, Math.floor(text.length / 2)), response);
    }
    case 'graphql-null': {
      const response = await parts.answer(request);
      const body = withNullAt(await response.json(), effect.path, effect.error);
      return withHeaders(new Response(JSON.stringify(body), response), effect.headers);
    }
    case 'headers':
      return withHeaders(await parts.answer(request), effect.headers);
    case 'graphql-errors': {
      const response = await parts.answer(request);
      const body = (await response.json()) as { errors?: unknown[] };
      return new Response(
        JSON.stringify({ ...body, errors: [...(body.errors ?? []), ...effect.errors] }),
        response,
      );
    }
  }
}

function withHeaders(response: Response, headers: Readonly<Record<string, string>> = {}): Response {
  for (const [name, value] of Object.entries(headers)) {
    response.headers.set(name, value);
  }
  return response;
}

async function read(url: string, incoming: IncomingMessage): Promise<ApiRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk as Buffer);
  }
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    for (const item of Array.isArray(value) ? value : [value ?? '']) {
      headers.append(name, item);
    }
  }
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', url),
    headers,
    body: Buffer.concat(chunks),
  };
}

function describe(parts: ServerParts, request: ApiRequest): LoggedRequest {
  const { method, url, headers } = request;
  const login = parts.loginOf(headers);
  const body = isGitPath(url.pathname) ? undefined : parseBody(request.body);
  const isGraphQL = url.pathname === '/api/graphql' && typeof body === 'object' && body !== null;
  const operation = isGraphQL ? operationName(body) : undefined;
  return {
    method,
    path: url.pathname,
    query: url.search,
    ...(login !== undefined && { login }),
    ...(operation !== undefined && { operation }),
    ...(body !== undefined && { body }),
  };
}

async function send(outgoing: ServerResponse, response: Response): Promise<void> {
  const body = Buffer.from(await response.arrayBuffer());
  const headers = Object.fromEntries(response.headers);
  // Node sets the length itself; a body that was cut short by a fault has another one.
  delete headers['content-length'];
  outgoing.writeHead(response.status, headers).end(body);
}
