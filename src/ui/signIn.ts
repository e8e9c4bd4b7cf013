import * as vscode from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposables.ts';
import type { AccessTokens } from '../change/accessTokens.ts';
import type { Host } from '../change/hosts.ts';
import { type GitCredential, RememberedCredential } from './gitCredential.ts';
import { settings } from './settings.ts';
import { t } from './language.ts';
import { list } from '../procedure/wording.ts';

/** What Change Guide does with a token: read and write tickets, pull requests and reviews, read team members. */
const scopes = ['repo', 'read:org'];

/** The same, and what moving a ticket on its boards takes, where the settings ask for that. */
function wantedScopes(): readonly string[] {
  return settings().afterMerge.movesTo === '' ? scopes : [...scopes, 'project'];
}

/**
 * Finds the token for a host without asking: the account that VS Code is signed in with, else the credential that
 * git uses for this host. Where neither serves, the person types one; having been typed on purpose, it is used
 * before the others from then on. A token goes to its own host only.
 */
export class SignIn implements Disposable {
  readonly #disposables = new DisposableStore();
  readonly #changed = this.#disposables.add(new vscode.EventEmitter<void>());
  readonly #secrets: vscode.SecretStorage;
  /** Hosts that the person signed out of. */
  readonly #signedOut: vscode.Memento;
  readonly #rejected = new Set<string>();

  readonly onDidChange = this.#changed.event;

  constructor(secrets: vscode.SecretStorage, memento: vscode.Memento) {
    this.#secrets = secrets;
    this.#signedOut = memento;
    this.#disposables.add(
      vscode.authentication.onDidChangeSessions(() => {
        this.#changed.fire();
      }),
    );
  }

  tokens(host: Host, gitCredential: GitCredential): AccessTokens {
    const remembered = new RememberedCredential(gitCredential);
    return {
      get: async (signal) => this.#token(host, remembered, signal),
      rejected: (token) => {
        this.#rejected.add(token);
        remembered.forget();
      },
    };
  }

  /** Asks the person how to sign in, and signs in; false when they turned away. */
  async signIn(host: Host): Promise<boolean> {
    const provider = providerOf(host);
    const account = {
      label: t`$(account) Use your ${host.authority} account`,
      description: t`through VS Code`,
    };
    const token = { label: t`$(key) Enter a token…`, description: t`scopes: ${wantedScopes().join(', ')}` };
    const choice =
      provider === undefined
        ? token
        : await vscode.window.showQuickPick([account, token], {
            title: t`Sign in to ${host.authority}`,
            placeHolder: t`How do you want to sign in?`,
          });
    if (!choice) {
      return false;
    }
    const done =
      choice === account && provider !== undefined
        ? await signInByAccount(provider)
        : await this.#typeToken(host);
    if (done) {
      this.#rejected.clear();
      await this.#signedOut.update(signedOutKey(host), undefined);
      this.#changed.fire();
    }
    return done;
  }

  async signOut(host: Host): Promise<void> {
    await this.#secrets.delete(secretKey(host));
    await this.#signedOut.update(signedOutKey(host), true);
    this.#changed.fire();
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  async #token(host: Host, fromGit: RememberedCredential, signal: AbortSignal): Promise<string | undefined> {
    if (this.#signedOut.get(signedOutKey(host)) === true) {
      return undefined;
    }
    const sources = [
      async () => this.#secrets.get(secretKey(host)),
      async () => sessionToken(host),
      async () => fromGit.get(host, signal),
    ];
    for (const source of sources) {
      const token = await source();
      if (token !== undefined && !this.#rejected.has(token)) {
        return token;
      }
    }
    return undefined;
  }

  async #typeToken(host: Host): Promise<boolean> {
    const token = await vscode.window.showInputBox({
      title: t`Sign in to ${host.authority}`,
      prompt: t`A personal access token with the scopes ${list(wantedScopes(), 'and')}. It is kept in VS Code’s secret storage and sent to ${host.authority} only.`,
      password: true,
      ignoreFocusOut: true,
      validateInput: (text) => (/^\S+$/.test(text.trim()) ? undefined : t`Paste the token, without spaces.`),
    });
    if (token === undefined) {
      return false;
    }
    await this.#secrets.store(secretKey(host), token.trim());
    return true;
  }
}

/** VS Code's own sign-in for this host: it has one for github.com, and one for a single GitHub Enterprise Server. */
function providerOf(host: Host): string | undefined {
  if (host.isGitHubDotCom) {
    return 'github';
  }
  const { vscodeEnterpriseServer: server } = settings();
  return URL.canParse(server) && new URL(server).host === host.authority ? 'github-enterprise' : undefined;
}

async function sessionToken(host: Host): Promise<string | undefined> {
  const provider = providerOf(host);
  if (provider === undefined) {
    return undefined;
  }
  try {
    // One who signed in before a ticket was to be moved goes on as before.
    for (const asked of [wantedScopes(), scopes]) {
      const session = await vscode.authentication.getSession(provider, asked, { silent: true });
      if (session) {
        return session.accessToken;
      }
    }
    return undefined;
  } catch {
    // The sign-in that VS Code offers is turned off or not there: the next source may have a token.
    return undefined;
  }
}

async function signInByAccount(provider: string): Promise<boolean> {
  try {
    await vscode.authentication.getSession(provider, wantedScopes(), { createIfNone: true });
    return true;
  } catch {
    // The person closed the sign-in.
    return false;
  }
}

function secretKey(host: Host): string {
  return `token:${host.authority}`;
}

function signedOutKey(host: Host): string {
  return `signedOut:${host.authority}`;
}
