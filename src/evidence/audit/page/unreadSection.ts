import { factNames } from '../../../procedure/wording.ts';
import { html, link, type Html } from '../../page/html.ts';
import { commit, section, table } from '../../page/parts.ts';
import { auditFiles } from '../auditFile.ts';
import type { AuditSummary } from '../summary.ts';
import { entryTable } from './entryTable.ts';
import { number, restOf } from './words.ts';

/** What could not be read: none of it was taken for fine. */
export function unreadSection({ unread, repositories }: AuditSummary): Html {
  const missing = repositories.flatMap(({ name, population }) =>
    population.kind === 'unread' ? [{ name, reason: population.reason }] : [],
  );
  const rows = [
    ...missing.map(({ name, reason }) => ['The history of a repository', html`${name}`, reason]),
    ...unread.facts.map(({ fact, changes, reason }) => [factNames[fact], changesOf(changes), reason]),
    ...unread.teams.map(({ team, changes, reason }) => [
      html`The members of <code>${team}</code>`,
      changesOf(changes),
      reason,
    ]),
  ];
  const { commits, changes } = unread;
  const isWhole = rows.length === 0 && commits.total === 0 && changes.total === 0;
  return section(
    'unread',
    'What could not be read',
    isWhole
      ? html`<p>Everything that was asked for was read.</p>`
      : html`<p>
          What rests on it is unknown, which is neither fine nor an exception. Run the audit again, with a
          token that may read it, before you rely on the numbers.
        </p>`,
    rows.length === 0 ? undefined : table('What was not read, and why', ['What', 'Where', 'Why'], rows),
    commits.total === 0
      ? undefined
      : [
          table(
            'Commits that could not be looked at',
            ['Commit', 'Repository', 'Pull request', 'Why'],
            commits.listed.map(({ sha, url, repository, number: pull, reason }) => [
              link(url, commit(sha)),
              repository,
              pull === null ? '' : `#${pull}`,
              reason,
            ]),
          ),
          restOf(commits, 'commit', auditFiles.changes),
        ],
    changes.total === 0
      ? undefined
      : [
          entryTable('Changes whose answer is unknown', changes.listed, {
            head: 'Why',
            cell: ({ sentences }) =>
              html`<ul class="plain">
                ${sentences.map((sentence) => html`<li>${sentence}</li>`)}
              </ul>`,
          }),
          restOf(changes, 'change', auditFiles.changes),
        ],
  );
}

function changesOf(changes: number): string {
  return `${number(changes)} ${changes === 1 ? 'change' : 'changes'}`;
}
