import { html, link, type Html } from '../../page/html.ts';
import { commit, section, table } from '../../page/parts.ts';
import type { AuditSummary, RepositorySummary } from '../summary.ts';
import { counted, number } from './words.ts';

/** What was looked at, in full: an auditor asks first whether the population is complete. */
export function populationSection({ repositories, totals }: AuditSummary): Html {
  return section(
    'population',
    'What was looked at',
    html`<p>
      Every commit that became the tip of a base branch in the period, as git follows first parents:
      ${counted(totals.commits, 'commit')}. Each was mapped to the pull request that brought it; one with none
      is a direct push. Nothing was left out by state, label, title or author.
    </p>`,
    table(
      'Repositories',
      [
        'Repository',
        'Base branch',
        'Newest commit',
        'Commits',
        'Changes',
        'Violated',
        'Direct pushes',
        'Unknown',
      ],
      repositories.map(rowOf),
    ),
  );
}

function rowOf({
  name,
  url,
  population,
  changes,
  verdicts,
  directPushes,
  unreadCommits,
}: RepositorySummary): Parameters<typeof table>[2][number] {
  const shown = link(url, name);
  return population.kind === 'unread'
    ? [shown, html`<span class="is-unknown">could not be read</span>`, '', '', '', '', '', '']
    : [
        shown,
        html`<code>${population.baseBranch}</code>`,
        population.tip === null ? 'none' : commit(population.tip),
        number(population.commits),
        number(changes),
        number(verdicts.violated + verdicts.incomplete),
        number(directPushes),
        number(verdicts.unknown + unreadCommits),
      ];
}
