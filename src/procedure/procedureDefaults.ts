import { defaultProcedure, type Procedure, type Role } from './procedure.ts';
import type { ProcedureFile } from './procedureKeys.ts';

/** The procedure that a file sets: what it says, and ENG-PROC-003 where it says nothing. Lists are not merged. */
export function withDefaults(file: ProcedureFile): Procedure {
  const byDefault = defaultProcedure;
  return {
    ...byDefault,
    ...file,
    branch: { ...byDefault.branch, ...file.branch },
    ticket: { ...byDefault.ticket, ...file.ticket },
    pullRequest: { ...byDefault.pullRequest, ...file.pullRequest },
    roles: {
      'peer-reviewer': roleWithDefaults(byDefault.roles['peer-reviewer'], file.roles?.['peer-reviewer']),
      'security-team': roleWithDefaults(byDefault.roles['security-team'], file.roles?.['security-team']),
      'qa-team': roleWithDefaults(byDefault.roles['qa-team'], file.roles?.['qa-team']),
      'engineering-lead': roleWithDefaults(
        byDefault.roles['engineering-lead'],
        file.roles?.['engineering-lead'],
      ),
    },
    securityImpact: { ...byDefault.securityImpact, ...file.securityImpact },
    qa: { ...byDefault.qa, ...file.qa },
    approvals: { ...byDefault.approvals, ...file.approvals },
  };
}

/** Who names some members means these alone: `teams: [acme/senior]` must not leave everyone with write in the role. */
function roleWithDefaults(byDefault: Role, given: Partial<Role> = {}): Role {
  const namesMembers =
    given.teams !== undefined || given.users !== undefined || given.permission !== undefined;
  return namesMembers
    ? { teams: [], users: [], approvals: byDefault.approvals, ...given }
    : { ...byDefault, ...given };
}
