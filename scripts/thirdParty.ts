// Writes what a package says of the packages that its bundles hold: an SBOM, and their licenses.
//   tsx scripts/thirdParty.ts extension|cli
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Metafile } from 'esbuild';

/** The two packages, by the door that each is for. What git's hook starts is in both. */
export type PackagedDoor = 'extension' | 'cli';

/** Their names in the packages, and at the root of the clone, from where they are packed. */
export const thirdPartyFiles = { sbom: 'sbom.cdx.json', notices: 'THIRD-PARTY-NOTICES.txt' } as const;

const root = path.join(import.meta.dirname, '..');
const generator = path.join(
  root,
  'node_modules',
  '@cyclonedx',
  'cyclonedx-esbuild',
  'bin',
  'cyclonedx-esbuild-cli.js',
);

/** What is read and changed of a CycloneDX component. */
interface Component {
  readonly group?: string;
  readonly name: string;
  readonly version: string;
  readonly licenses: readonly { readonly license?: { readonly id?: string }; readonly expression?: string }[];
  evidence?: {
    readonly licenses: readonly {
      readonly license: { readonly text: { readonly content: string; readonly encoding?: 'base64' } };
    }[];
  };
}

interface Sbom {
  readonly metadata: { readonly component: Component };
  readonly components: readonly Component[];
}

/** The bundles that a package holds, and the files that are in them. */
export function bundlesOf(metafile: Metafile, door: PackagedDoor): Metafile {
  const outputs = Object.entries(metafile.outputs)
    .filter(([file]) =>
      [`/${door}.js`, `/parts/${door}/`, '/prePush.cjs', '/parts/pushGuard.cjs'].some((part) =>
        file.includes(part),
      ),
    )
    .map(([file, output]) => [file, { ...output, inputs: onlyFiles(output.inputs) }] as const);
  return { inputs: onlyFiles(metafile.inputs), outputs: Object.fromEntries(outputs) };
}

/** Without what the build makes up: a list of modules that are loaded together is nobody's file. */
function onlyFiles<T>(inputs: Readonly<Record<string, T>>): Record<string, T> {
  return Object.fromEntries(Object.entries(inputs).filter(([file]) => !file.startsWith('part:')));
}

/**
 * The two files for a package. They are the same for the same bundles.
 * @throws where a package comes without the text of its license: it may not be passed on so
 */
export function describeThirdParties(bundles: Metafile): { readonly sbom: string; readonly notices: string } {
  const sbom = sbomOf(bundles);
  const notices = [
    'Change Guide contains the packages below. Each is followed by its license.\n',
    ...sbom.components.map(noticeOf),
  ].join(`\n${'─'.repeat(80)}\n\n`);
  // The licenses are told by the notices.
  for (const component of [sbom.metadata.component, ...sbom.components]) {
    delete component.evidence;
  }
  return { sbom: `${JSON.stringify(sbom, undefined, 2)}\n`, notices };
}

function sbomOf(bundles: Metafile): Sbom {
  const folder = mkdtempSync(path.join(tmpdir(), 'change-guide-sbom-'));
  try {
    const [input, output] = [path.join(folder, 'meta.json'), path.join(folder, 'bom.json')];
    writeFileSync(input, JSON.stringify(bundles));
    execFileSync(
      process.execPath,
      [generator, '--output-reproducible', '--validate', '--gather-license-texts', '-o', output, input],
      { cwd: root, stdio: ['ignore', 'ignore', 'pipe'] },
    );
    return JSON.parse(readFileSync(output, 'utf8')) as Sbom;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function noticeOf({ group, name, version, licenses, evidence }: Component): string {
  const fullName = group === undefined ? name : `${group}/${name}`;
  const texts = (evidence?.licenses ?? []).map(({ license: { text } }) =>
    Buffer.from(text.content, text.encoding ?? 'utf8').toString(),
  );
  if (texts.length === 0) {
    throw new Error(`${fullName} comes without the text of its license, so it can't be passed on.`);
  }
  const ids = licenses.map(({ license, expression }) => license?.id ?? expression ?? '').join(', ');
  return `${fullName} ${version} (${ids})\n\n${texts.map((text) => text.trim()).join('\n\n')}\n`;
}

if (import.meta.filename === process.argv[1]) {
  const door = process.argv[2] === 'cli' ? 'cli' : 'extension';
  const metafile = JSON.parse(readFileSync(path.join(root, 'out', 'meta.json'), 'utf8')) as Metafile;
  const { sbom, notices } = describeThirdParties(bundlesOf(metafile, door));
  writeFileSync(path.join(root, thirdPartyFiles.sbom), sbom);
  writeFileSync(path.join(root, thirdPartyFiles.notices), notices);
}
