import { views } from '../contributions.ts';
import type { CurrentChange } from '../currentChange.ts';
import type { CurrentChangeModel } from '../currentChangeModel.ts';
import { NodesView } from './nodesView.ts';

/** The view “Current Change”: the change, its branch, the six steps, and who is still needed. */
export function changeView(model: CurrentChangeModel): NodesView<CurrentChange> {
  return new NodesView(views.currentChange, model, async (state) => {
    // Brings the sentences of the rules along, so it waits until there is something to show.
    const { viewOf } = await import('./viewOf.ts');
    return viewOf(state);
  });
}
