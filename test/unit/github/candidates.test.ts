import assert from 'node:assert/strict';
import { chooseCandidate } from '../../../src/github/change/candidates.ts';

const base = { owner: 'acme', name: 'payments' };
const candidate = (number: number, state: string, from: string | null, owner = from?.split('/')[0]) => ({
  number,
  state,
  url: `https://github.test/acme/payments/pull/${number}`,
  baseRefName: 'main',
  headRepository: from === null ? null : { nameWithOwner: from },
  headRepositoryOwner: owner === undefined ? null : { login: owner },
});

describe('the pull request of a branch', () => {
  const cases: readonly [
    what: string,
    candidates: ReturnType<typeof candidate>[],
    heads: string[],
    number?: number,
  ][] = [
    [
      'is open before merged before closed',
      [
        candidate(3, 'CLOSED', 'acme/payments'),
        candidate(2, 'MERGED', 'acme/payments'),
        candidate(1, 'OPEN', 'acme/payments'),
      ],
      ['acme/payments'],
      1,
    ],
    [
      'is merged before closed',
      [candidate(3, 'CLOSED', 'acme/payments'), candidate(2, 'MERGED', 'acme/payments')],
      ['acme/payments'],
      2,
    ],
    [
      'is the newest of several open ones',
      [candidate(9, 'OPEN', 'acme/payments'), candidate(2, 'OPEN', 'acme/payments')],
      ['acme/payments'],
      9,
    ],
    [
      'is not a stranger’s of the same branch name',
      [candidate(3, 'OPEN', 'mallory/payments')],
      ['acme/payments'],
    ],
    [
      'comes from one’s own fork',
      [candidate(4, 'OPEN', 'acme/payments'), candidate(3, 'OPEN', 'Dana/payments')],
      ['dana/payments'],
      3,
    ],
    [
      'comes from a fork that was renamed since',
      [candidate(3, 'OPEN', 'dana/payments-2')],
      ['dana/payments'],
      3,
    ],
    [
      'comes from the fork within the organization that is meant',
      [candidate(4, 'OPEN', 'acme/payments-fork'), candidate(3, 'OPEN', 'acme/payments')],
      ['acme/payments'],
      3,
    ],
    ['may be from a fork that was deleted', [candidate(3, 'MERGED', null, 'dana')], ['dana/payments'], 3],
    ['is nobody’s when all of it was deleted', [candidate(3, 'OPEN', null)], ['dana/payments']],
  ];
  for (const [what, candidates, heads, number] of cases) {
    it(what, () => {
      const names = heads.map((head) => ({
        owner: head.split('/')[0] ?? '',
        name: head.split('/')[1] ?? '',
      }));
      assert.equal(chooseCandidate(candidates, names, base).chosen?.number, number);
    });
  }

  it('leaves the others of its own that are open too', () => {
    const candidates = [
      candidate(9, 'OPEN', 'acme/payments'),
      candidate(8, 'OPEN', 'mallory/payments'),
      candidate(7, 'MERGED', 'acme/payments'),
      candidate(6, 'OPEN', 'acme/payments'),
    ];
    const { chosen, otherOpen } = chooseCandidate(candidates, [base], base);
    assert.deepEqual([chosen?.number, otherOpen.map(({ number }) => number)], [9, [6]]);
  });
});
