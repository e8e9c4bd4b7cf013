import { randomBytes } from 'node:crypto';

interface Session {
  readonly subject: string;
  readonly expires: number;
}

/** Refresh tokens. Each is good once: using it gives the next, so that a stolen one shows itself. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();
  readonly #used = new Map<string, string>();

  start(subject: string, expires: number): string {
    const token = randomBytes(32).toString('base64url');
    this.#sessions.set(token, { subject, expires });
    return token;
  }

  /** The next token; undefined when this one is unknown or too old. A token used twice ends the session. */
  refresh(token: string, now: number, expires: number): string | undefined {
    const successor = this.#used.get(token);
    if (successor !== undefined) {
      this.#sessions.delete(successor);
      return undefined;
    }
    const session = this.#sessions.get(token);
    this.#sessions.delete(token);
    if (!session || session.expires <= now) {
      return undefined;
    }
    const next = this.start(session.subject, expires);
    this.#used.set(token, next);
    return next;
  }
}
