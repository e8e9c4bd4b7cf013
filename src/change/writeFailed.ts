import { HumanError } from '../base/errors.ts';
import { say, type Text } from '../base/say.ts';
import { HostError, type HostProblem } from './hostError.ts';

/** What the host may have done all the same, though its answer was another one, or none. */
const unsure: ReadonlySet<HostProblem> = new Set<HostProblem>(['server', 'unreachable', 'malformed']);

/** What was to be written, in the words for what became of it; each without a full stop. */
export interface Written {
  readonly notDone: Text;
  readonly notKnown: Text;
  /** What is so whatever happened, in a sentence. */
  readonly kept?: Text;
}

/** Something that others see was not written, or nobody knows; says which of the two, and why. */
export class WriteFailed extends HumanError {
  override readonly name = 'WriteFailed';

  constructor(cause: HostError, { notDone, notKnown, kept }: Written, wasSent: boolean) {
    const what = wasSent && unsure.has(cause.problem) ? notKnown : notDone;
    const why = say`${what}: ${cause.words}`;
    super(kept === undefined ? why : say`${why} ${kept}`, { cause });
  }
}

/**
 * Runs what leads to a write and the write itself, so that a host's refusal or silence says what became of it.
 *
 * @param work calls `send` right before it writes.
 * @throws {WriteFailed} in place of a {@link HostError}
 */
export async function writing<T>(written: Written, work: (send: () => void) => Promise<T>): Promise<T> {
  let wasSent = false;
  try {
    return await work(() => {
      wasSent = true;
    });
  } catch (error) {
    throw error instanceof HostError ? new WriteFailed(error, written, wasSent) : error;
  }
}
