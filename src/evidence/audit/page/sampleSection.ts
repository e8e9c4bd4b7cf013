import { html, type Html } from '../../page/html.ts';
import { section, table } from '../../page/parts.ts';
import { marks, verdictNames } from '../../page/verdict.ts';
import type { AuditSummary } from '../summary.ts';
import { counted, number } from './words.ts';

/** The changes that were drawn for a closer look, with the evidence of each. */
export function sampleSection({ sample }: AuditSummary): Html | undefined {
  return sample === null
    ? undefined
    : section(
        'sample',
        'Sample',
        html`<p>
          ${counted(sample.changes.length, 'change')} of ${number(sample.from)}, drawn with the seed
          <code>${sample.seed}</code>: the same seed draws the same changes of the same population.
        </p>`,
        table(
          'Changes of the sample',
          ['Change', 'Verdict', 'Evidence'],
          sample.changes.map(({ repository, number: pull, title, verdict, folder }) => [
            html`${repository} #${pull} <span class="title">${title}</span>`,
            html`<span class="is-${verdict}"
              ><span aria-hidden="true">${marks[verdict]}</span> ${verdictNames[verdict]}</span
            >`,
            html`<a href="${addressOf(folder)}/evidence.html">evidence of #${pull}</a>`,
          ]),
        ),
      );
}

function addressOf(folder: string): string {
  return folder
    .replaceAll(/\p{Cs}/gu, '\uFFFD')
    .split('/')
    .map(encodeURIComponent)
    .join('/');
}
