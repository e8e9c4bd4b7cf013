import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** A real clone with a real remote beside it, in a folder with a space and an umlaut in its name. */
export interface TestRepository {
  readonly folder: string;
  readonly clone: string;
  readonly remote: string;
  git(...args: string[]): string;
  gitIn(directory: string, ...args: string[]): string;
  write(file: string, text: string): void;
  commit(message: string): string;
  remove(): void;
}

export function testRepository(): TestRepository {
  const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'change guide tëst-')));
  const remote = path.join(folder, 'remote.git');
  const clone = path.join(folder, 'clone');
  const gitIn = (directory: string, ...args: string[]) =>
    execFileSync('git', args, { cwd: directory, encoding: 'utf8', stdio: 'pipe' }).trimEnd();
  const git = (...args: string[]) => gitIn(clone, ...args);
  const write = (file: string, text: string) => {
    mkdirSync(path.dirname(path.join(clone, file)), { recursive: true });
    writeFileSync(path.join(clone, file), text);
  };
  const commit = (message: string) => {
    git('add', '--all');
    git('commit', '--quiet', '--allow-empty', '-m', message);
    return git('rev-parse', 'HEAD');
  };
  gitIn(folder, 'init', '--quiet', '--bare', '--initial-branch=main', remote);
  gitIn(folder, 'init', '--quiet', '--initial-branch=main', clone);
  git('config', 'user.name', 'Dana');
  git('config', 'user.email', 'dana@acme.test');
  git('config', 'commit.gpgSign', 'false');
  // Tidying up takes a process for each commit and push, of repositories that are soon gone.
  git('config', 'maintenance.auto', 'false');
  gitIn(remote, 'config', 'receive.autogc', 'false');
  git('remote', 'add', 'origin', remote);
  write('README.md', 'payments\n');
  commit('Start');
  git('push', '--quiet', '-u', 'origin', 'main');
  return {
    folder,
    clone,
    remote,
    git,
    gitIn,
    write,
    commit,
    remove() {
      rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
