/** What a ticket should say about a planned change, with the guidance shown while it is written. */
const sections = [
  ['What', 'What will be changed?'],
  ['Why', 'Why is the change needed? Who asked for it?'],
  ['Risk', 'What could go wrong, for whom, and how would we notice?'],
  ['Rollback', 'How is the change taken back?'],
] as const;

const guidance = sections.map(([, question]) => `<!-- ${question} -->`);

/** The form that a new ticket's description starts from. */
export function ticketForm(): string {
  return sections.map(([heading], index) => `## ${heading}\n\n${guidance[index] ?? ''}\n`).join('\n');
}

/** The description that a filled form makes: without our guidance, and without headings that nothing stands under. */
export function descriptionFrom(form: string): string {
  const lines = form
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .filter((line) => !guidance.includes(line.trim()));
  const parts = lines.join('\n').split(/^(?=## (?:What|Why|Risk|Rollback)$)/m);
  return parts
    .filter((part) => part.replace(/^## .*$/m, '').trim() !== '')
    .map((part) => part.trim())
    .join('\n\n');
}
