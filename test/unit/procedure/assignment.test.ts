import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  assign,
  canBeFilled,
  canBeFilledInOrder,
  finalRole,
  type Claim,
} from '../../../src/procedure/assignment.ts';
import { tries } from '../../thorough.ts';

const roles = [0, 1, 2, 3] as const;
const has = (claim: Claim, role: number): boolean => (claim.roles & (1 << role)) !== 0;

/** Every way to give claims to places: the role of each claim, or -1. */
function* everyAssignment(claims: readonly Claim[], places: readonly number[]): Generator<number[]> {
  const [claim, ...rest] = claims;
  if (claim === undefined) {
    yield [];
    return;
  }
  for (const role of [-1, ...roles]) {
    if (role === -1) {
      for (const others of everyAssignment(rest, places)) {
        yield [-1, ...others];
      }
    } else if (has(claim, role) && (places[role] ?? 0) > 0) {
      for (const others of everyAssignment(rest, places.with(role, (places[role] ?? 0) - 1))) {
        yield [role, ...others];
      }
    }
  }
}

/** What the procedure asks of an assignment, most important first: the least list is the one it wants. */
function cost(claims: readonly Claim[], assigned: readonly number[]): (number | string)[][] {
  const at = (role: number): number[] => assigned.flatMap((other, index) => (other === role ? [index] : []));
  const filled = roles.map((role) => at(role).length);
  const earlier = roles.filter((role) => role !== finalRole).flatMap(at);
  return [
    [-filled.reduce((sum, number) => sum + number, 0)],
    filled.map((number) => -number),
    [earlier.map((index) => claims[index]?.at ?? '').reduce((last, time) => (time > last ? time : last), '')],
    // Claims are sorted by time, equal times as the reviews are, so a position says when.
    ...roles.map(at),
  ];
}

function isLess(a: readonly (number | string)[][], b: readonly (number | string)[][]): boolean {
  const [left, right] = [a.flat(), b.flat()];
  for (const [index, value] of left.entries()) {
    const other = right[index];
    if (other !== undefined && value !== other) {
      return value < other;
    }
  }
  return false;
}

const anyClaims = (most: number): fc.Arbitrary<Claim[]> =>
  fc
    .array(
      fc.record({ roles: fc.integer({ min: 0, max: 15 }), at: fc.constantFrom('1', '2', '3', '4', '5') }),
      { maxLength: most },
    )
    .map((list) => list.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0)));
const places = fc.tuple(...roles.map(() => fc.integer({ min: 0, max: 2 })));

/** `PL2`: someone in the roles of a peer reviewer and an engineering lead approved at 2. */
const claimsIn = (text: string): Claim[] =>
  text.split(' ').flatMap((word) => {
    const [, names = '', at = ''] = /^([PSQL]+)(\d)$/.exec(word) ?? [];
    return at === ''
      ? []
      : [{ roles: Array.from(names).reduce((bits, name) => bits | (1 << 'PSQL'.indexOf(name)), 0), at }];
  });

describe('assigning approvals to places', () => {
  const rows: [name: string, claims: string, places: number[], assigned: number[]][] = [
    ['the earliest of several', 'P1 P2', [1, 0, 0, 0], [0, -1]],
    ['as many places as possible', 'PQ1 P2', [1, 0, 1, 0], [2, 0]],
    ['earlier steps first', 'Q1 PQ2', [1, 0, 2, 0], [2, 0]],
    ['one person in all roles', 'PSQL1', [1, 1, 1, 1], [0]],
    ['all done early, rather than an early peer', 'PS1 P2 S3', [1, 1, 0, 0], [1, 0, -1]],
    ['the earliest peer, when the last one is no earlier for it', 'PS1 P2 S2', [1, 1, 0, 0], [0, -1, 1]],
    ['at one moment, in the order of the reviews', 'PL1 P1', [1, 0, 0, 0], [0, -1]],
    ['the earliest final approval, although it is too early', 'L1 P2 L3', [1, 0, 0, 1], [3, 0, -1]],
    ['nobody', '', [1, 1, 1, 1], []],
  ];
  for (const [name, claims, wanted, assigned] of rows) {
    it(name, () => {
      assert.deepEqual(assign(claimsIn(claims), wanted), assigned);
    });
  }

  const orders: [name: string, claims: string, inOrder: boolean][] = [
    ['the final approval later', 'P1 L2', true],
    ['both at one moment', 'P1 L1', true],
    ['the final approval earlier', 'L1 P2', false],
    ['who could give it approves first, and another peer after that', 'PL2 P3', false],
    ['who could give it approves last, and another peer before that', 'P2 PL3', true],
    ['no peer', 'L1', false],
    ['nobody', '', false],
  ];
  for (const [name, claims, inOrder] of orders) {
    it(`${inOrder ? 'in order' : 'not in order'}: ${name}`, () => {
      assert.equal(canBeFilledInOrder(claimsIn(claims), [1, 0, 0, 1]), inOrder);
    });
  }

  it('finds what trying every way finds', () => {
    fc.assert(
      fc.property(anyClaims(6), places, (list, wanted) => {
        let best: number[] | undefined;
        for (const assigned of everyAssignment(list, wanted)) {
          if (best === undefined || isLess(cost(list, assigned), cost(list, best))) {
            best = assigned;
          }
        }
        assert.deepEqual(assign(list, wanted), best);
      }),
      { numRuns: tries(500) },
    );
  });

  const fills = (
    list: readonly Claim[],
    wanted: readonly number[],
    accept: (assigned: readonly number[]) => boolean,
  ): boolean =>
    [...everyAssignment(list, wanted)].some(
      (assigned) =>
        roles.every((role) => assigned.filter((other) => other === role).length === wanted[role]) &&
        accept(assigned),
    );

  it('knows whether all places can be filled', () => {
    fc.assert(
      fc.property(anyClaims(6), places, (list, wanted) => {
        assert.equal(
          canBeFilled(list, wanted),
          fills(list, wanted, () => true),
        );
      }),
      { numRuns: tries(300) },
    );
  });

  it('knows whether all places can be filled in order', () => {
    const inOrder = (list: readonly Claim[]) => (assigned: readonly number[]) =>
      assigned.every(
        (role, index) =>
          role === -1 ||
          role === finalRole ||
          assigned.every(
            (other, last) => other !== finalRole || (list[last]?.at ?? '') >= (list[index]?.at ?? ''),
          ),
      );
    // The order is asked about only where some place comes before the final ones.
    const withEarlier = places.filter((wanted) => wanted.slice(0, finalRole).some((number) => number > 0));
    fc.assert(
      fc.property(anyClaims(6), withEarlier, (list, wanted) => {
        assert.equal(canBeFilledInOrder(list, wanted), fills(list, wanted, inOrder(list)));
      }),
      { numRuns: tries(500) },
    );
  });

  it('takes 500 approvals for 20 places a role', () => {
    const list = Array.from({ length: 500 }, (_, index) => ({
      roles: 1 + (index % 15),
      at: String(1000 + (index >> 1)),
    }));
    const assigned = assign(list, [20, 20, 20, 20]);
    assert.deepEqual(
      roles.map((role) => assigned.filter((other) => other === role).length),
      [20, 20, 20, 20],
    );
  });
});
