import { isAtLeast, type People } from './people.ts';
import { roleIds, type RoleId } from './procedure.ts';
import type { Word } from './words.ts';

/** A request for changes that stands. */
export interface ChangeRequest {
  readonly person: string;
  readonly review: string;
  /** The roles whose steps it blocks. */
  readonly blocks: readonly RoleId[];
  /** The roles that the person may be in: it could not be read. */
  readonly mayBlock: readonly RoleId[];
}

/** The requests for changes that concern some step; a bot's never does. */
export function requestsOf(words: readonly Word[], people: People): ChangeRequest[] {
  return words
    .filter(
      ({ state, afterMerge, person }) =>
        state === 'CHANGES_REQUESTED' && !afterMerge && !people.isBot(person),
    )
    .map(({ review, person }) => {
      const held = roleIds.filter((role) => people.membership(person, role) === 'in');
      return {
        person: review.author,
        review: review.id,
        blocks: held.length === 0 && mayPush(people, person) ? ['peer-reviewer'] : held,
        mayBlock: roleIds.filter((role) => people.membership(person, role) === 'unknown'),
      };
    });
}

/** Whoever may push speaks as a peer, also without a role. */
function mayPush(people: People, person: string): boolean {
  const permission = people.permission(person);
  return permission === 'unknown' || isAtLeast(permission, 'write');
}
