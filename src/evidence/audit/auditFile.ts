import type { Procedure } from '../../procedure/procedure.ts';
import type { AuditSummary } from './summary.ts';

/** Names of what an audit writes. */
export const auditFiles = {
  /** Written last: a folder without it holds an audit that is not finished. */
  audit: 'audit.json',
  entries: 'audit.ndjson',
  changes: 'changes.csv',
  page: 'summary.html',
  sample: 'sample',
  /** There while the audit is not finished, or something of it could not be read. */
  state: 'state',
} as const;

/** `audit.json` */
export interface AuditFile {
  readonly schema: 'audit/1';
  readonly summary: AuditSummary;
  /** The procedures that the changes were judged by, by digest. */
  readonly procedures: Readonly<Record<string, Procedure>>;
}
