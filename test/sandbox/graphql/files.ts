import { parseBatch } from '../git/objects.ts';
import type { GitRepositories } from '../git/repositories.ts';
import type { Repository } from '../store.ts';

/** Reads the files that one document asks for, those of a repository at once: a process for each takes too long. */
export class Files {
  private readonly waiting = new Map<
    string,
    { readonly expression: string; resolve: (content: Buffer | undefined) => void }[]
  >();

  constructor(private readonly git: GitRepositories) {}

  /** The content of what `HEAD:path` names; undefined when that is no file. */
  async read({ full_name: name }: Repository, expression: string): Promise<Buffer | undefined> {
    return new Promise((resolve) => {
      const queue = this.waiting.get(name);
      if (queue) {
        queue.push({ expression, resolve });
        return;
      }
      this.waiting.set(name, [{ expression, resolve }]);
      setImmediate(() => {
        this.readAll(name);
      });
    });
  }

  private readAll(name: string): void {
    const queue = this.waiting.get(name) ?? [];
    this.waiting.delete(name);
    const asked = queue.map(({ expression }) => `${expression}\n`).join('');
    const objects = parseBatch(this.git.run(name, ['cat-file', '--batch'], asked));
    for (const [at, { resolve }] of queue.entries()) {
      const object = objects[at];
      resolve(object?.type === 'blob' ? object.content : undefined);
    }
  }
}
