import path from 'node:path';
import { pathToFileURL } from 'node:url';
import esbuild from 'esbuild';
import { emptyFolder, projectFolder } from '../host/folders.ts';

const folder = path.join(projectFolder, 'out', 'vscode');

/**
 * Bundles the suites for VS Code's extension host.
 * @returns the module that VS Code is to call
 */
export async function bundleSuites(): Promise<string> {
  emptyFolder(folder);
  await esbuild.build({
    entryPoints: [path.join(import.meta.dirname, 'suites.ts'), path.join(import.meta.dirname, '*.test.ts')],
    outdir: folder,
    outExtension: { '.js': '.cjs' },
    bundle: true,
    // What VS Code calls to run tests must be CommonJS.
    format: 'cjs',
    platform: 'node',
    target: 'node20',
    external: ['vscode', 'mocha'],
    sourcemap: 'inline',
  });
  return path.join(folder, 'suites.cjs');
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  await bundleSuites();
}
