import { say, type Text } from './say.ts';

/**
 * An error that is meant for a person: `words` say what happened, what was kept, and what to do next; `message` says
 * it in English. All other errors are unexpected; they are logged, and shown as what they are.
 */
export class HumanError extends Error {
  override readonly name: string = 'HumanError';

  constructor(
    readonly words: Text,
    options?: ErrorOptions,
  ) {
    super(String(words), options);
  }
}

/** The person pressed Escape, Cancel or Stop: not a failure, nothing to report. */
export class Cancelled extends Error {
  override readonly name = 'Cancelled';

  constructor() {
    super('Cancelled');
  }
}

/** What went wrong in one sentence, whatever was thrown. */
export function sentenceOf(error: unknown): string {
  return String(wordsOf(error));
}

/** The same, to be said in another sentence or in another language. */
export function wordsOf(error: unknown): Text {
  if (error instanceof HumanError && !error.message.includes('\n')) {
    return error.words;
  }
  const text = error instanceof Error ? error.message : String(error);
  const firstLine = text.trim().split('\n', 1)[0] ?? '';
  return firstLine === '' ? say`An error without a message.` : firstLine;
}

/** Throws `Cancelled` when the person no longer waits for the answer. */
export function throwIfCancelled(signal: AbortSignal): void {
  if (signal.aborted) {
    throw new Cancelled();
  }
}
