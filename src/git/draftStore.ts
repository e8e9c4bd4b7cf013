// A push waits for what is read here: Node loads `fs.promises` and its threads when they are first needed, and a
// small file is read sooner without.
import fs from 'node:fs';
import path from 'node:path';
import { HumanError, wordsOf } from '../base/errors.ts';
import type { DraftStore } from '../change/pullRequestDraft.ts';
import type { Submission, SubmissionStore } from '../change/submission.ts';
import { sha256Hex } from '../procedure/digest.ts';
import { codeOf, notWritten } from '../disk/fileError.ts';
import { git, type GitLocation } from './git.ts';
import { say } from '../base/say.ts';

/** What stays of a branch's name so that people recognise its folder; file systems stop at 255 bytes. */
const longestName = 60;

const submissionFile = 'submission.json';

/** {@link DraftStore} and {@link SubmissionStore} in the git folder: never committed, and readable by the user only. */
export class GitFolderDraftStore implements DraftStore, SubmissionStore {
  readonly #location: GitLocation;
  #drafts: Promise<string> | undefined;

  constructor(location: GitLocation) {
    this.#location = location;
  }

  async file(branch: string): Promise<string> {
    const file = await this.#place(branch);
    // Made anew each time: someone may tidy up in the git folder while the window is open.
    try {
      await fs.promises.mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
    } catch (error) {
      throw notWritten(file, error);
    }
    return file;
  }

  async read(branch: string): Promise<string | undefined> {
    const file = await this.#place(branch);
    try {
      return fs.readFileSync(file, 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') {
        return undefined;
      }
      throw new HumanError(say`The draft ${file} could not be read: ${wordsOf(error)}`, { cause: error });
    }
  }

  async write(branch: string, text: string): Promise<void> {
    await replace(await this.file(branch), text);
  }

  async branchOf(file: string): Promise<string | undefined> {
    const submission = await readSubmission(path.dirname(file));
    return submission && path.relative(await this.file(submission.branch), file) === ''
      ? submission.branch
      : undefined;
  }

  async readSubmission(branch: string): Promise<Submission | undefined> {
    const submission = await readSubmission(path.dirname(await this.file(branch)));
    return submission?.branch === branch ? submission : undefined;
  }

  async writeSubmission(submission: Submission): Promise<void> {
    const file = path.join(path.dirname(await this.file(submission.branch)), submissionFile);
    await replace(file, JSON.stringify(submission, undefined, 2));
  }

  async #place(branch: string): Promise<string> {
    this.#drafts ??= this.#folder();
    return path.join(await this.#drafts, folderName(branch), 'pull-request.md');
  }

  /**
   * Under `common`, which git resolves to the folder that all worktrees share: a branch moves between them, and a
   * worktree that is removed must not take a draft along.
   */
  async #folder(): Promise<string> {
    const answer = await git(this.#location, ['rev-parse', '--git-path', 'common/change-guide/drafts']);
    return path.resolve(this.#location.directory, answer.replace(/\r?\n$/, ''));
  }
}

/** What is cut off or not ours is as good as none. */
async function readSubmission(folder: string): Promise<Submission | undefined> {
  try {
    const submission: unknown = JSON.parse(
      await fs.promises.readFile(path.join(folder, submissionFile), 'utf8'),
    );
    return isSubmission(submission) ? submission : undefined;
  } catch {
    return undefined;
  }
}

/** Whole or not at all: a crash in the middle leaves the file as it was. */
async function replace(file: string, text: string): Promise<void> {
  const part = `${file}.${crypto.randomUUID()}`;
  try {
    await fs.promises.writeFile(part, text, { mode: 0o600 });
    await fs.promises.rename(part, file);
  } catch (error) {
    await fs.promises.rm(part, { force: true }).catch(() => undefined);
    throw notWritten(file, error);
  }
}

function isSubmission(value: unknown): value is Submission {
  return (
    typeof value === 'object' &&
    value !== null &&
    'schema' in value &&
    value.schema === 'submission/1' &&
    'branch' in value &&
    typeof value.branch === 'string'
  );
}

/**
 * A name that every file system takes, and that no other branch has: a digest tells apart what differs only by case
 * or in characters that are left out.
 */
function folderName(branch: string): string {
  const words = branch
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, longestName)
    .replace(/^-+|-+$/g, '');
  const digest = sha256Hex(branch).slice(0, 12);
  return `${words === '' ? 'branch' : words}-${digest}`;
}
