import type { ChangeRecord } from '../../src/procedure/changeRecord.ts';
import { commit, head, recordWith, review } from '../unit/procedure/records.ts';

export interface Size {
  readonly name: string;
  readonly commits: number;
  readonly files: number;
  readonly reviews: number;
}

export const usual: Size = { name: 'usual', commits: 12, files: 40, reviews: 6 };
export const sizes: readonly Size[] = [
  { name: 'small', commits: 1, files: 3, reviews: 2 },
  usual,
  { name: 'large', commits: 250, files: 3000, reviews: 100 },
];

/** A change of that size by five developers, reviewed by up to forty people. */
export function recordOf({ commits, files, reviews }: Size): ChangeRecord {
  return recordWith((record) => {
    record.commits = Array.from({ length: commits }, (_, index) =>
      commit(index === commits - 1 ? head : `sha-${index}`, { authors: [`dev-${1 + (index % 5)}`] }),
    );
    record.files = Array.from({ length: files }, (_, index) => ({
      path: `services/payments/src/module-${index % 60}/handler-${index}.ts`,
      status: 'modified',
    }));
    const people = [
      'peer-1',
      'lead-1',
      'qa-1',
      ...Array.from({ length: 40 }, (_, index) => `peer-${index + 2}`),
    ];
    record.people = Object.fromEntries(
      people.slice(0, Math.max(3, reviews)).map((login) => [login, { kind: 'user', permission: 'write' }]),
    );
    record.reviews = Array.from({ length: reviews }, (_, index) =>
      review(people[index % people.length] ?? '', `13:${String(index % 60).padStart(2, '0')}:00`, {
        id: `review-${index}`,
        state: index % 7 === 6 ? 'COMMENTED' : 'APPROVED',
      }),
    );
  });
}
