import { HumanError } from '../base/errors.ts';
import { git, GitError, type GitLocation } from './git.ts';
import { say, type Text } from '../base/say.ts';

/** Keeps a text, byte for byte, as a note on a commit. */
export async function addNote(
  location: GitLocation,
  space: string,
  commit: string,
  text: string,
): Promise<void> {
  if (!/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(commit)) {
    throw new HumanError(
      say`There is no commit to put a note on: the record does not name one by its whole id.`,
    );
  }
  try {
    // By way of a blob: what git is given as a message, it tidies.
    const blob = (await git(location, ['hash-object', '-w', '--stdin'], { input: text })).trim();
    await git(location, ['notes', `--ref=${space}`, 'add', '-C', blob, commit]);
  } catch (error) {
    if (error instanceof GitError) {
      throw new HumanError(say`No note was made on the commit ${commit.slice(0, 7)}. ${adviceFor(error)}`, {
        cause: error,
      });
    }
    throw error;
  }
}

function adviceFor(error: GitError): Text {
  if (error.stderr.includes('existing notes')) {
    return say`It has one already, which was left as it is.`;
  }
  return /failed to resolve|bad object/.test(error.stderr)
    ? say`This clone does not have it: fetch, and try again.`
    : error.words;
}
