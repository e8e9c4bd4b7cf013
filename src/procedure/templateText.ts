import type { Procedure } from './procedure.ts';

/** What the checklist stands under. */
export const checklistHeading = 'Security checklist';

/** Where the ticket's key goes; the rest of the line says so to people who fill it in by hand. */
const ticketLine = 'Closes #';

const guidance = new Map([
  ['summary', 'What changes, and why?'],
  ['testing', 'How was it tested, and what shows that it works?'],
  ['rollback plan', 'How is it taken back if it goes wrong in production?'],
]);

/** One line that says what a section is for. */
export function sectionGuidance(section: string): string {
  return guidance.get(section.trim().toLowerCase()) ?? 'What should a reviewer know here?';
}

/** A pull request template with all that the procedure asks for. */
export function templateText({ pullRequest }: Procedure): string {
  const { sections, securityChecklist } = pullRequest;
  const checklist = [
    sectionText(checklistHeading, 'Tick what holds. Write “N/A:” and why behind what does not apply.'),
    securityChecklist.map((item) => `- ${taskText(item)}`).join('\n'),
  ];
  return `${[
    '<!-- The ticket that plans this change: -->',
    ticketLine,
    ...sections.map((section) => sectionText(section, sectionGuidance(section))),
    ...(securityChecklist.length > 0 ? checklist : []),
  ].join('\n\n')}\n`;
}

export function sectionText(section: string, hint: string | undefined, level = 2): string {
  const heading = `${'#'.repeat(level)} ${oneLine(section)}`;
  return hint === undefined ? heading : `${heading}\n\n<!-- ${hint} -->`;
}

export function taskText(item: string, isTicked = false): string {
  return `[${isTicked ? 'x' : ' '}] ${oneLine(item)}`;
}

function oneLine(text: string): string {
  return text.replace(/\s+/gu, ' ').trim();
}
