import { html, link, type Html } from '../../page/html.ts';
import { commit, table, when } from '../../page/parts.ts';
import { marks, verdictNames } from '../../page/verdict.ts';
import type { ListedEntry } from '../summary.ts';

/** Changes and direct pushes as lines of a table, with what is to be said of each. */
export function entryTable<Entry extends ListedEntry>(
  caption: string,
  entries: readonly Entry[],
  last: { readonly head: string; readonly cell: (entry: Entry) => Html },
): Html {
  const several = new Set(entries.map(({ repository }) => repository)).size > 1;
  return table(
    caption,
    [...(several ? ['Repository'] : []), 'Merged', 'Change', 'Commit', 'Verdict', last.head],
    entries.map((entry) => [
      ...(several ? [entry.repository] : []),
      when(entry.committedAt),
      changeOf(entry),
      link(entry.url, commit(entry.sha)),
      html`<span class="is-${entry.verdict}"
        ><span aria-hidden="true">${marks[entry.verdict]}</span> ${verdictNames[entry.verdict]}</span
      >`,
      last.cell(entry),
    ]),
  );
}

function changeOf({ pullRequest, subject, reverts, byBot }: ListedEntry): Html {
  const name = pullRequest
    ? html`${link(pullRequest.url, `#${pullRequest.number}`)} <span class="title">${pullRequest.title}</span>`
    : html`<i>No pull request:</i> <span class="title">${subject}</span>`;
  return html`${name}${reverts === null ? undefined : html` <span class="tag">revert</span>`}${
    byBot ? html` <span class="tag">bot</span>` : undefined
  }`;
}
