/**
 * The emulator that the sandbox stands on. It keeps GitHub's entities and serves a good part of the REST API;
 * what it lacks or answers differently from GitHub is in `rest/` and `graphql/`. Its plugin is not exported
 * by the package, so it is taken from the bundle, and the version is pinned.
 */
import { readFileSync } from 'node:fs';
import { createEmulator } from 'emulate';
import type { EmulatedApp, GitHubStore, Store } from './store.ts';

const pinned = '0.12.2';
const bundle = './dist-DWLNEG6M.js';

export interface Emulated {
  readonly app: EmulatedApp;
  readonly store: Store;
  readonly github: GitHubStore;
}

export interface EmulateOptions {
  /** Where GitHub is served; goes into the links that the emulator makes. */
  readonly url: string;
  readonly seed: Record<string, unknown>;
  /** Login by token. */
  readonly logins: ReadonlyMap<string, string>;
  /** Adds routes and middleware ahead of the emulator's own: the first route that matches answers. */
  extend(emulated: Emulated): void;
}

interface Plugin {
  register(app: EmulatedApp, store: Store, webhooks: unknown, baseUrl: string, tokens: unknown): void;
}

/** Starts the emulator without a port of its own; requests go through `app.fetch`. */
export async function emulateGitHub(options: EmulateOptions): Promise<Emulated> {
  const { plugin, getGitHubStore } = await loadPlugin();
  const register = plugin.register.bind(plugin);
  let emulated: Emulated | undefined;
  plugin.register = (app, store, webhooks, baseUrl, tokens) => {
    emulated = { app, store, github: getGitHubStore(store) };
    options.extend(emulated);
    register(app, store, webhooks, baseUrl, tokens);
  };
  try {
    const emulator = await createEmulator({
      service: 'github',
      port: 0,
      baseUrl: options.url,
      seed: {
        tokens: Object.fromEntries([...options.logins].map(([token, login]) => [token, { login }])),
        github: options.seed,
      },
    });
    // The sandbox serves the app itself: it needs the sockets for cut connections, and git beside the API.
    await emulator.close();
  } finally {
    plugin.register = register;
  }
  if (!emulated) {
    throw changed('it did not register its GitHub plugin');
  }
  return emulated;
}

async function loadPlugin(): Promise<{ plugin: Plugin; getGitHubStore: (store: Store) => GitHubStore }> {
  const entry = import.meta.resolve('emulate');
  const { version } = JSON.parse(readFileSync(new URL('../package.json', entry), 'utf8')) as {
    version: string;
  };
  if (version !== pinned) {
    throw changed(`version ${version} is installed`);
  }
  const internals: unknown = await import(new URL(bundle, entry).href).catch(() => undefined);
  if (!hasPlugin(internals)) {
    throw changed(`${bundle} does not hold its GitHub plugin`);
  }
  return { plugin: internals.githubPlugin, getGitHubStore: internals.getGitHubStore };
}

function hasPlugin(
  internals: unknown,
): internals is { githubPlugin: Plugin; getGitHubStore: (store: Store) => GitHubStore } {
  return (
    typeof internals === 'object' &&
    internals !== null &&
    'githubPlugin' in internals &&
    'getGitHubStore' in internals &&
    typeof internals.getGitHubStore === 'function'
  );
}

function changed(what: string): Error {
  return new Error(
    `The sandbox is built on the internals of emulate@${pinned}, but ${what}. ` +
      `Install emulate@${pinned}, or adapt test/sandbox/emulate.ts.`,
  );
}
