import type { ChangeFacts } from '../change/observedChange.ts';
import { procedureFile } from '../change/procedureFile.ts';
import type { EvidenceInput, ProcedureSource } from './statement.ts';

/** What evidence is made from, of a change that was read from its host. */
export function evidenceFacts({
  record,
  procedure,
  procedureSource: { commit, problem },
}: ChangeFacts): Pick<EvidenceInput, 'record' | 'procedure' | 'procedureSource'> {
  const procedureSource: ProcedureSource =
    commit === undefined || problem !== undefined
      ? { kind: 'defaults', reason: problem ?? 'The base branch could not be read.' }
      : { kind: 'base-commit', path: procedureFile, commit };
  return { record, procedure, procedureSource };
}
