import { randomBytes } from 'node:crypto';

interface Session {
  readonly subject: string;
  readonly expires: number;
}

/** Refresh tokens. */
export class Sessions {
  readonly #sessions = new Map<string, Session>();

  start(subject: string, expires: number): string {
    const token = randomBytes(32).toString('base64url');
    this.#sessions.set(token, { subject, expires });
    return token;
  }

  subjectOf(token: string, now: number): string | undefined {
    const session = this.#sessions.get(token);
    return session && session.expires > now ? session.subject : undefined;
  }
}
