import type { ChangeRecord } from './changeRecord.ts';
import type { Procedure } from './procedure.ts';
import type { ComplianceReport } from './report.ts';

/** What the procedure says of a change. Pure: the same inputs give the same bytes. */
export function evaluate(procedure: Procedure, record: ChangeRecord): ComplianceReport {
  throw new Error(`not yet: ${procedure.id} ${record.schema}`);
}
