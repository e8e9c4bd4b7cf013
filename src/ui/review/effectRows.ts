import type { PreviewText } from '../../change/reviewPreviewText.ts';
import { sentenceRows, type Row } from './page.ts';

/** What a review would do, as lines of a page. */
export function effectRows(text: PreviewText): readonly Row<never>[] {
  return [
    ...sentenceRows(text.isEffective ? 'pass' : 'warning', text.effect),
    ...text.consequences.flatMap((sentence) => sentenceRows('warning', sentence)),
    ...sentenceRows('arrow-right', text.afterwards),
  ];
}
