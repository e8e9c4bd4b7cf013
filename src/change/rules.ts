import { defaultProcedure, type Procedure } from '../procedure/procedure.ts';
import type { HostedChange, ProcedureFileAt } from './hostedChange.ts';
import type { ProcedureSource } from './observedChange.ts';
import { procedureFile } from './procedureFile.ts';
import { procedureFrom } from './readProcedure.ts';
import type { WorkingCopy } from './workingCopy.ts';

/** The rules that judge a change, as the host has them on the base branch. */
export interface Rules {
  readonly procedure: Procedure;
  readonly problem: string | undefined;
  readonly baseBranch: string;
  readonly file: ProcedureFileAt | undefined;
}

/**
 * The file of the default branch says which the base branch is, and that one's file counts. No pull request can choose
 * either for itself.
 *
 * @returns the branch to ask for, when its file was not asked for yet.
 */
export function rulesFrom({
  procedureFiles,
  repository,
}: Pick<HostedChange, 'procedureFiles'> & {
  readonly repository: Pick<HostedChange['repository'], 'defaultBranch'>;
}): Rules | { readonly ask: string } {
  const [first] = procedureFiles;
  const byDefault = rulesOf(first, repository.defaultBranch);
  if (byDefault.baseBranch === repository.defaultBranch) {
    return byDefault;
  }
  const file = procedureFiles.find(({ branch }) => branch === byDefault.baseBranch);
  if (!file) {
    return { ask: byDefault.baseBranch };
  }
  return file.text === undefined ? byDefault : rulesOf(file, byDefault.baseBranch);
}

/** The rules that a file sets on its branch; without one they are ENG-PROC-003. */
export function rulesOf(file: ProcedureFileAt | undefined, branch: string): Rules {
  if (file?.text === undefined) {
    return { procedure: defaultProcedure, problem: undefined, baseBranch: branch, file };
  }
  const { procedure, problem } = procedureFrom(file.text);
  return { procedure, problem, baseBranch: procedure.baseBranch ?? branch, file };
}

export async function sourceOf(
  { baseBranch, file, problem }: Rules,
  workingCopy: WorkingCopy | undefined,
): Promise<ProcedureSource> {
  const here = await workingCopy?.workingFile(procedureFile);
  return {
    baseBranch,
    commit: file?.commit,
    problem,
    differsHere: workingCopy !== undefined && plain(here) !== plain(file?.text),
  };
}

/** Git may change line ends on checkout. */
function plain(text: string | undefined): string | undefined {
  return text?.replace(/\r\n/g, '\n');
}
