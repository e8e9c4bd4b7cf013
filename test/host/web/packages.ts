import path from 'node:path';
import { NoHostError } from '../host.ts';
import { NpmSteps } from '../npmSteps.ts';
import { nodeBinary, nodePackage, vscodeFolder } from './layout.ts';

/**
 * Installs the packages of the web host: ours by its lock file, then VS Code's own by the lock files that come
 * with it. Nothing but npm packages is downloaded.
 *
 * code-server's install script is not run, because it compiles a dozen native modules and fails without the
 * headers of Kerberos. VS Code needs none of these to run: what it does need comes built. The two that are
 * compiled here write its logs and end its extension host with it; without a compiler they are left out.
 */
export async function installPackages(folder: string): Promise<void> {
  const steps = new NpmSteps(
    path.join(folder, 'install.log'),
    "Installing VS Code's server. This happens once and takes a minute or two.",
  );
  try {
    await steps.run('VS Code and Node 24', folder, ['ci', '--ignore-scripts']);
    const node = nodeBinary(folder);
    if (node === undefined) {
      throw new NoHostError(
        `VS Code's server needs Node 24, and npm has none for ${process.platform} on ${process.arch}. Run this with Node 24, or install a desktop VS Code and set VSCODE_PATH to it.`,
      );
    }
    const environment = withNode24(folder, node);
    const vscode = vscodeFolder(folder);
    // Not `npm ci`: newer versions of npm find fault with the lock file that is in the package.
    const dependencies = ['install', '--omit=dev', '--ignore-scripts', '--no-save'];
    await steps.run("VS Code's packages", vscode, dependencies, environment);
    await steps.run("VS Code's extensions", path.join(vscode, 'extensions'), dependencies, environment);
    await steps
      .run('native modules', vscode, ['rebuild', '@vscode/spdlog', '@vscode/native-watchdog'], environment)
      .catch(() => {
        console.log('    there is no C++ compiler here: VS Code will run, but keep no logs of its own');
      });
  } finally {
    steps.end();
  }
}

/** Native modules are built for the Node that will load them, with the headers that came with it. */
function withNode24(folder: string, node: string): NodeJS.ProcessEnv {
  const headers = nodePackage(folder);
  return {
    ...process.env,
    PATH: [path.dirname(node), process.env['PATH']].join(path.delimiter),
    // node-gyp's own name for it, and the one that older versions of npm hand on.
    ...(headers !== undefined && {
      npm_package_config_node_gyp_nodedir: headers,
      npm_config_nodedir: headers,
    }),
  };
}
