import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Metafile } from 'esbuild';
import { bundlesOf, describeThirdParties, type PackagedDoor } from '../../../scripts/thirdParty.ts';
import { temporaryFolder } from '../commandLine/changeGuide.ts';

const root = path.join(import.meta.dirname, '../../..');

const packageOf = (file: string): string | undefined =>
  /^.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1];

/** The packages of which there is anything in the bundles. */
function packagesIn({ outputs }: Metafile): Set<string> {
  const files = Object.values(outputs).flatMap(({ inputs }) => Object.keys(inputs));
  return new Set(files.map(packageOf).filter((name) => name !== undefined));
}

interface Sbom {
  readonly components: readonly {
    readonly group?: string;
    readonly name: string;
    readonly version: string;
    readonly purl: string;
  }[];
}

describe('what a package says of the packages in it', function () {
  this.timeout(60_000);
  const { folder, remove } = temporaryFolder();
  const metafileAt = path.join(folder, 'meta.json');
  let metafile: Metafile;

  before(() => {
    execFileSync(
      process.execPath,
      ['esbuild.js', '--outdir', path.join(folder, 'dist'), '--metafile', metafileAt],
      { cwd: root },
    );
    metafile = JSON.parse(readFileSync(metafileAt, 'utf8')) as Metafile;
  });
  after(remove);

  for (const door of ['extension', 'cli'] satisfies PackagedDoor[]) {
    it(`${door}: names each one, with its version and its license`, () => {
      const bundles = bundlesOf(metafile, door);
      const { sbom, notices } = describeThirdParties(bundles);
      const components = (JSON.parse(sbom) as Sbom).components.map(({ group, name, version, purl }) => {
        const fullName = group === undefined ? name : `${group}/${name}`;
        assert.ok(purl.startsWith(`pkg:npm/${fullName.replace('@', '%40')}@${version}`), purl);
        assert.ok(notices.includes(`\n${fullName} ${version} (`), `${fullName} has no notice`);
        const manifest = path.join(root, 'node_modules', fullName, 'package.json');
        assert.equal((JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version, version);
        return fullName;
      });
      const expected = packagesIn(bundles);
      assert.ok(expected.size > 10);
      assert.deepEqual(components.sort(), [...expected].sort());
      const [, ...each] = notices.split(/^─+$/m);
      assert.equal(each.length, expected.size);
      for (const notice of each) {
        assert.match(notice, /Copyright|Apache License/i);
        assert.match(notice, /WARRANT(Y|IES)/i);
      }
    });
  }

  it('is not said of a bundle of another package', () => {
    const bundles = Object.keys(bundlesOf(metafile, 'cli').outputs);
    assert.ok(bundles.some((file) => file.endsWith('/cli.js')));
    assert.deepEqual(
      bundles.filter((file) => file.includes('extension')),
      [],
    );
  });

  it('fails for one without the text of a license', () => {
    const nobodys = path.join(folder, 'node_modules', 'nobodys');
    mkdirSync(nobodys, { recursive: true });
    writeFileSync(path.join(nobodys, 'package.json'), '{"name":"nobodys","version":"1.0.0"}');
    writeFileSync(path.join(nobodys, 'index.js'), 'x');
    const file = path.join(nobodys, 'index.js');
    assert.throws(
      () =>
        describeThirdParties({
          inputs: { [file]: { bytes: 1, imports: [] } },
          outputs: {
            'dist/cli.js': { bytes: 1, inputs: { [file]: { bytesInOutput: 1 } }, imports: [], exports: [] },
          },
        }),
      /nobodys comes without the text of its license/,
    );
  });

  it('is what the README says why of: each package that the source imports, and no other', () => {
    const imported = Object.entries(metafile.inputs)
      .filter(([file]) => file.startsWith('src/'))
      .flatMap(([, { imports }]) => imports.map((each) => packageOf(each.path)))
      .filter((name) => name !== undefined);
    const [, table = ''] = readFileSync(path.join(root, 'README.md'), 'utf8').split(
      '### Dependencies, and why each',
    );
    const told = [...(table.split('\n#', 1)[0] ?? '').matchAll(/^\| (`[^|]+) \|/gm)].flatMap(
      ([, cell = '']) => [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name),
    );
    assert.deepEqual([...new Set(told)].sort(), [...new Set([...imported, 'simple-git'])].sort());
  });
});
