import { type Workbench } from './workbench.ts';

/** The commands of those who review, as a person goes through them. */
export class Reviewing {
  readonly #workbench: Workbench;

  constructor(workbench: Workbench) {
    this.#workbench = workbench;
  }

  /** Makes a pull request the one that the commands act on. */
  async pick(name: string): Promise<void> {
    await this.open('Review Pull Request…', 'Review Pull Request');
    await this.#workbench.quickInput.pick(name);
    await this.#workbench.statusBarItem('Reviewing');
  }

  /** Runs a command, and waits for its page; the rows of it. */
  async open(command: string, title: string): Promise<string[]> {
    await this.#workbench.runCommand(`Change: ${command}`);
    await this.#workbench.quickInput.appears(title);
    return this.rows();
  }

  /** All of a page, sentences that take several rows put together. */
  async rows(): Promise<string[]> {
    return this.#workbench.quickInput.items();
  }

  async choose(label: string): Promise<void> {
    await this.#workbench.quickInput.pick(label);
  }

  /** Signs off or refuses, with one line of evidence. */
  async testedIn(environment: string, evidence: string, result: string): Promise<void> {
    const { quickInput } = this.#workbench;
    await this.open('QA Sign-Off…', '(1/3)');
    await this.choose(environment);
    await quickInput.appears('(2/3)');
    await quickInput.type(evidence);
    await quickInput.accept();
    await this.choose('Go on to the result');
    await quickInput.appears('(3/3)');
    await this.choose(result);
  }
}
