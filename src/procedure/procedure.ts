import { constant } from './constant.ts';

/** The rules that a repository sets in its procedure file, with every default filled in. */
export interface Procedure {
  readonly version: 1;
  readonly id: string;
  readonly title: string;
  /** The branch that changes are merged into; the repository's default branch when not set. */
  readonly baseBranch?: string;
  readonly branch: { readonly name: string; readonly types: readonly string[] };
  readonly ticket: { readonly tracker: string; readonly before: 'pull-request' | 'first-commit' };
  readonly pullRequest: {
    readonly template: string;
    readonly sections: readonly string[];
    readonly securityChecklist: readonly string[];
  };
  readonly roles: Readonly<Record<RoleId, Role>>;
  readonly securityImpact: { readonly paths: readonly string[]; readonly labels: readonly string[] };
  readonly qa: { readonly environment: string; readonly deployment: 'required' | 'optional' };
  /** `all`, `none`, or the names of the checks that must be there and pass. */
  readonly checks: 'all' | 'none' | readonly string[];
  readonly approvals: {
    readonly stale: 'dismiss' | 'keep-if-unchanged';
    /** One person fills one role. */
    readonly distinctPeople: boolean;
    readonly contributors: 'exclude' | 'allow';
    readonly unknownAuthors: 'block' | 'allow';
    readonly finalApproval: 'last' | 'any-order';
  };
  readonly prePush: 'warn' | 'block' | 'off';
  readonly controls: readonly Control[];
}

/** The four roles that approve; the developer's steps need no approval. */
export const roleIds = ['peer-reviewer', 'security-team', 'qa-team', 'engineering-lead'] as const;
export type RoleId = (typeof roleIds)[number];

/** Who may act in a role: a person matches by team, by login, or by permission. */
export interface Role {
  /** That level or higher. */
  readonly permission?: Permission;
  /** As `organisation/team`. */
  readonly teams: readonly string[];
  readonly users: readonly string[];
  /** How many approvals the role asks for, 1 to 20. */
  readonly approvals: number;
}

/** From the highest to the lowest. */
export const permissions = ['admin', 'maintain', 'write', 'triage', 'read'] as const;
type Permission = (typeof permissions)[number];

/** A control of a framework that the procedure supports, such as SOC 2 CC8.1. */
export interface Control {
  readonly framework: string;
  readonly reference: string;
}

/** ENG-PROC-003: what holds where a repository has no procedure file, or a key is not in it. */
export const defaultProcedure: Procedure = constant({
  version: 1,
  id: 'ENG-PROC-003',
  title: 'Standard Change Management Procedure',
  branch: { name: '{type}/{ticket}-{slug}', types: ['feature', 'fix', 'chore', 'config', 'infra'] },
  ticket: { tracker: 'github', before: 'pull-request' },
  pullRequest: {
    template: '.github/pull_request_template.md',
    sections: ['Summary', 'Testing', 'Rollback plan'],
    securityChecklist: [
      'No secrets, keys or tokens are added to code, configuration or logs',
      'Input from outside is validated before it is used',
      'Access control is unchanged, or its change is described above',
      'Sensitive data is neither newly collected, stored, logged nor exposed',
      'New or updated dependencies were checked for known vulnerabilities',
    ],
  },
  roles: {
    'peer-reviewer': { permission: 'write', teams: [], users: [], approvals: 1 },
    'security-team': { teams: [], users: [], approvals: 1 },
    'qa-team': { teams: [], users: [], approvals: 1 },
    'engineering-lead': { teams: [], users: [], approvals: 1 },
  },
  securityImpact: {
    paths: [
      '**/auth/**',
      '**/security/**',
      '**/crypto/**',
      '**/*secret*',
      '**/*password*',
      '**/*permission*',
      '.github/workflows/**',
      '.github/change-procedure.yml',
      '.github/pull_request_template.md',
      '**/CODEOWNERS',
      '**/Dockerfile',
      '**/*.tf',
      '**/package.json',
      '**/*lock.json',
      '**/*.lock',
      '**/go.sum',
      '**/requirements*.txt',
    ],
    labels: ['security'],
  },
  qa: { environment: 'staging', deployment: 'required' },
  checks: 'all',
  approvals: {
    stale: 'dismiss',
    distinctPeople: true,
    contributors: 'exclude',
    unknownAuthors: 'block',
    finalApproval: 'last',
  },
  prePush: 'warn',
  controls: [
    { framework: 'SOC 2', reference: 'CC8.1' },
    { framework: 'HIPAA Security Rule', reference: '45 CFR § 164.312(b)' },
    { framework: 'HIPAA Security Rule', reference: '45 CFR § 164.312(c)(1)' },
  ],
});
