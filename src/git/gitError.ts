import { HumanError } from '../base/errors.ts';
import { say, type Text } from '../base/say.ts';

/** git said no. `stderr` is its own words. */
export class GitError extends HumanError {
  override readonly name = 'GitError';

  constructor(
    readonly command: string,
    readonly stderr: string,
  ) {
    super(
      /no space left on device/i.test(stderr)
        ? say`The disk is full, so git ${command} stopped: ${meaningOf(stderr)}. Make room, then retry.`
        : say`git ${command}: ${meaningOf(stderr)}`,
    );
  }
}

/** The line in which git says why; the others are progress and hints. */
function meaningOf(stderr: string): Text {
  const lines = stderr
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('hint:'));
  const reason = lines.find((line) => /^(fatal|error|remote: error|! \[)/.test(line)) ?? lines.at(-1);
  if (reason === undefined) {
    return say`it failed without a word.`;
  }
  // What git adds after its own reasons stands alone when a hook said no: the reason is then what the hook said.
  const hooks = reason.startsWith('error: failed to push some refs')
    ? lines.slice(0, lines.indexOf(reason))
    : [];
  return hooks.length > 0
    ? say`a hook stopped the push. ${hooks.join(' ')}`
    : reason.replace(/^(fatal|error):\s*/, '');
}
