import { sha256Hex } from '../../procedure/digest.ts';
import type { AuditEntry } from './entry.ts';
import type { LinePlace } from './ports.ts';
import type { SampleRequest } from './question.ts';

interface Drawn {
  readonly rank: string;
  readonly place: LinePlace;
}

/**
 * Draws changes by chance. The rank of each follows from the seed and its own name alone, so that anyone can draw the
 * same again, and the order in which they come does not matter.
 */
export class Sampling {
  readonly #request: SampleRequest;
  #drawn: Drawn[] = [];
  #from = 0;

  constructor(request: SampleRequest) {
    this.#request = request;
  }

  /** @param place where the entry's line is. */
  offer({ repository, came, change }: AuditEntry, place: LinePlace): void {
    if (!change || came.by !== 'pull-request') {
      return;
    }
    this.#from += 1;
    const rank = sha256Hex(`${this.#request.seed}:${repository.toLowerCase()}#${came.number}`);
    this.#drawn.push({ rank, place });
    if (this.#drawn.length > 2 * this.#request.size + 100) {
      this.#drawn = this.#first();
    }
  }

  /** Of how many changes they are drawn. */
  get from(): number {
    return this.#from;
  }

  /** By their rank. */
  get places(): readonly LinePlace[] {
    return this.#first().map(({ place }) => place);
  }

  #first(): Drawn[] {
    return this.#drawn.sort((a, b) => (a.rank < b.rank ? -1 : 1)).slice(0, this.#request.size);
  }
}
