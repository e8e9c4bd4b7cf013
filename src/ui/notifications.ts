import * as vscode from 'vscode';
import type { Disposable } from '../base/disposables.ts';
import { sentenceOf } from '../base/errors.ts';
import type { ChangeEvent } from '../change/changeEvents.ts';
import { reviewLink } from '../change/links.ts';
import type { Change } from '../change/observedChange.ts';
import { views } from './contributions.ts';
import type { CurrentChange, Known } from './currentChange.ts';
import type { CurrentChangeModel } from './currentChangeModel.ts';
import { openLink } from './links.ts';
import { showInformation, type Log } from './messages.ts';
import { idOf } from './repositories.ts';
import { settings, turnOff } from './settings.ts';
import type { Sites } from './sites.ts';
import { t } from './language.ts';

const dontShowAgain = t`Don’t Show Again`;

/** Tells what others did to the change, once for each event, unless its setting is off. */
export class ChangeNotifications implements Disposable {
  readonly #sites: Sites;
  readonly #log: Log;
  readonly #listener: Disposable;
  /** By repository and branch: the last look whose approvals could be judged. */
  readonly #before = new Map<string, Change>();

  constructor(model: CurrentChangeModel, sites: Sites, log: Log) {
    this.#sites = sites;
    this.#log = log;
    this.#listener = model.onDidChange((state) => void this.#compare(state));
  }

  dispose(): void {
    this.#listener.dispose();
  }

  async #compare(state: CurrentChange): Promise<void> {
    if (state.kind !== 'change') {
      return;
    }
    const { changeEvents, isJudged } = await import('../change/changeEvents.ts');
    if (!isJudged(state.change)) {
      return;
    }
    const key = JSON.stringify([idOf(state.git), state.change.branch]);
    const before = this.#before.get(key);
    this.#before.set(key, state.change);
    if (before) {
      for (const event of changeEvents(before, state.change)) {
        void this.#tell(event, state);
      }
    }
  }

  async #tell(event: ChangeEvent, { change, git }: Known): Promise<void> {
    try {
      const { eventSentence } = await import('../change/eventSentence.ts');
      const { told } = await this.#sites.of(git);
      // Claimed even when it is not shown: turned on later, it is no news any more.
      if (!(await told.claim(event.id)) || !settings().notifications[event.kind]) {
        return;
      }
      const link = event.review === undefined ? undefined : reviewLink(change.record, event.review);
      const [show, open] = [t`Show`, t`Open Review`];
      const buttons = [show, ...(link ? [open] : []), dontShowAgain];
      const pressed = await showInformation(eventSentence(event, change), ...buttons);
      if (pressed === show) {
        await vscode.commands.executeCommand(`${views.currentChange}.focus`);
      } else if (pressed === open) {
        await openLink(link, change.record.repository.host);
      } else if (pressed === dontShowAgain) {
        await turnOff(event.kind);
      }
    } catch (error) {
      this.#log.error(`A notification could not be shown: ${sentenceOf(error)}`, error);
    }
  }
}
