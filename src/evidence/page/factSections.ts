import type { ChangeEvidence } from '../statement.ts';
import { roleIds } from '../../procedure/procedure.ts';
import { roleNames } from '../../procedure/wording.ts';
import { html, link, type Content, type Html } from './html.ts';
import { commit, facts, firstOf, section, table, when, who } from './parts.ts';

const most = 100;

export function changeSection({ record }: ChangeEvidence): Html {
  const { repository, pullRequest, branch, ticket } = record;
  return section(
    'change',
    'The change',
    facts([
      ['Repository', `${repository.host}/${repository.owner}/${repository.name}`],
      ['Ticket', ticket === null ? undefined : link(ticket.url, `${ticket.key} ${ticket.title}`)],
      [
        'Pull request',
        pullRequest === null
          ? undefined
          : link(pullRequest.url, `#${pullRequest.number} ${pullRequest.title}`),
      ],
      ['Branch', html`<code>${branch.name}</code>`],
      ['Head commit', html`<code>${pullRequest?.headSha ?? branch.headSha}</code>`],
      [
        'Merge commit',
        pullRequest?.mergeCommitSha === undefined
          ? undefined
          : html`<code>${pullRequest.mergeCommitSha}</code>`,
      ],
      [
        'Labels',
        pullRequest === null || pullRequest.labels.length === 0 ? undefined : pullRequest.labels.join(', '),
      ],
    ]),
    pullRequest === null
      ? undefined
      : html`<h3>Description of the pull request</h3>
          <pre class="description">${pullRequest.body}</pre>`,
  );
}

export function testsSection({ record }: ChangeEvidence): Html {
  const { checks, deployments } = record;
  const { shown, note } = firstOf(checks, most, 'checks');
  return section(
    'tests',
    'Test results and deployments',
    shown.length === 0
      ? html`<p>The record holds no test results.</p>`
      : table(
          'Test results of the head commit',
          ['Check', 'Result', 'Completed'],
          shown.map(({ name, result, completedAt, url }) => [
            link(url, name),
            html`<span class="is-${result}">${resultNames[result]}</span>`,
            completedAt === undefined ? '' : when(completedAt),
          ]),
        ),
    note,
    deployments.length === 0
      ? html`<p>The record holds no deployments.</p>`
      : table(
          'Deployments',
          ['Environment', 'Commit', 'State', 'First succeeded', 'Last changed'],
          deployments.map(({ environment, sha, state, succeededAt, updatedAt, url }) => [
            link(url, environment),
            commit(sha),
            html`<span class="is-${state}">${state}</span>`,
            succeededAt === undefined ? '' : when(succeededAt),
            when(updatedAt),
          ]),
        ),
  );
}

const resultNames = {
  success: '✓ passed',
  failure: '✕ failed',
  pending: '○ not finished',
  skipped: '– skipped',
  neutral: '– neutral',
} as const;

export function contentSection({ record }: ChangeEvidence): Html {
  const commits = firstOf(record.commits, most, 'commits');
  const files = firstOf(record.files, most, 'files');
  return section(
    'content',
    'Commits and files',
    commits.shown.length === 0
      ? html`<p>The record holds no commits.</p>`
      : table(
          'Commits',
          ['Commit', 'Authors', 'Committer', 'Committed'],
          commits.shown.map(({ sha, authors, committer, committedAt }) => [
            commit(sha),
            separated(authors.map(account)),
            account(committer),
            when(committedAt),
          ]),
        ),
    commits.note,
    files.shown.length === 0
      ? html`<p>The record holds no files.</p>`
      : table(
          'Changed files',
          ['File', 'Change'],
          files.shown.map(({ path, previousPath, status }) => [
            html`<code>${path}</code>`,
            previousPath === undefined ? status : html`${status} from <code>${previousPath}</code>`,
          ]),
        ),
    files.note,
  );
}

const account = (login: string | null) => (login === null ? html`<i>no known account</i>` : who(login));

function separated(contents: readonly Content[]): Content {
  return contents.map((content, index) => [index === 0 ? '' : ', ', content]);
}

/** Who may act in each role, and who was in it when the record was captured. */
export function rolesSection({ procedure, record, membershipReadAt }: ChangeEvidence): Html {
  return section(
    'roles',
    'Roles and their members',
    html`<p>
      Members and permissions are <strong>as of ${when(membershipReadAt)}</strong>, when they were read. The
      host tells who is in a team now, not who was at an earlier time.
    </p>`,
    table(
      'Who may act in each role',
      ['Role', 'Approvals', 'By permission', 'By team', 'By name'],
      roleIds.map((id) => {
        const { permission, teams, users, approvals } = procedure.content.roles[id];
        return [
          roleNames[id],
          approvals,
          permission === undefined ? '' : `${permission} or higher`,
          separated(teams.map((team) => html`<code>${team}</code>: ${membersOf(team, record.teams)}`)),
          separated(users.map(who)),
        ];
      }),
    ),
    Object.keys(record.people).length === 0
      ? html`<p>The record holds no permissions.</p>`
      : table(
          'Permissions of the people in this change',
          ['Person', 'Kind', 'Permission'],
          Object.entries(record.people).map(([login, { kind, permission }]) => [
            who(login),
            kind,
            permission,
          ]),
        ),
  );
}

function membersOf(team: string, teams: ChangeEvidence['record']['teams']): Content {
  const key = Object.keys(teams).find((name) => name.toLowerCase() === team.toLowerCase());
  const members = key === undefined ? undefined : teams[key];
  if (members === undefined || 'unknown' in members) {
    return html`<i>could not be read</i>`;
  }
  return members.length === 0 ? html`<i>nobody</i>` : separated(members.map(who));
}

export function controlsSection({ controls, procedure }: ChangeEvidence): Html {
  return section(
    'controls',
    'Procedure and controls',
    facts([
      ['Procedure', `${procedure.content.id} ${procedure.content.title}`],
      ['Digest', html`<code>${procedure.digest}</code>`],
      ['Read from', sourceOf(procedure.source)],
    ]),
    html`<p>
      This evidence supports the following controls. Whether a control is met is for the auditor to say.
    </p>`,
    table(
      'Controls',
      ['Framework', 'Reference', 'Steps'],
      controls.map(({ framework, reference, steps }) => [
        framework,
        reference,
        steps.length === 6 ? '1–6' : steps.join(', '),
      ]),
    ),
  );
}

function sourceOf(source: ChangeEvidence['procedure']['source']): Content {
  switch (source.kind) {
    case 'base-commit':
      return html`the base commit <code>${source.commit}</code>: its <code>${source.path}</code>, or where it
        has none, ENG-PROC-003 as it stands`;
    case 'file':
      return html`the file <code>${source.name}</code> (SHA-256 <code>${source.sha256}</code>), named by hand:
        which commit it stood in is not recorded`;
    case 'defaults':
      return `ENG-PROC-003 as it stands. ${source.reason}`;
  }
}
