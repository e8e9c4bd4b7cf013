import type { HostError } from '../change/hostError.ts';

/** Throws an error after which no further request makes sense: what is left would fail alike, or must wait. */
export function mustEnd(error: HostError): void {
  if (['rate-limited', 'signed-out', 'token-rejected'].includes(error.problem)) {
    throw error;
  }
}
