import fs from 'node:fs';
import path from 'node:path';
import type { LastKnownChange } from '../change/lastKnown.ts';
import { parseChangeFacts } from '../change/changeFacts.ts';
import type { ChangeFacts } from '../change/observedChange.ts';
import { sha256Hex } from '../procedure/digest.ts';
import type { GitLocation } from './git.ts';
import { PrivateFolder } from './privateFolder.ts';

const schema = 'last-known/1';

/** How many branches are kept: those that were looked at last. */
const keptBranches = 50;

/** {@link LastKnownChange} as one file a branch in our folder of the git folder. */
export class GitFolderLastKnown implements LastKnownChange {
  readonly #folder: PrivateFolder;

  constructor(location: GitLocation) {
    this.#folder = new PrivateFolder(location);
  }

  async read(branch: string): Promise<ChangeFacts | undefined> {
    const kept = await this.#folder.load(fileOf(branch));
    if (!isKept(kept)) {
      return undefined;
    }
    const facts = parseChangeFacts(kept.facts);
    return facts?.branch === branch ? facts : undefined;
  }

  async write(facts: ChangeFacts): Promise<void> {
    await this.#folder.store(fileOf(facts.branch), { schema, facts });
    await this.#forgetOldest();
  }

  async #forgetOldest(): Promise<void> {
    const folder = path.dirname(await this.#folder.file(fileOf('')));
    const names = await fs.promises.readdir(folder).catch(() => []);
    if (names.length <= keptBranches) {
      return;
    }
    const files = await Promise.all(
      names.map(async (name) => {
        const file = path.join(folder, name);
        // Another window may tidy up at the same time.
        return {
          file,
          at: await fs.promises.stat(file).then(
            ({ mtimeMs }) => mtimeMs,
            () => 0,
          ),
        };
      }),
    );
    const old = files.toSorted((a, b) => b.at - a.at).slice(keptBranches);
    await Promise.all(old.map(async ({ file }) => fs.promises.rm(file, { force: true })));
  }
}

/** A digest: branch names hold slashes, differ by case alone, and can be longer than a file's name may be. */
function fileOf(branch: string): string {
  return path.join('last-known', `${sha256Hex(branch).slice(0, 32)}.json`);
}

function isKept(value: unknown): value is { readonly facts: unknown } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schema' in value &&
    value.schema === schema &&
    'facts' in value
  );
}
