import { pageMarkup } from '../../page/document.ts';
import { html } from '../../page/html.ts';
import { style } from '../../page/style.ts';
import type { AuditSummary } from '../summary.ts';
import { exceptionsSection } from './exceptionsSection.ts';
import { notableSection } from './notableSection.ts';
import { overTimeSection } from './overTimeSection.ts';
import { overview } from './overview.ts';
import { peopleSection } from './peopleSection.ts';
import { populationSection } from './populationSection.ts';
import { sampleSection } from './sampleSection.ts';
import { stepTimesSection } from './stepTimesSection.ts';
import { auditStyle } from './style.ts';
import { unreadSection } from './unreadSection.ts';
import { verifySection } from './verifySection.ts';
import { periodWords, scopeWords } from './words.ts';

/**
 * The audit of a period as one page for a person: exceptions first, no script, nothing from elsewhere, on screens and
 * on paper. The same summary gives the same bytes.
 */
export function auditPage(summary: AuditSummary): string {
  const { asked } = summary;
  const scope = scopeWords(asked);
  const period = periodWords(asked.period);
  return pageMarkup(
    html`Audit of ${scope}, ${period}`,
    `${style}${auditStyle}`,
    html`<header>
        <p class="kind">Audit of a period</p>
        <h1>${scope}</h1>
        <p class="name">
          ${period}${
            asked.shard === null ? undefined : html`, part ${asked.shard.number} of ${asked.shard.of}`
          }
        </p>
      </header>
      <main>
        ${overview(summary)} ${exceptionsSection(summary)} ${unreadSection(summary)}
        ${overTimeSection(summary)} ${stepTimesSection(summary)} ${peopleSection(summary)}
        ${notableSection(summary)} ${populationSection(summary)} ${sampleSection(summary)}
        ${verifySection(summary)}
      </main>`,
  );
}
