import { html, type Html } from '../../page/html.ts';
import { section } from '../../page/parts.ts';
import { auditFiles } from '../auditFile.ts';
import type { AuditSummary, ListedEntry, Listing } from '../summary.ts';
import { entryTable } from './entryTable.ts';
import { restOf } from './words.ts';

/** Reverts and bots' changes: judged like all others, and shown as what they are. */
export function notableSection({ reverts, byBots }: AuditSummary): Html {
  return section(
    'notable',
    'Reverts and changes by bots',
    html`<p>They follow the same procedure as all other changes, and are counted among them.</p>`,
    listOf('Changes that take back another', reverts, {
      head: 'Takes back',
      cell: ({ reverts: what }) => html`${what ?? ''}`,
    }),
    listOf('Changes that a bot opened', byBots, {
      head: 'Exceptions',
      cell: ({ exceptions }) => html`${exceptions.length === 0 ? 'none' : exceptions.length}`,
    }),
  );
}

function listOf(
  caption: string,
  listing: Listing<ListedEntry>,
  last: Parameters<typeof entryTable>[2],
): readonly (Html | undefined)[] {
  return listing.total === 0
    ? [html`<p>${caption}: none.</p>`]
    : [entryTable(caption, listing.listed, last), html`${restOf(listing, 'change', auditFiles.changes)}`];
}
