export interface Disposable {
  dispose(): unknown;
}

/** Disposes what it holds, last in first out; what comes after that is disposed at once. */
export class DisposableStore implements Disposable {
  #disposed = false;
  readonly #items: Disposable[] = [];

  add<T extends Disposable>(item: T): T {
    if (this.#disposed) {
      item.dispose();
    } else {
      this.#items.push(item);
    }
    return item;
  }

  dispose(): void {
    this.#disposed = true;
    for (const item of this.#items.splice(0).reverse()) {
      item.dispose();
    }
  }
}
