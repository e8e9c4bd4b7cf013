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
    await this.#forgetOldest(fileOf(facts.branch));
  }

  /** But for the one just written: the others may be from before the clock was set back. */
  async #forgetOldest(written: string): Promise<void> {
    const file = await this.#folder.file(written);
    const folder = path.dirname(file);
    const all = await fs.promises.readdir(folder).catch(() => []);
    const names = all.filter((name) => name !== path.basename(file));
    if (names.length < keptBranches) {
      return;
    }
    const files = await Promise.all(
      names.map(async (name) => {
        const other = path.join(folder, name);
        // Another window may tidy up at the same time.
        return {
          file: other,
          at: await fs.promises.stat(other).then(
            ({ mtimeMs }) => mtimeMs,
            () => 0,
          ),
        };
      }),
    );
    const old = files.toSorted((a, b) => b.at - a.at).slice(keptBranches - 1);
    await Promise.all(old.map(async (each) => fs.promises.rm(each.file, { force: true })));
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
