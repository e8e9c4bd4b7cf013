import { html, type Html } from '../../page/html.ts';
import { section, table } from '../../page/parts.ts';
import { auditFiles } from '../auditFile.ts';
import { exceptionTitles } from '../exceptionTitles.ts';
import type { AuditSummary } from '../summary.ts';
import { entryTable } from './entryTable.ts';
import { number, restOf } from './words.ts';

/** What is wrong, before everything else: how often each thing, then one by one. */
export function exceptionsSection({ exceptions, totals }: AuditSummary): Html {
  const { byCode, entries } = exceptions;
  const most = Math.max(1, ...byCode.map(({ commits }) => commits));
  return section(
    'exceptions',
    'Exceptions',
    entries.total === 0
      ? html`<p>None among the ${number(totals.commits)} commits that came to the base branch.</p>`
      : html`<p>
            Every commit that came to the base branch was looked at; no sample was drawn for this. A commit
            may have several exceptions.
          </p>
          ${table(
            'How often each exception occurs',
            ['Exception', 'Commits', 'Compared'],
            byCode.map(({ code, commits }) => [
              html`${exceptionTitles[code]}<br /><code class="note">${code}</code>`,
              number(commits),
              bar(commits / most),
            ]),
          )}
          ${entryTable('Exceptions, one by one', entries.listed, {
            head: 'What is wrong',
            cell: (entry) =>
              html`<ul class="plain">
                ${entry.exceptions.map(
                  ({ sentence, step }) =>
                    html`<li>${step === null ? undefined : html`<b>Step ${step}:</b> `}${sentence}</li>`,
                )}
              </ul>`,
          })}
          ${restOf(entries, 'exception', auditFiles.changes)}`,
  );
}

/** The number beside it as a length. */
function bar(part: number): Html {
  return html`<svg class="bar" viewBox="0 0 160 12" width="160" height="12" aria-hidden="true">
    <rect x="0" y="1" width="${Math.max(2, Math.round(part * 160))}" height="10" rx="1"></rect>
  </svg>`;
}
