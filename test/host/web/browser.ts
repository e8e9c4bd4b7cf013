import { execFile, execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { NoHostError } from '../host.ts';

const run = promisify(execFile);

/** Finds a browser of Chromium's family, or installs one where the system lets us. */
export async function findBrowser(): Promise<string> {
  const own = process.env['CHROME_PATH'];
  if (own !== undefined && own !== '') {
    if (!existsSync(own)) {
      throw new NoHostError(`CHROME_PATH is ${own}, and there is no such file. Correct it, or unset it.`);
    }
    return own;
  }
  return usualPlaces().find((file) => existsSync(file)) ?? (await installWithApt());
}

function usualPlaces(): string[] {
  switch (process.platform) {
    case 'darwin':
      return [
        '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
        '/Applications/Chromium.app/Contents/MacOS/Chromium',
        '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
      ];
    case 'win32':
      return ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
        .map((name) => process.env[name])
        .filter((folder) => folder !== undefined)
        .flatMap((folder) => [
          path.join(folder, 'Google', 'Chrome', 'Application', 'chrome.exe'),
          path.join(folder, 'Chromium', 'Application', 'chrome.exe'),
          path.join(folder, 'Microsoft', 'Edge', 'Application', 'msedge.exe'),
        ]);
    default:
      return (process.env['PATH'] ?? '')
        .split(path.delimiter)
        .flatMap((folder) =>
          ['google-chrome-stable', 'google-chrome', 'chromium', 'chromium-browser', 'microsoft-edge'].map(
            (name) => path.join(folder, name),
          ),
        );
  }
}

/** Debian's own package, where we may install it without asking anyone for a password. */
async function installWithApt(): Promise<string> {
  const apt = process.platform === 'linux' ? aptGet() : undefined;
  if (apt !== undefined) {
    console.log('Installing Chromium with apt-get. This happens once.');
    const [program, ...args] = apt;
    try {
      await run(program, [...args, 'update'], { maxBuffer: Infinity });
      await run(program, [...args, 'install', '--yes', '--no-install-recommends', 'chromium'], {
        maxBuffer: Infinity,
        env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
      });
    } catch (error) {
      console.log(`  it failed: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  const found = usualPlaces().find((file) => existsSync(file));
  if (found === undefined) {
    throw new NoHostError(
      'No Chromium was found: install Chromium, Google Chrome or Microsoft Edge, or set CHROME_PATH to one.',
    );
  }
  return found;
}

/** How apt-get is called by someone who may; undefined where nobody may, or where there is none. */
function aptGet(): [string, ...string[]] | undefined {
  if (!existsSync('/usr/bin/apt-get')) {
    return undefined;
  }
  if (process.getuid?.() === 0) {
    return ['/usr/bin/apt-get'];
  }
  try {
    execFileSync('sudo', ['--non-interactive', 'true'], { stdio: 'ignore' });
    return ['sudo', '--non-interactive', '/usr/bin/apt-get'];
  } catch {
    return undefined;
  }
}
