import type { PushJudgement } from './guardPush.ts';

/**
 * What the hook and a VS Code that pushes leave for one another, in the git folder: git shows VS Code the hook's words
 * only when the push failed.
 */
export interface PushNotes {
  /** The hook's last word on a push that VS Code made. */
  judged(): Promise<PushJudgement | undefined>;
  tell(judgement: PushJudgement): Promise<void>;
  /** Lets the next push of these commits through, whatever there is to say about it. */
  allow(commits: readonly string[]): Promise<void>;
  /** Whether all these commits were let through. */
  isAllowed(commits: readonly string[]): Promise<boolean>;
  disallow(): Promise<void>;
}
