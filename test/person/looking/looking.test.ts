import { useDeveloper } from '../support/developer.ts';
import { auditsAPeriod } from './auditPeriod.ts';
import { exportsEvidence } from './exportEvidence.ts';
import { tellsFailures } from './failures.ts';
import { followsTheBranch } from './following.ts';

// One window for all, as opening one takes longer than most tests. What signs in as another comes last.
describe('looking at changes', () => {
  const developer = useDeveloper();
  describe('Audit a Period', () => {
    auditsAPeriod(developer);
  });
  describe('Export Evidence', () => {
    exportsEvidence(developer);
  });
  describe('the Change view when GitHub does not answer', () => {
    tellsFailures(developer);
  });
  describe('the Change view', () => {
    followsTheBranch(developer);
  });
});
