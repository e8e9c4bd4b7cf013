import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { once } from 'node:events';

/** A real SSH key in a folder of its own, made by OpenSSH. */
export interface TestKey {
  readonly folder: string;
  /** The private key; the public one is beside it, with `.pub`. */
  readonly file: string;
  readonly publicKey: string;
  readonly fingerprint: string;
  /** A file in which this key, and it alone, may sign evidence. */
  allowedSigners(principal: string, options?: string): string;
  remove(): void;
}

export function testKey({ passphrase = '' }: { passphrase?: string } = {}): TestKey {
  const folder = mkdtempSync(path.join(tmpdir(), 'change guide këy-'));
  const file = path.join(folder, 'id');
  execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', passphrase, '-C', 'test', '-f', file]);
  const publicKey = readFileSync(`${file}.pub`, 'utf8').trim();
  const [, fingerprint = ''] = execFileSync('ssh-keygen', ['-l', '-f', file], { encoding: 'utf8' }).split(
    ' ',
  );
  return {
    folder,
    file,
    publicKey,
    fingerprint,
    allowedSigners(principal, options = 'namespaces="change-guide-evidence"') {
      const list = path.join(folder, 'allowed_signers');
      writeFileSync(list, `${principal} ${options} ${publicKey}\n`);
      return list;
    },
    remove() {
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** An ssh-agent of the test's own that holds a key. */
export async function testAgent(key: TestKey): Promise<{ socket: string; stop: () => Promise<void> }> {
  const socket = path.join(mkdtempSync(path.join(tmpdir(), 'agent-')), 'socket');
  const agent: ChildProcess = spawn('ssh-agent', ['-D', '-a', socket], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  if (agent.stdout) {
    await once(agent.stdout, 'data');
  }
  execFileSync('ssh-add', ['-q', key.file], { env: { ...process.env, SSH_AUTH_SOCK: socket } });
  return {
    socket,
    async stop() {
      agent.kill();
      await once(agent, 'close');
      rmSync(path.dirname(socket), { recursive: true, force: true });
    },
  };
}
