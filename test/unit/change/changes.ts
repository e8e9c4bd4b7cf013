import { evaluate } from '../../../src/procedure/evaluate.ts';
import type { Change } from '../../../src/change/observedChange.ts';
import { procedureWith, recordWith, type ProcedureDraft, type RecordDraft } from '../procedure/records.ts';

/** The compliant change of `recordWith`, as the developer @dev-1 sees it, with what differs. */
export function changeWith(
  record: (record: RecordDraft) => void = () => undefined,
  {
    procedure: edit,
    ...more
  }: Partial<Omit<Change, 'procedure'>> & { readonly procedure?: (procedure: ProcedureDraft) => void } = {},
): Change {
  const facts = { record: recordWith(record), procedure: procedureWith(edit) };
  return {
    branch: facts.record.branch.name,
    ticketKey: facts.record.ticket?.key,
    ticket: undefined,
    ...facts,
    procedureSource: { baseBranch: 'main', commit: undefined, problem: undefined, differsHere: false },
    viewer: 'dev-1',
    fingerprint: undefined,
    otherPullRequests: [],
    report: evaluate(facts.procedure, facts.record),
    ...more,
  };
}
