import { readChecklist, type Answer, type ChecklistItem } from './checklist.ts';
import { readMarkdown, type Outline } from './markdown.ts';
import { comparableTitle } from './markdownText.ts';

/** A pull request's description, as far as the procedure asks about it. */
export interface Description {
  readonly sections: readonly SectionState[];
  readonly checklist: readonly Answer[];
}

interface SectionState {
  /** As the procedure words it. */
  readonly section: string;
  readonly state: 'filled' | 'empty' | 'missing';
}

/** What the procedure asks of a description, made ready to be compared. */
export interface Template {
  readonly sections: readonly { readonly section: string; readonly comparable: string }[];
  readonly checklist: readonly ChecklistItem[];
}

export function readDescription(template: Template, body: string): Description {
  const outline = readMarkdown(body);
  return { sections: readSections(template, outline), checklist: readChecklist(template.checklist, outline) };
}

/** Of several sections with one heading, one that is filled is enough. */
function readSections(template: Template, outline: Outline): SectionState[] {
  const filled = new Map<string, boolean>();
  for (const { heading, isFilled } of outline.sections) {
    const title = comparableTitle(heading);
    filled.set(title, isFilled || filled.get(title) === true);
  }
  return template.sections.map(({ section, comparable }) => {
    const isFilled = filled.get(comparable);
    return { section, state: isFilled === undefined ? 'missing' : isFilled ? 'filled' : 'empty' };
  });
}
