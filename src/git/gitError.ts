import { HumanError } from '../base/errors.ts';

/** git said no. `stderr` is its own words. */
export class GitError extends HumanError {
  override readonly name = 'GitError';

  constructor(
    readonly command: string,
    readonly stderr: string,
  ) {
    super(`git ${command}: ${meaningOf(stderr)}`);
  }
}

/** The line in which git says why; the others are progress and hints. */
function meaningOf(stderr: string): string {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('hint:'));
  const reason =
    lines.find((line) => /^(fatal|error|remote: error|! \[)/.test(line)) ??
    lines.at(-1) ??
    'it failed without a word.';
  return reason.replace(/^(fatal|error):\s*/, '');
}
