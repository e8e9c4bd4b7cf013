import { sha256Base64 } from '../../procedure/digest.ts';
import { statementText, type Statement } from '../statement.ts';
import { deviationsSection } from './deviations.ts';
import {
  changeSection,
  contentSection,
  controlsSection,
  rolesSection,
  testsSection,
} from './factSections.ts';
import { html, Html } from './html.ts';
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
  const policy = `default-src 'none'; style-src 'sha256-${sha256Base64(style)}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta http-equiv="Content-Security-Policy" content="${policy}" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${verdictNames[report.verdict]}: evidence of ${name}</title>
        ${new Html(`<style>${style}</style>`)}
      </head>
      <body>
        <header>
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
        </main>
      </body>
    </html> `;
  return page.markup;
}
