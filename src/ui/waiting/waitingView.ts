import { counted } from '../../base/say.ts';
import { NodesView } from '../changeView/nodesView.ts';
import { views } from '../contributions.ts';
import { t } from '../language.ts';
import type { WaitingModel } from './waitingModel.ts';
import { waitingIn, type WaitingState } from './waitingState.ts';

/** The view “Waiting for Me”, and the number on the icon of its container. */
export function waitingView(model: WaitingModel): NodesView<WaitingState> {
  return new NodesView(views.waiting, model, async (state) => {
    // Brings what the lines look like along, so it waits until there is something to show.
    const { viewOf } = await import('./viewOf.ts');
    const count = waitingIn(state)?.waiting.count ?? 0;
    const badge = {
      value: count,
      tooltip: counted(count, t`${count} change waits for you`, t`${count} changes wait for you`),
    };
    return { ...viewOf(state), ...(count > 0 && { badge }) };
  });
}
