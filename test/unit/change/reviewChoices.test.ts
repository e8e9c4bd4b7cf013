import assert from 'node:assert/strict';
import { reviewChoices } from '../../../src/change/reviewChoices.ts';
import { changeWith } from './changes.ts';

describe('reviewChoices', () => {
  const change = changeWith(
    (record) => {
      record.reviews = [];
      record.people['peer-2'] = { kind: 'user', permission: 'admin' };
    },
    {
      procedure: (procedure) => {
        procedure.roles['qa-team'].teams = ['Acme/qa', 'partner/testers'];
      },
    },
  );

  it('has the teams of the repository’s organization first, as the host calls them', () => {
    assert.deepEqual(reviewChoices('qa-team', change), [{ kind: 'team', slug: 'qa', name: 'Acme/qa' }]);
  });

  it('has the people who could approve, and not who worked on the change', () => {
    assert.deepEqual(reviewChoices('peer-reviewer', change), [
      { kind: 'person', login: 'peer-1' },
      { kind: 'person', login: 'peer-2' },
    ]);
  });
});
