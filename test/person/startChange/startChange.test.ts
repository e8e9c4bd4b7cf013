import { useDeveloper } from '../support/developer.ts';
import { withExistingTicket } from './existingTicket.ts';
import { whenSomethingGoesWrong } from './failures.ts';
import { withNewTicket } from './newTicket.ts';
import { inAnUntidyClone } from './obstacles.ts';

// One window for all, as opening one takes longer than most tests. The tickets of the sample come first.
describe('Start Change', () => {
  const developer = useDeveloper();
  describe('with an existing ticket', () => {
    withExistingTicket(developer);
  });
  describe('with a new ticket', () => {
    withNewTicket(developer);
  });
  describe('when something goes wrong', () => {
    whenSomethingGoesWrong(developer);
  });
  describe('in a clone that is not tidy', () => {
    inAnUntidyClone(developer);
  });
});
