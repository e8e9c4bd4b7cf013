import type { PushJudgement } from '../change/guardPush.ts';
import type { PushNotes } from '../change/pushNotes.ts';
import type { GitLocation } from './git.ts';
import { PrivateFolder } from './privateFolder.ts';

const judgementFile = 'push.json';
const permitFile = 'push-anyway.json';
const schema = 'push-judgement/1';

/** {@link PushNotes} in our folder of the git folder, one for each worktree. */
export class GitFolderPushNotes implements PushNotes {
  readonly #folder: PrivateFolder;

  constructor(location: GitLocation) {
    this.#folder = new PrivateFolder(location);
  }

  /** Absolute path of the file that VS Code watches; its folder is there. */
  async file(): Promise<string> {
    return this.#folder.file(judgementFile);
  }

  async judged(): Promise<PushJudgement | undefined> {
    const note = await this.#folder.load(judgementFile);
    // Only our own hook writes there, and it writes all of it or nothing.
    return isObject(note) && note['schema'] === schema ? (note['judgement'] as PushJudgement) : undefined;
  }

  async tell(judgement: PushJudgement): Promise<void> {
    await this.#folder.store(judgementFile, { schema, judgement });
  }

  async allow(commits: readonly string[]): Promise<void> {
    await this.#folder.store(permitFile, { commits });
  }

  async isAllowed(commits: readonly string[]): Promise<boolean> {
    const permit = await this.#folder.load(permitFile);
    const allowed = isObject(permit) && Array.isArray(permit['commits']) ? permit['commits'] : [];
    return commits.length > 0 && commits.every((commit) => allowed.includes(commit));
  }

  async disallow(): Promise<void> {
    await this.#folder.remove(permitFile);
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
