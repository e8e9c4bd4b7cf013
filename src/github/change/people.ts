import type { Person } from '../../procedure/changeRecord.ts';
import type { ActorAnswer, GitActorAnswer, Maybe } from './answers.ts';

/** GitHub shows what deleted accounts did as that of this one. */
const ghost = 'ghost';

/** GitHub's own account, which commits what is done on its pages. */
const webFlow = 'web-flow';

/** GraphQL leaves out the mark that tells a bot's login from a person's of the same name. */
export function loginOf(actor: Maybe<ActorAnswer>): string {
  if (!actor) {
    return ghost;
  }
  return actor.__typename === 'Bot' && !isBot(actor.login) ? `${actor.login}[bot]` : actor.login;
}

function isBot(login: string): boolean {
  return login.endsWith('[bot]');
}

/**
 * Whose account a commit names; null when it has none that GitHub knows. GraphQL never tells bots here, nor in every
 * case GitHub itself, so the addresses that GitHub gives these two are looked at.
 */
export function accountOf(person: Maybe<GitActorAnswer>): string | null {
  if (person?.user) {
    return person.user.login;
  }
  const email = person?.email ?? '';
  if (email === 'noreply@github.com') {
    return webFlow;
  }
  return /^(?:\d+\+)?([^@+]+\[bot\])@users\.noreply\./i.exec(email)?.[1] ?? null;
}

/** Those whose permission nobody needs to be asked for. */
export function knownPerson(login: string): Person | undefined {
  if (isBot(login)) {
    return { kind: 'bot', permission: 'unknown' };
  }
  return login === ghost || login === webFlow ? { kind: 'user', permission: 'none' } : undefined;
}

const levels: Readonly<Record<string, Person['permission']>> = {
  admin: 'admin',
  maintain: 'maintain',
  write: 'write',
  triage: 'triage',
  read: 'read',
  none: 'none',
};

/** A permission as any of GitHub's answers words it. */
export function permissionFrom(text: string): Person['permission'] {
  const level = text.toLowerCase();
  return Object.hasOwn(levels, level) ? (levels[level] ?? 'unknown') : 'unknown';
}
