import { roleIds } from './procedure.ts';
import type { Instant } from './instants.ts';

/**
 * Who fills which place.
 *
 * Roles are numbered as in `roleIds`, that is in the order of steps 3 to 6, and a set of roles is a bit mask.
 * By Hall's theorem places can all be filled, each by a person of its own, exactly when every set of roles has
 * at least as many people in it as places. With four roles that is fifteen sums over how many people share
 * the same roles, so no search is needed, however many people there are.
 */

/** An approval that counts, by what it could fill. */
export interface Claim {
  /** The roles that its author is in, a bit each. */
  readonly roles: number;
  readonly at: Instant;
}

/** How many places each role has, or how many of them are to be filled. */
export type Places = readonly number[];

export const finalRole = roleIds.indexOf('engineering-lead');
export const bit = (role: number): number => 1 << role;

const masks = 1 << roleIds.length;
const finalBit = bit(finalRole);
const earlierBits = finalBit - 1;

/** How many claims there are of each set of roles. */
type Crowd = number[];

function crowdOf(roles: Iterable<number>): Crowd {
  const crowd = new Array<number>(masks).fill(0);
  for (const mask of roles) {
    move(crowd, mask, 1);
  }
  return crowd;
}

function move(crowd: Crowd, mask: number, by: number): void {
  crowd[mask] = (crowd[mask] ?? 0) + by;
}

function canFill(crowd: Crowd, places: Places): boolean {
  for (let set = 1; set < masks; set++) {
    let missing = 0;
    for (let role = 0; role < roleIds.length; role++) {
      missing += (set & bit(role)) === 0 ? 0 : (places[role] ?? 0);
    }
    for (let mask = 1; mask < masks && missing > 0; mask++) {
      missing -= (mask & set) === 0 ? 0 : (crowd[mask] ?? 0);
    }
    if (missing > 0) {
      return false;
    }
  }
  return true;
}

/** Whether each of these places can be filled by a person of its own. */
export function canBeFilled(claims: readonly Claim[], places: Places): boolean {
  return canFill(crowdOf(claims.map(({ roles }) => roles)), places);
}

/**
 * Whether all places can be filled so that no final approval is older than an approval for an earlier step.
 * If any assignment does that, one does that fills the earlier steps as soon as they can be filled at all:
 * whoever approved later than that is still free for the final approval.
 */
export function canBeFilledInOrder(claims: readonly Claim[], places: Places): boolean {
  const latest = soonest(
    claims.map(({ roles, at }) => ({ roles: roles & earlierBits, at })),
    places.with(finalRole, 0),
  );
  return (
    latest !== undefined &&
    canFill(
      crowdOf(
        claims.map(
          ({ roles, at }) => roles & ((at <= latest ? earlierBits : 0) | (at >= latest ? finalBit : 0)),
        ),
      ),
      places,
    )
  );
}

/**
 * The role that each claim fills a place of, or -1: as many places as possible; among those, earlier steps
 * first; among those, the latest claim on a place before the final step as early as possible; among those,
 * the earliest claims for each step in turn.
 *
 * The people who can fill the places of one step while all others stay filled form a matroid, so taking the
 * earliest one that still leaves the rest possible gives the least list of times.
 *
 * @param claims by time, equal times in the order of the reviews
 */
export function assign(claims: readonly Claim[], places: Places): number[] {
  const filled = mostPlaces(claims, places);
  const latest = soonest(claims, filled);
  const roles = claims.map((claim) =>
    latest !== undefined && claim.at <= latest ? claim.roles : claim.roles & finalBit,
  );
  const crowd = crowdOf(roles);
  const assigned = new Array<number>(claims.length).fill(-1);
  filled.forEach((_, role) => {
    for (let index = 0; index < claims.length && (filled[role] ?? 0) > 0; index++) {
      const mask = roles[index] ?? 0;
      if (assigned[index] !== -1 || (mask & bit(role)) === 0) {
        continue;
      }
      move(crowd, mask, -1);
      move(filled, role, -1);
      if (canFill(crowd, filled)) {
        assigned[index] = role;
      } else {
        move(crowd, mask, 1);
        move(filled, role, 1);
      }
    }
  });
  return assigned;
}

/** How many places of each role are filled when as many as possible are, earlier steps first. */
function mostPlaces(claims: readonly Claim[], places: Places): number[] {
  const crowd = crowdOf(claims.map(({ roles }) => roles));
  const filled = places.map(() => 0);
  places.forEach((wanted, role) => {
    while ((filled[role] ?? 0) < wanted) {
      move(filled, role, 1);
      if (!canFill(crowd, filled)) {
        move(filled, role, -1);
        break;
      }
    }
  });
  return filled;
}

/** The earliest moment by which these places before the final step could be filled; undefined when never. */
function soonest(claims: readonly Claim[], places: Places): Instant | undefined {
  const crowd = crowdOf(claims.map(({ roles }) => roles & finalBit));
  let latest: Instant | undefined;
  for (const { roles, at } of claims) {
    // Claims of the same moment are all there or none of them is: only the time matters here.
    if (latest !== undefined && latest !== at && canFill(crowd, places)) {
      return latest;
    }
    move(crowd, roles & finalBit, -1);
    move(crowd, roles, 1);
    latest = at;
  }
  return canFill(crowd, places) ? latest : undefined;
}
