import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { cacheFolder, temporaryFolder } from './folders.ts';

describe('the cache folder', () => {
  const home = os.homedir();
  const cases: readonly [string, NodeJS.Platform, NodeJS.ProcessEnv, string][] = [
    ['is the one that is asked for', 'linux', { CHANGE_GUIDE_CACHE: '/big/disk' }, '/big/disk'],
    ['is in ~/.cache on Linux', 'linux', {}, path.join(home, '.cache', 'change-guide')],
    ['follows XDG', 'linux', { XDG_CACHE_HOME: '/xdg' }, path.join('/xdg', 'change-guide')],
    [
      'ignores a relative XDG folder',
      'linux',
      { XDG_CACHE_HOME: 'x' },
      path.join(home, '.cache/change-guide'),
    ],
    ['is in the Library on macOS', 'darwin', {}, path.join(home, 'Library', 'Caches', 'change-guide')],
    [
      'is in LOCALAPPDATA on Windows',
      'win32',
      { LOCALAPPDATA: '/local' },
      path.join('/local', 'change-guide'),
    ],
  ];
  for (const [what, platform, environment, expected] of cases) {
    it(what, () => {
      assert.equal(cacheFolder(environment, platform), path.resolve(expected));
    });
  }
});

describe('a temporary folder', () => {
  it('is there until it is removed', () => {
    const folder = temporaryFolder('test');
    assert.ok(existsSync(folder.path));
    folder.remove();
    assert.ok(!existsSync(folder.path));
  });
});
