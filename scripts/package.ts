// Packs the extension for VS Code, as `change-guide-VERSION.vsix` in the folder of the project.
//   npm run package
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { version } from '../package.json';
import { cachedPackages } from '../test/host/cachedPackages.ts';
import { projectFolder } from '../test/host/folders.ts';
import { main } from '../test/host/main.ts';
import { NpmSteps } from '../test/host/npmSteps.ts';

/**
 * Builds and packs the extension.
 * @returns the package
 * @throws where vsce has anything to find fault with
 */
export async function packExtension(): Promise<string> {
  const vsce = await vsceProgram();
  const file = path.join(projectFolder, `change-guide-${version}.vsix`);
  // All that is needed is in the bundles.
  const { status, stderr } = spawnSync(
    process.execPath,
    [vsce, 'package', '--no-dependencies', '--out', file],
    { cwd: projectFolder, encoding: 'utf8', stdio: ['ignore', 'inherit', 'pipe'] },
  );
  process.stderr.write(stderr);
  if (status !== 0 || /\b(WARNING|ERROR)\b/.test(stderr)) {
    throw new Error('vsce finds fault with the package; what it says is above.');
  }
  return file;
}

/** vsce, in a folder of its own in the cache: its packages are more than all that the project needs otherwise. */
async function vsceProgram(): Promise<string> {
  return cachedPackages({
    name: 'vsce',
    source: path.join(import.meta.dirname, 'vsce'),
    install: async (folder) => {
      const steps = new NpmSteps(
        path.join(folder, 'install.log'),
        'Installing vsce. This happens once and takes a minute.',
      );
      // Without install scripts: they fetch a keyring and a signing program, which packing does not need.
      await steps.run('vsce', folder, ['ci', '--ignore-scripts']);
      steps.end();
    },
    find: (folder) => {
      const program = path.join(folder, 'node_modules', '@vscode', 'vsce', 'vsce');
      return existsSync(program) && answers(program) ? program : undefined;
    },
  });
}

function answers(program: string): boolean {
  try {
    return execFileSync(process.execPath, [program, '--version'], { encoding: 'utf8' }).startsWith('3.');
  } catch {
    return false;
  }
}

if (import.meta.filename === process.argv[1]) {
  await main(async () => {
    await packExtension();
  });
}
