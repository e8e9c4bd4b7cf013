import { onOneLine } from '../../base/text.ts';

/** The workflows that hold pull requests to the procedure in GitHub Actions; docs/ci.md explains them line by line. */

export const judgingWorkflowFile = '.github/workflows/change-procedure.yml';
export const eventsWorkflowFile = '.github/workflows/change-procedure-events.yml';

const eventsName = 'Change procedure events';

/**
 * The workflow that judges.
 *
 * @param own names of the repository's own workflows, after which a pull request is judged again: what GitHub Actions
 *   does starts no other event.
 */
export function judgingWorkflow(own: readonly string[]): string {
  return `# .github/workflows/change-procedure.yml
name: Change procedure
on:
  pull_request_target:
    types: [opened, reopened, synchronize, edited, ready_for_review, converted_to_draft, labeled, unlabeled]
  # \`/change-procedure\` as a comment judges again, say after the members of a team have changed.
  issue_comment:
    types: [created]
  # What other CI systems report.
  check_suite:
    types: [completed]
  status:
  # What GitHub Actions does starts none of the events above, so the workflows that matter are named.
  workflow_run:
    workflows: [${[eventsName, ...own].map(quotedScalar).join(', ')}]
    types: [completed]

permissions: {}

concurrency:
  group: >-
    change-procedure-\${{ github.event.pull_request.head.sha || github.event.workflow_run.head_sha ||
    github.event.check_suite.head_sha || github.event.sha || github.event.issue.number }}

jobs:
  judge:
    name: change-procedure-check # by this name it is known for no check of the change
    if: >-
      github.event.context != 'change-procedure' && (github.event_name != 'issue_comment' ||
      github.event.issue.pull_request && startsWith(github.event.comment.body, '/change-procedure'))
    runs-on: ubuntu-latest
    timeout-minutes: 10
    permissions:
      contents: read
      issues: read
      pull-requests: read
      checks: read
      deployments: read
      statuses: write
    steps:
      - uses: actions/create-github-app-token@v2
        id: app
        if: vars.CHANGE_PROCEDURE_APP != ''
        with:
          app-id: \${{ vars.CHANGE_PROCEDURE_APP }}
          private-key: \${{ secrets.CHANGE_PROCEDURE_KEY }}
          permission-contents: read
          permission-issues: read
          permission-pull-requests: read
          permission-checks: read
          permission-deployments: read
          permission-statuses: write
          permission-members: read
      - run: npm install --global --ignore-scripts "$CHANGE_GUIDE"
        env:
          CHANGE_GUIDE: \${{ vars.CHANGE_GUIDE }}
      # 1 is “not finished yet”: the status says so, and the job has done its work.
      - run: change-guide check --if-any || test $? -eq 1
        env:
          GITHUB_TOKEN: \${{ steps.app.outputs.token || github.token }}
`;
}

/** The workflow that only passes on that something happened. */
export const eventsWorkflow = `# .github/workflows/change-procedure-events.yml
name: ${eventsName}
on:
  pull_request_review:
    types: [submitted, edited, dismissed]
  deployment_status:

permissions: {}

jobs:
  event:
    name: change-procedure-check
    runs-on: ubuntu-latest
    timeout-minutes: 5
    steps:
      - run: 'true'
`;

/** As a string of YAML: a name may be `on`, or hold a comma. */
function quotedScalar(name: string): string {
  return `'${onOneLine(name).replaceAll("'", "''")}'`;
}
