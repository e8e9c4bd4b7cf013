import { onOneLine } from '../../base/text.ts';
import type { PreviewText } from '../../change/reviewPreviewText.ts';
import { plainLabel } from '../text.ts';
import { sentenceRows, type Row } from './page.ts';

/** What a review would do, as lines of a page. */
export function effectRows(text: PreviewText): readonly Row<never>[] {
  return [
    ...sentenceRows(text.isEffective ? 'pass' : 'warning', text.effect, 'besideHeading'),
    ...text.consequences.flatMap((sentence) => sentenceRows('warning', sentence)),
    ...sentenceRows('arrow-right', text.afterwards),
    ...text.needed.map((who): Row<never> => ({
      label: `$(person) ${plainLabel(onOneLine(who))}`,
      alwaysShow: true,
    })),
  ];
}
