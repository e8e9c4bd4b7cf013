import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { builtCommandLine } from '../commandLine/changeGuide.ts';
import { testRepository, type TestRepository } from './repositories.ts';

export interface Said {
  readonly code: number | null;
  /** All that was printed on standard error, by git and by the hooks. */
  readonly stderr: string;
}

/** A clone whose remote has a base branch with this procedure, as `git clone` leaves it. */
export interface PushingRepository extends TestRepository {
  /** Creates a branch with a commit that changes these files. */
  branch(name: string, ...files: string[]): string;
  push(...args: string[]): Said;
  /** Runs the built `change-guide` in the clone. */
  changeGuide(...args: string[]): Said & { readonly stdout: string };
}

export function pushingRepository(procedure = 'version: 1\n'): PushingRepository {
  const repository = testRepository();
  repository.write('.github/change-procedure.yml', procedure);
  repository.commit('Set the rules');
  repository.git('push', '--quiet');
  repository.git('remote', 'set-head', 'origin', '--auto');
  return {
    ...repository,
    branch(name, ...files) {
      repository.git('checkout', '--quiet', '-B', name, 'main');
      for (const file of files) {
        repository.write(file, `${name}\n`);
      }
      return repository.commit(`Work on ${name}`);
    },
    push: (...args) => gitSays(repository.clone, 'push', ...args),
    changeGuide(...args) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [builtCommandLine, ...args], {
        cwd: repository.clone,
        encoding: 'utf8',
        env: environment,
      });
      return { code: status, stdout, stderr };
    },
  };
}

/** Tests share a busy machine; people don't wait this long. */
export const environment = { ...process.env, CHANGE_GUIDE_PATIENCE: '15000', LC_ALL: 'C.UTF-8' };

export function gitSays(directory: string, ...args: string[]): Said {
  const { status, stderr } = spawnSync('git', args, { cwd: directory, encoding: 'utf8', env: environment });
  return { code: status, stderr };
}

/** Puts an executable hook into the clone, as people do by hand. */
export function writeHook(repository: TestRepository, name: string, text: string): string {
  const file = path.join(repository.clone, '.git', 'hooks', name);
  writeFileSync(file, text, { mode: 0o755 });
  return file;
}
