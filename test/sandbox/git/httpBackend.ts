import { spawn } from 'node:child_process';
import type { GitRepositories } from './repositories.ts';
import { gitEnvironment } from './repositories.ts';

export interface GitRequest {
  readonly method: string;
  /** Below the root of the repositories. */
  readonly path: string;
  readonly url: URL;
  readonly headers: Headers;
  readonly body: Buffer;
  /** Who pushes or fetches. */
  readonly login: string;
}

/** Lets git itself answer a request of its smart HTTP protocol (`git help http-backend`). */
export async function httpBackend(repositories: GitRepositories, request: GitRequest): Promise<Response> {
  const child = spawn('git', ['http-backend'], {
    env: {
      ...process.env,
      ...gitEnvironment,
      GIT_PROJECT_ROOT: repositories.root,
      GIT_HTTP_EXPORT_ALL: '1',
      PATH_INFO: request.path,
      QUERY_STRING: request.url.search.slice(1),
      REQUEST_METHOD: request.method,
      CONTENT_TYPE: request.headers.get('content-type') ?? '',
      CONTENT_LENGTH: String(request.body.length),
      HTTP_CONTENT_ENCODING: request.headers.get('content-encoding') ?? '',
      GIT_PROTOCOL: request.headers.get('git-protocol') ?? '',
      REMOTE_USER: request.login,
      GIT_CONFIG_COUNT: '4',
      GIT_CONFIG_KEY_0: 'http.receivepack',
      GIT_CONFIG_VALUE_0: 'true',
      // Where pull requests keep their heads nobody may push to.
      GIT_CONFIG_KEY_1: 'receive.hideRefs',
      GIT_CONFIG_VALUE_1: 'refs/pull',
      // Whoever asks gets commits without their trees or files.
      GIT_CONFIG_KEY_2: 'uploadpack.allowFilter',
      GIT_CONFIG_VALUE_2: 'true',
      // A sandbox does not live long enough to be tidied up.
      GIT_CONFIG_KEY_3: 'receive.autogc',
      GIT_CONFIG_VALUE_3: 'false',
    },
  });
  const output: Buffer[] = [];
  const errors: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
  // git may end without reading all of a request that it refuses.
  child.stdin.on('error', () => undefined);
  child.stdin.end(request.body);
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => {
      resolve();
    });
  });
  if (output.length === 0) {
    throw new Error(`git http-backend gave no answer. ${Buffer.concat(errors).toString().trim()}`);
  }
  return parseCgi(Buffer.concat(output));
}

function parseCgi(output: Buffer): Response {
  const split = output.indexOf('\r\n\r\n');
  const headers = new Headers();
  let status = 200;
  for (const line of output.toString('latin1', 0, split).split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon);
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') {
      status = Number.parseInt(value, 10);
    } else {
      headers.append(name, value);
    }
  }
  return new Response(new Uint8Array(output.subarray(split + 4)), { status, headers });
}
