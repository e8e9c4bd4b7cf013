import { type ChildProcess, execFileSync } from 'node:child_process';
import { createWriteStream, mkdirSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { environmentForVSCode } from '../environment.ts';
import { type WindowOptions } from '../host.ts';
import { endTree, startOwned } from '../processes.ts';
import { profileFolders, writeLanguagePack, writeSettings } from '../profile.ts';
import { type WebInstallation } from './installation.ts';

/** What is different for a server: it may be given the port that it listens at. */
export interface ServerOptions extends WindowOptions {
  /** Default: a free one. */
  readonly port?: number;
}

/** VS Code's server on the loopback interface, with one window to be opened in it. */
export interface WindowServer {
  /** Opens the window in any browser, as often as one likes. */
  readonly url: string;
  readonly logs: string;
  close(): Promise<void>;
}

const patience = { milliseconds: 30_000 };

/**
 * Starts VS Code's server for one window. Each window has a server of its own, because settings, state, logs and
 * the environment belong to the server.
 */
export async function serveWindow(
  installation: WebInstallation,
  options: ServerOptions,
): Promise<WindowServer> {
  writeSettings(options);
  writeLanguagePack(options);
  const { logs } = profileFolders(options.profile);
  mkdirSync(logs, { recursive: true });
  const server = startOwned(installation.node, [installation.server, ...serverArguments(options)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...environmentForVSCode(), ...options.environment },
    endWith: 'SIGKILL',
  });
  try {
    const authority = await listening(server, path.join(logs, 'server.log'));
    return { url: windowUrl(authority, options), logs, close: async () => endTree(server) };
  } catch (error) {
    await endTree(server);
    throw error;
  }
}

/** Installs an extension from its package into a profile, as a person who was handed the file does. */
export function installPackage({ node, server }: WebInstallation, file: string, profile: string): void {
  execFileSync(
    node,
    [server, '--accept-server-license-terms', `--server-data-dir=${profile}`, '--install-extension', file],
    { env: environmentForVSCode(), stdio: ['ignore', 'ignore', 'pipe'] },
  );
}

function serverArguments(options: ServerOptions): string[] {
  const { workspace, profile, port = 0, trust = 'trusted' } = options;
  const kind = workspace.endsWith('.code-workspace') ? 'workspace' : 'folder';
  return [
    '--host=127.0.0.1',
    `--port=${port}`,
    // Loopback only, and gone with the test or the demo.
    '--without-connection-token',
    '--accept-server-license-terms',
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-getting-started-override',
    // A built VS Code reads `payload` from its address only when its smoke-test driver is on, which hides all
    // notifications: whoever looks at the window is to see them.
    ...(payloadOf(options).length > 0 ? ['--enable-smoke-test-driver'] : []),
    ...(options.language === undefined ? [] : [`--locale=${options.language}`]),
    `--server-data-dir=${profile}`,
    `--default-${kind}=${realpathSync(workspace)}`,
    ...(trust === 'trusted' ? ['--disable-workspace-trust'] : []),
  ];
}

/** Keeps what the server says in a log, and waits until it says where it listens. */
async function listening(server: ChildProcess, logFile: string): Promise<string> {
  const log = createWriteStream(logFile);
  let complaints = '';
  server.stderr?.on('data', (data: Buffer) => {
    complaints += data.toString();
    log.write(data);
  });
  return new Promise((resolve, reject) => {
    const tooLate = setTimeout(() => {
      reject(new Error(`VS Code's server did not start within 30 s.\n${complaints}`));
    }, patience.milliseconds);
    server.once('error', reject);
    server.once('close', (code) => {
      log.end();
      reject(new Error(`VS Code's server ended at once (${String(code)}).\n${complaints}`));
    });
    if (server.stdout !== null) {
      createInterface(server.stdout).on('line', (line) => {
        log.write(`${line}\n`);
        const port = /Web UI available at http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
        if (port !== undefined) {
          clearTimeout(tooLate);
          resolve(`127.0.0.1:${port}`);
        }
      });
    }
  });
}

/** What is open without being asked for stands not in the address, so that people get a short one. */
function windowUrl(authority: string, options: WindowOptions): string {
  const payload = payloadOf(options).map(([name, file]) => [name, remoteUri(authority, file)]);
  const url = new URL(`http://${authority}/`);
  if (payload.length > 0) {
    url.searchParams.set('payload', JSON.stringify(payload));
  }
  return url.href;
}

function payloadOf({ extension, tests }: WindowOptions): (readonly [name: string, file: string])[] {
  return [
    ...(extension === undefined ? [] : [['extensionDevelopmentPath', extension] as const]),
    ...(tests === undefined ? [] : [['extensionTestsPath', tests] as const]),
  ];
}

function remoteUri(authority: string, file: string): string {
  return `vscode-remote://${authority}${uriPath(realpathSync(file)).split('/').map(encodeURIComponent).join('/')}`;
}

/** `C:\work` is `/C:/work` in an address. */
function uriPath(file: string): string {
  const slashes = file.split(path.sep).join('/');
  return slashes.startsWith('/') ? slashes : `/${slashes}`;
}
