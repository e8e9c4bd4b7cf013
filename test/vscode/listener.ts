import { once } from 'node:events';
import net, { type AddressInfo } from 'node:net';
import { createInterface } from 'node:readline';
import { type Counts } from '../counts.ts';
import { type Message } from './messages.ts';

/** The terminal's end of the wire to the suites. */
export interface Listener {
  readonly port: number;
  /** Settles when the suites have ended; rejects when the wire breaks before. */
  readonly counts: Promise<Counts>;
  close(): void;
}

/** @param onFailure is called, and waited for, while the window still shows what failed */
export async function listenToSuites(onFailure: (title: string) => Promise<void>): Promise<Listener> {
  const server = net.createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const counts = new Promise<Counts>((resolve, reject) => {
    server.once('connection', (suites) => {
      createInterface(suites)
        .on('line', (line) => {
          const message = JSON.parse(line) as Message;
          switch (message.kind) {
            case 'text':
              console.log(message.text);
              break;
            case 'failed':
              void onFailure(message.title).finally(() => suites.write('\n'));
              break;
            case 'end':
              resolve(message.counts);
              break;
          }
        })
        .once('close', () => {
          reject(new Error('VS Code went away before the tests had ended.'));
        });
    });
  });
  // Whoever awaits it may still be opening the window.
  counts.catch(() => undefined);
  return { port: (server.address() as AddressInfo).port, counts, close: () => server.close() };
}
