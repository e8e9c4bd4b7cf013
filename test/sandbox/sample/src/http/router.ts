import type { IncomingMessage, ServerResponse } from 'node:http';
import { mayRefund } from '../auth/permissions.ts';
import { verifyToken } from '../auth/token.ts';
import type { Config } from '../config.ts';
import type { Ledger } from '../payments/ledger.ts';
import { refund, type RefundRequest } from '../payments/refund.ts';
import { IdempotencyKeys } from './idempotency.ts';

type Router = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export function createRouter(config: Config, ledger: Ledger): Router {
  const keys = new IdempotencyKeys();
  return async (request, response) => {
    if (request.url === '/health') {
      response.writeHead(200).end('ok');
      return;
    }
    const caller = verifyToken(request.headers.authorization, config.signingKey, Date.now());
    if (!caller) {
      response.writeHead(401).end();
      return;
    }
    if (request.method === 'POST' && request.url === '/refunds') {
      if (!mayRefund(caller)) {
        response.writeHead(403).end();
        return;
      }
      const body = JSON.parse(await read(request)) as RefundRequest;
      const key = String(request.headers['idempotency-key'] ?? '');
      const result = keys.once(key, () => refund(ledger, body));
      response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(result));
      return;
    }
    response.writeHead(404).end();
  };
}

async function read(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) {
    text += String(chunk);
  }
  return text;
}
