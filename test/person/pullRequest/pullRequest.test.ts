import { useDeveloper } from '../support/developer.ts';
import { helpsWithTheDraft } from './draftHelp.ts';
import { submitsTheDraft } from './submit.ts';

// One window for both, as opening one takes longer than most tests.
describe('the pull request of a change', () => {
  const developer = useDeveloper({ settings: { 'changeGuide.submit.commentOnTicket': true } });
  describe('submitted', () => {
    submitsTheDraft(developer);
  });
  describe('drafted', () => {
    helpsWithTheDraft(developer);
  });
});
