import { parseProcedure } from '../procedure/parseProcedure.ts';
import { defaultProcedure, type Procedure } from '../procedure/procedure.ts';
import { procedureFile } from './procedureFile.ts';
import type { WorkingCopy } from './workingCopy.ts';

/** The procedure as of a commit of the base branch, and what is wrong with its file. */
export interface ReadProcedure {
  readonly procedure: Procedure;
  /** Why the file is not used and the defaults hold; undefined when it is used, or there is none. */
  readonly problem?: string;
}

/** Reads the procedure from a commit; without a file, or with one that has problems, it is ENG-PROC-003. */
export async function readProcedure(
  workingCopy: Pick<WorkingCopy, 'readFile'>,
  commit: string,
): Promise<ReadProcedure> {
  const text = await workingCopy.readFile(commit, procedureFile);
  return text === undefined ? { procedure: defaultProcedure } : procedureFrom(text);
}

export function procedureFrom(text: string): ReadProcedure {
  const parsed = parseProcedure(text);
  if (parsed.ok) {
    return { procedure: parsed.procedure };
  }
  const [first] = parsed.problems;
  const more = parsed.problems.length > 1 ? ` (and ${parsed.problems.length - 1} more)` : '';
  return {
    procedure: defaultProcedure,
    problem: `${procedureFile}:${first?.line ?? 1}:${first?.column ?? 1} on the base branch: ${first?.message ?? ''}${more}`,
  };
}
