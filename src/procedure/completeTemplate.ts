import { readDescription } from './description.ts';
import { descriptionFindings } from './descriptionFindings.ts';
import { insertItem, insertSection } from './descriptionFixes.ts';
import type { Procedure } from './procedure.ts';
import { prepare } from './prepare.ts';
import type { FindingOf } from './report.ts';
import { applyEdits, type TextEdit } from './textEdit.ts';

type Lacking = FindingOf<'pr.section-missing'> | FindingOf<'checklist.item-missing'>;

/** What a template lacks of what the procedure asks for; that nothing in it is filled in or answered is its nature. */
export function templateFindings(procedure: Procedure, template: string): Lacking[] {
  return descriptionFindings(readDescription(prepare(procedure).template, template))
    .map(({ finding }) => finding)
    .filter((finding) => finding.code === 'pr.section-missing' || finding.code === 'checklist.item-missing');
}

/** The template with what it lacks, each thing at its place; all that is there stays as it is. */
export function completeTemplate(procedure: Procedure, template: string): string {
  const [next] = templateFindings(procedure, template);
  return next
    ? completeTemplate(procedure, applyEdits(template, [solve(procedure, template, next)]))
    : template;
}

function solve(procedure: Procedure, template: string, finding: Lacking): TextEdit {
  return finding.code === 'pr.section-missing'
    ? insertSection(procedure, template, finding.data.section)
    : insertItem(procedure, template, finding.data.item);
}
