/** Where a repository keeps its procedure. */
export const procedureFile = '.github/change-procedure.yml';
