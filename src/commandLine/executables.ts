import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';
import type { Outside } from './outside.ts';

/**
 * Where a program is, by `PATH` alone; undefined when it is not there. Windows, and a `PATH` with a dot, would
 * start one that lies in the current folder, where a clone can put anything.
 */
export async function findExecutable(
  name: string,
  { environment, directory }: Pick<Outside, 'environment' | 'directory'>,
  platform: NodeJS.Platform = process.platform,
): Promise<string | undefined> {
  const file = platform === 'win32' ? `${name}.exe` : name;
  for (const folder of foldersOf(environment)) {
    const candidate = path.join(folder, file);
    if (
      path.isAbsolute(folder) &&
      path.resolve(folder) !== path.resolve(directory) &&
      (await isExecutable(candidate))
    ) {
      return candidate;
    }
  }
  return undefined;
}

/** Windows calls it `Path`, in any case. */
function foldersOf(environment: Outside['environment']): string[] {
  const [, value = ''] = Object.entries(environment).find(([name]) => name.toUpperCase() === 'PATH') ?? [];
  return value.split(path.delimiter);
}

async function isExecutable(file: string): Promise<boolean> {
  return access(file, constants.X_OK).then(
    () => true,
    () => false,
  );
}
