import path from 'node:path';
import { type WindowOptions } from '../host/host.ts';
import { type Person, type Sandbox } from '../sandbox/sandbox.ts';
import { installExtension } from '../host/install.ts';

/** How each role of the procedure is named to the person at the terminal. */
export const roleNames: Readonly<Record<Person['role'], string>> = {
  developer: 'developer',
  peer: 'peer reviewer',
  security: 'security',
  qa: 'QA',
  lead: 'engineering lead',
};

/** Gives a person a clone of the sample and a VS Code of their own, with the extension installed. */
export async function seat(sandbox: Sandbox, folder: string, person: Person): Promise<WindowOptions> {
  const clone = path.join(folder, person.login, sandbox.repository.name);
  const profile = path.join(folder, person.login, 'vscode');
  await sandbox.clone(person, clone);
  installExtension(profile);
  return {
    workspace: clone,
    profile,
    // The sandbox is a GitHub Enterprise Server as far as VS Code and the extension can tell.
    settings: { 'github-enterprise.uri': sandbox.url },
    // Nobody opens the demo to be asked whether they trust it. What an untrusted workspace does is tested elsewhere.
    trust: 'trusted',
  };
}
