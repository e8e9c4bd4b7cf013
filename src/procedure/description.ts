import { readChecklist, type Answer, type ChecklistItem } from './checklist.ts';
import { readMarkdown, type Outline, type Section } from './markdown.ts';
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
  /** The first of its kind; undefined when it is missing. */
  readonly at: Section | undefined;
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
  const found = new Map<string, { first: Section; isFilled: boolean }>();
  for (const section of outline.sections) {
    const title = comparableTitle(section.heading);
    const { first = section, isFilled = false } = found.get(title) ?? {};
    found.set(title, { first, isFilled: section.isFilled || isFilled });
  }
  return template.sections.map(({ section, comparable }) => {
    const { first, isFilled } = found.get(comparable) ?? {};
    return { section, state: isFilled === undefined ? 'missing' : isFilled ? 'filled' : 'empty', at: first };
  });
}
