import assert from 'node:assert/strict';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { packExtension } from '../../scripts/package.ts';
import { profileFolders } from '../host/profile.ts';
import { temporaryFolder } from '../host/folders.ts';
import { filesIn } from '../host/files.ts';
import { webInstallation } from '../host/web/installation.ts';
import { installPackage } from '../host/web/server.ts';
import { useDeveloper } from '../person/support/developer.ts';
import { eventually } from '../person/support/eventually.ts';
import { assertHolds } from './contents.ts';

const patience = { toPackAndInstall: 15 * 60_000 };

/** What VS Code unpacks; `.vsixmanifest` is its own. */
const contents: readonly RegExp[] = [
  /^\.vsixmanifest$/,
  /^package(\.nls(\.[a-z-]+)?)?\.json$/,
  /^(readme|changelog)\.md$/,
  /^LICENSE\.txt$/,
  /^THIRD-PARTY-NOTICES\.txt$/,
  /^sbom\.cdx\.json$/,
  /^dist\/(extension\.js|prePush\.cjs|parts\/pushGuard\.cjs)$/,
  /^dist\/parts\/extension\/[A-Za-z]+-[A-Z0-9]{8}\.js$/,
  /^l10n\/bundle\.l10n(\.[a-z-]+)?\.json$/,
  /^media\/(change\.svg|icon\.png|change-procedure\.schema\.json)$/,
  /^media\/walkthrough\/[a-z-]+\.svg$/,
];

describe('the extension’s package', () => {
  const trial = temporaryFolder('trial');
  let file = '';
  before('pack it', async function () {
    this.timeout(patience.toPackAndInstall);
    file = await packExtension();
    installPackage(await webInstallation(), file, trial.path);
  });
  after(() => {
    trial.remove();
  });
  const unpacked = () => {
    const { extensions } = profileFolders(trial.path);
    const name = readdirSync(extensions).find((each) => each.startsWith('change-guide.'));
    assert.ok(name !== undefined);
    return path.join(extensions, name);
  };

  it('holds what is needed, and nothing else', () => {
    assertHolds(filesIn(unpacked()), contents);
  });

  it('weighs less than 650 KB', () => {
    assert.ok(statSync(file).size < 650_000, `${statSync(file).size} bytes`);
  });

  // vsce warns of more than a hundred: scripts/lazyParts.js says how they are kept together.
  it('has few enough files that they load quickly', () => {
    const programs = filesIn(unpacked()).filter((each) => each.endsWith('.js'));
    assert.ok(programs.length <= 95, `${programs.length} files`);
  });

  it('has an icon of the size that the Marketplace asks for', () => {
    const icon = readFileSync(path.join(unpacked(), 'media', 'icon.png'));
    assert.deepEqual([icon.readUInt32BE(16), icon.readUInt32BE(20)], [256, 256]);
  });

  it('shows its pictures from the web, as PNG', () => {
    const readme = readFileSync(path.join(unpacked(), 'readme.md'), 'utf8');
    const pictures = [...readme.matchAll(/!\[[^\]]*\]\(([^)]+)\)/g)].map(([, address]) => address ?? '');
    assert.ok(pictures.length > 0);
    for (const address of pictures) {
      assert.match(address, /^https:\/\/.*\.png$/);
    }
  });

  describe('installed', () => {
    let installation: Awaited<ReturnType<typeof webInstallation>>;
    before(async () => {
      installation = await webInstallation();
    });
    const developer = useDeveloper({
      install: (profile) => {
        installPackage(installation, file, profile);
      },
    });

    it('is the one that runs, and has come up without an error', async () => {
      const { page } = developer.workbench;
      // The list begins with those that took longest.
      await page.setViewportSize({ width: 1280, height: 2000 });
      await developer.workbench.runCommand('Developer: Show Running Extensions');
      const entry = page
        .locator('.runtime-extensions-editor .monaco-list-row')
        .filter({ hasText: 'Change Guide' });
      await entry.waitFor();
      const text = (await entry.innerText()).replace(/\s+/g, ' ');
      assert.match(text, /change-guide\.change-guide|Change Guide/);
      assert.match(text, /Activat(ed|ion)/);
      assert.doesNotMatch(text, /uncaught errors/i);
    });

    it('takes a change through its first step', async () => {
      await developer.startChange.run({ title: 'Try the package' });
      await developer.startChange.done();
      assert.match(await developer.branch(), /^feature\/\d+-try-the-package$/);
      await eventually(async () => {
        const [ticket] = await developer.workbench.view('Current Change').rows();
        assert.match(ticket ?? '', /Try the package/);
      });
    });
  });
});
