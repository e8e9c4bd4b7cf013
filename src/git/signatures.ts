import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HumanError } from '../base/errors.ts';
import { onOneLine } from '../base/text.ts';
import type {
  NoSigningKey,
  SignatureCheck,
  Signatures,
  SignedText,
  SigningKey,
} from '../change/signatures.ts';
import type { GitLocation } from './git.ts';
import { runProgram, type ProgramResult } from './runProgram.ts';
import { setting } from './setting.ts';
import { tidyArmor } from './sshArmor.ts';
import { sshKeygenPath } from './sshKeygenPath.ts';
import { say, type Text } from '../base/say.ts';

/** Signs with the SSH key of `user.signingkey`, as git does for commits, and checks with OpenSSH's own program. */
export class SshSignatures implements Signatures {
  readonly #location: GitLocation;
  readonly #mayAsk: boolean;

  /** @param mayAsk Whether a passphrase may be asked for on the terminal that we run in. */
  constructor(location: GitLocation, { mayAsk }: { readonly mayAsk: boolean }) {
    this.#location = location;
    this.#mayAsk = mayAsk;
  }

  async signingKey(): Promise<SigningKey | NoSigningKey> {
    const none = (reason: Text): NoSigningKey => ({ kind: 'none', reason });
    const format = await setting(this.#location, 'gpg.format');
    if (format !== 'ssh') {
      return none(say`git is not set up to sign with an SSH key (gpg.format is not ssh).`);
    }
    const key = await this.#configuredKey();
    if (!key) {
      return none(say`git has no signing key (user.signingkey is not set).`);
    }
    return this.#inFolder(async (folder) => {
      const file = await keyFile(key, folder);
      const { code, stdout } = await this.#sshKeygen(['-l', '-E', 'sha256', '-f', file]);
      const fingerprint = /\bSHA256:[\w+/]+/.exec(stdout)?.[0];
      if (code === undefined) {
        return none(say`OpenSSH’s ssh-keygen was not found.`);
      }
      if (fingerprint === undefined) {
        throw new HumanError(
          say`The signing key could not be read. Correct git’s setting user.signingkey: it is the path of a key, or key:: and a public key.`,
        );
      }
      return { kind: 'key', fingerprint };
    });
  }

  async sign(text: string, namespace: string, signal: AbortSignal): Promise<string> {
    const key = await this.#configuredKey();
    if (!key) {
      throw new HumanError(say`git has no signing key (user.signingkey is not set).`);
    }
    return this.#inFolder(async (folder) => {
      // As git calls it: password managers stand in for `ssh-keygen` here, and know this call only.
      const file = path.join(folder, 'signed');
      await writeFile(file, text);
      const args = ['-Y', 'sign', '-n', namespace, '-f', await keyFile(key, folder)];
      const result = await this.#run(
        await this.#signingProgram(),
        [...args, ...(key.kind === 'literal' ? ['-U'] : []), file],
        { signal },
      );
      const signature =
        result.code === 0
          ? await readFile(`${file}.sig`, 'utf8').then(tidyArmor, () => undefined)
          : undefined;
      if (signature === undefined) {
        throw new HumanError(
          say`The SSH key did not sign: ${lastWords(result)} Unlock it with ssh-add, or see that its agent runs, and try again.`,
        );
      }
      return signature;
    });
  }

  async check(signed: SignedText, allowedSigners: string | undefined, at: Date): Promise<SignatureCheck> {
    if (tidyArmor(signed.signature) !== signed.signature) {
      return { kind: 'bad', reason: 'it is not written as OpenSSH writes signatures' };
    }
    return this.#inFolder(async (folder) => {
      const file = path.join(folder, 'signature');
      await writeFile(file, signed.signature);
      const input = signed.text;
      const fits = await this.#sshKeygen(
        ['-Y', 'check-novalidate', '-n', signed.namespace, '-s', file],
        input,
      );
      const fingerprint = /\bSHA256:[\w+/]+/.exec(fits.stdout)?.[0];
      if (fits.code === undefined) {
        return { kind: 'unchecked', reason: 'OpenSSH’s ssh-keygen was not found' };
      }
      if (fits.code !== 0 || fingerprint === undefined) {
        return { kind: 'bad', reason: String(lastWords(fits)) };
      }
      if (allowedSigners === undefined) {
        return { kind: 'good', fingerprint };
      }
      const when = `-Overify-time=${openSshTime(at)}`;
      const allowed = ['-f', path.resolve(this.#location.directory, allowedSigners), when];
      const found = await this.#sshKeygen(['-Y', 'find-principals', '-s', file, ...allowed]);
      for (const principal of found.stdout.split(/\r?\n/).filter((line) => line !== '')) {
        const args = ['-Y', 'verify', '-n', signed.namespace, '-s', file, '-I', principal, ...allowed];
        if ((await this.#sshKeygen(args, input)).code === 0) {
          return { kind: 'good', fingerprint, signer: principal };
        }
      }
      return { kind: 'good', fingerprint, signer: null };
    });
  }

  async #configuredKey(): Promise<ConfiguredKey | undefined> {
    const value = await setting(this.#location, 'user.signingkey', 'path');
    if (value === '') {
      return undefined;
    }
    const literal = value.startsWith('key::') ? value.slice('key::'.length) : value;
    // git takes the beginning `ssh-` for a key as well, from before `key::`.
    return literal !== value || value.startsWith('ssh-')
      ? { kind: 'literal', publicKey: literal }
      : { kind: 'file', file: path.resolve(this.#location.directory, value) };
  }

  async #signingProgram(): Promise<string | undefined> {
    const configured = await setting(this.#location, 'gpg.ssh.program', 'path');
    return configured === '' ? sshKeygenPath(this.#location) : configured;
  }

  async #sshKeygen(args: readonly string[], input = ''): Promise<ProgramResult> {
    return this.#run(await sshKeygenPath(this.#location), args, { input });
  }

  async #run(
    program: string | undefined,
    args: readonly string[],
    more: { readonly input?: string; readonly signal?: AbortSignal },
  ): Promise<ProgramResult> {
    const { directory } = this.#location;
    return program === undefined
      ? { code: undefined, stdout: '', stderr: '' }
      : runProgram(program, args, { directory, mayAsk: this.#mayAsk, ...more });
  }

  async #inFolder<T>(use: (folder: string) => Promise<T>): Promise<T> {
    const folder = await mkdtemp(path.join(tmpdir(), 'change-guide-'));
    try {
      return await use(folder);
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
}

type ConfiguredKey =
  { readonly kind: 'literal'; readonly publicKey: string } | { readonly kind: 'file'; readonly file: string };

async function keyFile(key: ConfiguredKey, folder: string): Promise<string> {
  if (key.kind === 'file') {
    return key.file;
  }
  const file = path.join(folder, 'key.pub');
  await writeFile(file, `${key.publicKey}\n`);
  return file;
}

function lastWords({ code, stderr }: ProgramResult): Text {
  if (code === undefined) {
    return say`the program that signs was not found.`;
  }
  const words = stderr
    .trim()
    .split(/\r?\n/)
    .findLast((line) => line !== '');
  return words === undefined
    ? say`ssh-keygen failed without a word.`
    : `${onOneLine(words).replace(/\.$/, '')}.`;
}

/** `YYYYMMDDHHMMSS` in local time: OpenSSH before 9.1 knows no other. */
function openSshTime(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return [
    String(at.getFullYear()).padStart(4, '0'),
    two(at.getMonth() + 1),
    two(at.getDate()),
    two(at.getHours()),
    two(at.getMinutes()),
    two(at.getSeconds()),
  ].join('');
}
