import type * as vscode from 'vscode';

/** Keeps what someone is writing until it is sent: closing the box or the window loses nothing. */
export class KeptTexts {
  readonly #memento: vscode.Memento;

  constructor(memento: vscode.Memento) {
    this.#memento = memento;
  }

  read(key: TextKey): string {
    return this.#memento.get(nameOf(key), '');
  }

  async write(key: TextKey, text: string): Promise<void> {
    await this.#memento.update(nameOf(key), text === '' ? undefined : text);
  }
}

export interface TextKey {
  /** As `git.acme.test/acme/payments`. */
  readonly repository: string;
  readonly pullRequest: number;
  readonly kind: 'approval' | 'changes' | 'evidence' | 'final-approval';
}

function nameOf({ repository, pullRequest, kind }: TextKey): string {
  return `text:${repository}#${pullRequest}:${kind}`;
}
