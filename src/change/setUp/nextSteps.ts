import { say, type Text } from '../../base/say.ts';

/** What is left to people once the files are on their branch, in order. */
export function nextSteps(baseBranch: string): readonly Text[] {
  return [
    say`Open its pull request: Change: Prepare Pull Request in VS Code, or on GitHub.`,
    say`An administrator sets the repository’s variable CHANGE_GUIDE to where CI installs Change Guide from.`,
    say`After the merge an administrator requires the status “change-procedure” for ${baseBranch}.`,
  ];
}
