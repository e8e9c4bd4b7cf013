import { type Sandbox } from '../sandbox/sandbox.ts';
import { makeReady } from '../unit/support/preparedChange.ts';

/** Stands in for the sample's CI: what is pushed to a pull request passes its check and is deployed to staging. */
export class Pipeline {
  readonly #sandbox: Sandbox;
  /** Heads that it ran for. */
  readonly #done = new Set<string>();

  constructor(sandbox: Sandbox) {
    this.#sandbox = sandbox;
  }

  /** Runs once for each head of an open pull request that is new to it. */
  async run(): Promise<void> {
    const { owner, name: repo } = this.#sandbox.repository;
    const { data } = await this.#sandbox.as(this.#sandbox.people.lead).pulls.list({ owner, repo });
    for (const { head } of data.filter((pull) => !this.#done.has(pull.head.sha))) {
      await makeReady(this.#sandbox, head.sha);
      this.#done.add(head.sha);
    }
  }
}
