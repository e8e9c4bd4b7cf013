import { approvalLine } from '../procedure/approvalLines.ts';
import { person, quoted } from '../procedure/wording.ts';
import type { ChangeEvent } from './changeEvents.ts';
import type { Change } from './observedChange.ts';
import { say, type Text } from '../base/say.ts';

/** An event in one sentence for a person. */
export function eventSentence(event: ChangeEvent, { record, report }: Change): Text {
  const { number, title } = record.pullRequest ?? { number: 0, title: '' };
  const change = say`#${number} ${quoted(title)}`;
  const who = person(event.person ?? '');
  switch (event.kind) {
    case 'approval-came':
      return say`${who} approved ${change}.`;
    case 'changes-requested':
      return say`${who} requested changes on ${change}.`;
    case 'ready-to-merge':
      return say`${change} has all it needs and is ready to merge.`;
    case 'approval-lost': {
      const lost = report.steps
        .flatMap(({ approvals }) => approvals)
        .find(({ review }) => review === event.review);
      const author = record.reviews.find(({ id }) => id === event.review)?.author ?? '';
      return event.reason === undefined || !lost
        ? say`The approval of ${change} by ${person(author)} was dismissed.`
        : say`An approval of ${change} no longer counts. ${approvalLine(lost, record).sentence}`;
    }
  }
}
