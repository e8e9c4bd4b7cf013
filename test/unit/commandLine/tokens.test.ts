import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseRemote } from '../../../src/change/hosts.ts';
import { findExecutable } from '../../../src/commandLine/executables.ts';
import type { Outside } from '../../../src/commandLine/outside.ts';
import { CommandLineTokens } from '../../../src/commandLine/tokens.ts';
import { temporaryFolder } from './changeGuide.ts';

const signal = new AbortController().signal;

const servers = {
  'github.com': 'https://github.com',
  tenant: 'https://acme.ghe.com',
  server: 'https://git.acme.test',
  other: 'https://git.other.test',
};

const all = {
  GH_TOKEN: 'gh',
  GITHUB_TOKEN: 'github',
  GH_ENTERPRISE_TOKEN: 'gh-enterprise',
  GITHUB_ENTERPRISE_TOKEN: 'github-enterprise',
};
const onlyGitHub = { GITHUB_TOKEN: 'github' };
const actionsOf = (server: string) => ({ GITHUB_ACTIONS: 'true', GITHUB_SERVER_URL: server });

describe('the token for a host', () => {
  const cases: [string, keyof typeof servers, Record<string, string>, string | undefined][] = [
    ['GH_TOKEN comes first', 'github.com', all, 'gh'],
    ['then GITHUB_TOKEN', 'github.com', onlyGitHub, 'github'],
    ['a tenant is like github.com', 'tenant', all, 'gh'],
    ['a server has variables of its own', 'server', all, 'gh-enterprise'],
    ['also the longer one', 'server', { ...all, GH_ENTERPRISE_TOKEN: '' }, 'github-enterprise'],
    ['and none of github.com’s', 'server', { GH_TOKEN: 'gh', GITHUB_TOKEN: 'github' }, undefined],
    ['github.com has none of a server’s', 'github.com', { GH_ENTERPRISE_TOKEN: 'x' }, undefined],
    [
      'a workflow’s GITHUB_TOKEN is its server’s',
      'server',
      { ...onlyGitHub, ...actionsOf(servers.server) },
      'github',
    ],
    ['not another server’s', 'other', { ...onlyGitHub, ...actionsOf(servers.server) }, undefined],
    ['nor github.com’s', 'github.com', { ...onlyGitHub, ...actionsOf(servers.server) }, undefined],
    [
      'but it is where github.com runs it',
      'github.com',
      { ...onlyGitHub, ...actionsOf(servers['github.com']) },
      'github',
    ],
    ['white space around it is not it', 'github.com', { GH_TOKEN: ' gh\n' }, 'gh'],
  ];
  for (const [what, server, environment, token] of cases) {
    it(`${server}: ${what}`, async () => {
      const url = servers[server];
      const host = parseRemote({ name: '', url: `${url}/acme/payments` }, [url])?.host;
      assert.ok(host);
      const outside = { environment, directory: '/nowhere' } as unknown as Outside;
      assert.equal(await new CommandLineTokens(host, outside).get(signal), token);
    });
  }
});

describe('a program', () => {
  it('is found in absolute folders of PATH, but never in the current one; on Windows as .exe', async () => {
    const { folder, remove } = temporaryFolder();
    try {
      const [current, bin] = [path.join(folder, 'current'), path.join(folder, 'bin')];
      for (const each of [current, bin]) {
        mkdirSync(each);
        for (const file of ['gh', 'gh.exe', 'gh.cmd']) {
          writeFileSync(path.join(each, file), '', { mode: 0o755 });
        }
      }
      const find = async (folders: readonly string[], platform: NodeJS.Platform) =>
        findExecutable(
          'gh',
          { environment: { Path: folders.join(path.delimiter) }, directory: current },
          platform,
        );
      assert.equal(
        await find(['', '.', current, `${current}${path.sep}`, bin], 'linux'),
        path.join(bin, 'gh'),
      );
      assert.equal(await find([current, bin], 'win32'), path.join(bin, 'gh.exe'));
      assert.equal(await find(['', '.', current], 'linux'), undefined);
    } finally {
      remove();
    }
  });
});
