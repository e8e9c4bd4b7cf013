import { createServer } from 'node:http';
import { readConfig } from './config.ts';
import { createRouter } from './http/router.ts';
import { Ledger } from './payments/ledger.ts';

const config = readConfig(process.env);
const router = createRouter(config, new Ledger());

createServer((request, response) => {
  router(request, response).catch((error: unknown) => {
    console.error(error);
    response.writeHead(500).end();
  });
}).listen(config.port);
