import { globProblem } from './globs.ts';
import type { GlobProblem } from './globSyntax.ts';
import { permissions, type Control, type Procedure, type Role } from './procedure.ts';
import { choice, either, fields, flag, list, optional, required, wholeNumber } from './shape.ts';
import type { ShapeOf, TextShape } from './shape.ts';

/** What the file itself must say: every key may be left out but `version`. */
export interface ProcedureFile extends Partial<Omit<Procedure, 'version' | 'roles' | PartialKey>> {
  readonly version: 1;
  readonly branch?: Partial<Procedure['branch']>;
  readonly ticket?: Partial<Procedure['ticket']>;
  readonly pullRequest?: Partial<Procedure['pullRequest']>;
  readonly roles?: Partial<{ readonly [Id in keyof Procedure['roles']]: Partial<Role> }>;
  readonly securityImpact?: Partial<Procedure['securityImpact']>;
  readonly qa?: Partial<Procedure['qa']>;
  readonly approvals?: Partial<Procedure['approvals']>;
}
type PartialKey = 'branch' | 'ticket' | 'pullRequest' | 'securityImpact' | 'qa' | 'approvals';

/** A text with something in it: an empty one is a value that somebody forgot. */
const words: ShapeOf<string> = {
  kind: 'text',
  noun: 'a text',
  problem: (value) => (value.trim() === '' ? 'there is nothing in it' : undefined),
  pattern: '\\S',
} satisfies TextShape;

const globWords: Readonly<Record<GlobProblem, string>> = {
  empty: 'there is nothing in it',
  'starts with !': 'a leading `!` is not supported; name the paths that are meant',
  'unclosed [': 'its `[` is never closed',
  'unclosed {': 'its `{` is never closed',
};

const glob: ShapeOf<string> = {
  kind: 'text',
  noun: 'a glob such as `src/**/*.ts`',
  problem: (value) => {
    const problem = value.trim() === '' ? 'empty' : globProblem(value);
    return problem === undefined ? undefined : globWords[problem];
  },
  pattern: '^(?!!).*\\S',
} satisfies TextShape;

const role = fields<Partial<Role>>({
  permission: optional(
    choice(...permissions),
    'Everyone with this permission on the repository, or a higher one, is in the role.',
  ),
  teams: optional(list(words), 'The active members of these teams are in the role, as `organisation/team`.'),
  users: optional(list(words), 'These people are in the role, by login.'),
  approvals: optional(wholeNumber(1, 20), 'How many people of the role must approve.'),
});

/**
 * Every key of the procedure file with its sentence. The parser's checks, the JSON Schema, the commented file that
 * `procedure init` writes and the docs' table are all read from here; defaults stand in `defaultProcedure`.
 */
export const procedureFileShape = fields<ProcedureFile>({
  version: required(choice(1), 'The version of this file format.'),
  id: optional(words, 'The identifier of the procedure in your document control; reports name it.'),
  title: optional(words, 'The title of the procedure.'),
  baseBranch: optional(
    words,
    "The branch that changes are merged into. When it is left out: the repository's default branch.",
    'main',
  ),
  branch: optional(
    fields<Partial<Procedure['branch']>>({
      name: optional(
        words,
        'The pattern of branch names. `{type}` is one of the types, `{ticket}` the key of the ticket, `{slug}` a few words.',
      ),
      types: optional(list(words), 'The kinds of change that a branch name can begin with.'),
    }),
    'How branches for changes are named.',
  ),
  ticket: optional(
    fields<Partial<Procedure['ticket']>>({
      tracker: optional(words, 'Where tickets are kept; `github` means GitHub Issues.'),
      before: optional(
        choice('pull-request', 'first-commit'),
        'What the ticket must be older than: the pull request, or its first commit as well.',
      ),
    }),
    'Step 1: the ticket that a change is planned in.',
  ),
  pullRequest: optional(
    fields<Partial<Procedure['pullRequest']>>({
      template: optional(words, 'The pull request template in the repository.'),
      sections: optional(
        list(words),
        'Headings that the description must have, each with something under it.',
      ),
      securityChecklist: optional(
        list(words),
        'Items that the description must list and answer: ticked, or marked `N/A` with a reason.',
      ),
    }),
    'Step 2: what a pull request must say.',
  ),
  roles: optional(
    fields<NonNullable<ProcedureFile['roles']>>({
      'peer-reviewer': optional(role, 'Step 3: reviews the code.'),
      'security-team': optional(role, 'Step 4: reviews changes that have a security impact.'),
      'qa-team': optional(role, 'Step 5: tests the change in the staging environment and signs off.'),
      'engineering-lead': optional(role, 'Step 6: gives the final approval to merge.'),
    }),
    'Who may act in each step. A person is in a role by team, by login or by permission. A role for which any of these three is given takes none of them from the defaults.',
  ),
  securityImpact: optional(
    fields<Partial<Procedure['securityImpact']>>({
      paths: optional(
        list(glob),
        'Globs of changed files. They are matched against the whole path, case aside, dot files included.',
      ),
      labels: optional(list(words), 'Labels of the pull request.'),
    }),
    'What makes the security review (step 4) required. Any match does.',
  ),
  qa: optional(
    fields<Partial<Procedure['qa']>>({
      environment: optional(words, 'The environment that QA tests in.'),
      deployment: optional(
        choice('required', 'optional'),
        'Whether the head commit must have been deployed there before the sign-off.',
      ),
    }),
    'Step 5: where the change is tested.',
  ),
  checks: optional(
    either(choice('all', 'none'), list(words)),
    'Which checks must pass in step 5: `all` that there are, `none`, or a list of names that must be there.',
  ),
  approvals: optional(
    fields<Partial<Procedure['approvals']>>({
      stale: optional(
        choice('dismiss', 'keep-if-unchanged'),
        'Whether an approval of an older commit still counts when the diff as a whole is the same.',
      ),
      distinctPeople: optional(flag, 'Whether one person fills one role only.'),
      contributors: optional(
        choice('exclude', 'allow'),
        "Whether people who wrote some of the change may approve it. The pull request's author never may.",
      ),
      unknownAuthors: optional(
        choice('block', 'allow'),
        'Whether a commit by someone without a known account leaves steps 3 to 6 unknown.',
      ),
      finalApproval: optional(
        choice('last', 'any-order'),
        'Whether the final approval must come after all the others.',
      ),
    }),
    'Which approvals count.',
  ),
  prePush: optional(
    choice('warn', 'block', 'off'),
    'What happens before a push that does not follow the procedure.',
  ),
  controls: optional(
    list(
      fields<Control>({
        framework: required(words, 'Such as `SOC 2`.'),
        reference: required(words, 'Such as `CC8.1`.'),
      }),
    ),
    'The controls that the procedure supports; evidence names them.',
  ),
});
