import type { Description } from './description.ts';
import { finding } from './findings.ts';
import type { Finding } from './report.ts';
import type { TextRange } from './textRange.ts';

/** What step 2 says of the description, and where in it. */
export interface DescriptionFinding {
  readonly finding: Extract<Finding, { code: DescriptionCode }>;
  /** The headings or items that it is about; none when it is about something that is not there. */
  readonly ranges: readonly TextRange[];
}

type DescriptionCode =
  | 'pr.section-missing'
  | 'pr.section-empty'
  | 'checklist.item-missing'
  | 'checklist.unanswered'
  | 'checklist.no-reason';

/** The open points of a description, in the order of the procedure. */
export function descriptionFindings({ sections, checklist }: Description): DescriptionFinding[] {
  return [
    ...sections.flatMap(({ section, state, at }) =>
      state === 'filled'
        ? []
        : [{ finding: finding(`pr.section-${state}`, { section }), ranges: at ? [headingRange(at)] : [] }],
    ),
    ...checklist.flatMap(({ item, problem, entries }) => {
      const wanted = problem === 'checklist.unanswered' ? 'unanswered' : 'no reason';
      return problem === undefined
        ? []
        : [
            {
              finding: finding(problem, { item }),
              ranges: entries.filter(({ reply }) => reply === wanted).map(({ range }) => range),
            },
          ];
    }),
  ];
}

function headingRange({
  line,
  contentLine,
}: {
  readonly line: number;
  readonly contentLine: number;
}): TextRange {
  return { startLine: line, startColumn: 0, endLine: contentLine, endColumn: 0 };
}
