import { onOneLine } from '../../base/text.ts';
import type { PreviewText } from '../../change/reviewPreviewText.ts';
import { plainLabel } from '../text.ts';
import { sentenceRows, type Row } from './page.ts';
import { translated } from '../language.ts';

/** What a review would do, as lines of a page. */
export function effectRows(text: PreviewText): readonly Row<never>[] {
  return [
    ...sentenceRows(text.isEffective ? 'pass' : 'warning', translated(text.effect), 'besideHeading'),
    ...text.consequences.flatMap((sentence) => sentenceRows('warning', translated(sentence))),
    ...sentenceRows('arrow-right', translated(text.afterwards)),
    ...text.needed.map((who): Row<never> => ({
      label: `$(person) ${plainLabel(onOneLine(translated(who)))}`,
      alwaysShow: true,
    })),
  ];
}
