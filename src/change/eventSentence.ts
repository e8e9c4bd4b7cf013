import { approvalLine } from '../procedure/approvalLines.ts';
import { person, quoted } from '../procedure/wording.ts';
import type { ChangeEvent } from './changeEvents.ts';
import type { Change } from './observedChange.ts';

/** An event in one sentence for a person. */
export function eventSentence(event: ChangeEvent, { record, report }: Change): string {
  const { number, title } = record.pullRequest ?? { number: 0, title: '' };
  const change = `#${number} ${quoted(title)}`;
  const who = person(event.person ?? '');
  switch (event.kind) {
    case 'approval-came':
      return `${who} approved ${change}.`;
    case 'changes-requested':
      return `${who} requested changes on ${change}.`;
    case 'ready-to-merge':
      return `${change} has all it needs and is ready to merge.`;
    case 'approval-lost': {
      const lost = report.steps
        .flatMap(({ approvals }) => approvals)
        .find(({ review }) => review === event.review);
      const author = record.reviews.find(({ id }) => id === event.review)?.author ?? '';
      return event.reason === undefined || !lost
        ? `The approval of ${change} by ${person(author)} was dismissed.`
        : `An approval of ${change} no longer counts. ${approvalLine(lost, record).sentence}`;
    }
  }
}
