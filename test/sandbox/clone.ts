import { execFile } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import type { Person } from './people.ts';

const run = promisify(execFile);

/** Clones for one person; name, address and credentials are this clone's own, nothing is set for the machine. */
export async function cloneAs(
  person: Person,
  remoteUrl: string,
  directory: string,
  credentialFolder: string,
): Promise<void> {
  const store = path.join(credentialFolder, person.login);
  const { protocol, host } = new URL(remoteUrl);
  mkdirSync(credentialFolder, { recursive: true });
  writeFileSync(store, `${protocol}//${person.login}:${person.token}@${host}\n`, { mode: 0o600 });
  const settings = [
    `user.name=${person.name}`,
    `user.email=${person.email}`,
    // Tidying up takes a process for each commit and fetch, of a clone that is soon gone.
    'maintenance.auto=false',
    // An empty helper forgets those of the machine; the person's token is in a file outside the work tree.
    'credential.helper=',
    `credential.helper=store --file=${quote(store)}`,
  ];
  const options = settings.flatMap((setting) => ['-c', setting]);
  await run('git', ['clone', '--quiet', ...options, '--', remoteUrl, directory], {
    env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
  });
}

/** Git hands the helper to a POSIX shell, on Windows too. */
function quote(file: string): string {
  return `'${file.replaceAll('\\', '/').replaceAll("'", String.raw`'\''`)}'`;
}
