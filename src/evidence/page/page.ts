import { statementText, type Statement } from '../statement.ts';
import { deviationsSection } from './deviations.ts';
import {
  changeSection,
  contentSection,
  controlsSection,
  rolesSection,
  testsSection,
} from './factSections.ts';
import { pageMarkup } from './document.ts';
import { html } from './html.ts';
import { when } from './parts.ts';
import { stepsSection } from './steps.ts';
import { style } from './style.ts';
import { timelineSection } from './timelineSection.ts';
import { marks, verdictNames, verdictSentence } from './verdict.ts';
import { verifySection } from './verifySection.ts';

/**
 * The evidence as one page for a person: no script, nothing from elsewhere, on screens and on paper. The same statement
 * gives the same bytes.
 */
export function evidencePage(given: Statement): string {
  // As a reader of its file has it: how the maker ordered its keys must not show.
  const statement = JSON.parse(statementText(given)) as Statement;
  const { predicate } = statement;
  const { report, record, signing } = predicate;
  const { pullRequest } = record;
  const name = `${report.change.repository}${report.change.pullRequest === null ? '' : ` #${report.change.pullRequest}`}`;
  return pageMarkup(
    html`${verdictNames[report.verdict]}: evidence of ${name}`,
    style,
    html`<header>
        <p class="kind">Evidence of a change</p>
        <h1>${pullRequest?.title ?? record.ticket?.title ?? record.branch.name}</h1>
        <p class="name">${name} under ${report.procedure.id}</p>
      </header>
      <main>
        <div class="verdict is-${report.verdict}">
          <p class="word">
            <span aria-hidden="true">${marks[report.verdict]}</span> ${verdictNames[report.verdict]}
          </p>
          <p>${verdictSentence(report, record)}</p>
          <p class="note">
            As of ${when(record.capturedAt)}, when the facts were captured.
            ${signing.kind === 'ssh' ? 'Signed.' : 'Not signed.'}
          </p>
        </div>
        ${deviationsSection(predicate)} ${stepsSection(predicate)} ${timelineSection(predicate)}
        ${changeSection(predicate)} ${testsSection(predicate)} ${contentSection(predicate)}
        ${rolesSection(predicate)} ${controlsSection(predicate)} ${verifySection(statement)}
      </main>`,
  );
}
