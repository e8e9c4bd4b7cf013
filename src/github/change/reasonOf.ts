import { HostError, withLink } from '../../change/hostError.ts';
import { mustEnd } from '../mustEnd.ts';
import { HeadMoved } from './lists.ts';

/** Why a part could not be read; undefined when the whole can't be, or when it is no failure of the host. */
export function reasonOf(error: unknown): string | undefined {
  if (error instanceof HeadMoved) {
    return 'The pull request changed while it was being read. Refresh in a moment.';
  }
  if (error instanceof HostError) {
    mustEnd(error);
    return withLink(error);
  }
  return undefined;
}
