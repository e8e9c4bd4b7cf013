import { type Person, type Sandbox } from '../../sandbox/sandbox.ts';

/** A description that answers all that the sample's procedure asks for. */
export const completeDescription = [
  '## Summary',
  'The health check says whether the ledger answers. Closes #8',
  '## Testing',
  'Unit tests, and a run against staging.',
  '## Rollback plan',
  'Revert the merge commit.',
  '## Security checklist',
  '- [x] No secrets, keys or tokens are added to code, configuration or logs',
  '- [x] Input from outside is validated before it is used',
  '- [x] Access control is unchanged, or its change is described above',
  '- [x] Sensitive data is neither newly collected, stored, logged nor exposed',
  '- [x] New or updated dependencies were checked for known vulnerabilities',
].join('\n\n');

/** What the others do to a pull request, each in their own name, on GitHub itself. */
export class Colleagues {
  readonly #sandbox: Sandbox;
  readonly #at: { readonly owner: string; readonly repo: string; readonly pull_number: number };

  private constructor(sandbox: Sandbox, number: number) {
    this.#sandbox = sandbox;
    this.#at = { ...repositoryOf(sandbox), pull_number: number };
  }

  /** The developer opens a pull request as a draft. */
  static async openDraft(sandbox: Sandbox, head: string, title: string): Promise<Colleagues> {
    const { data } = await sandbox.as(sandbox.people.developer).pulls.create({
      ...repositoryOf(sandbox),
      title,
      head,
      base: 'main',
      body: '## Summary\n',
      draft: true,
    });
    return new Colleagues(sandbox, data.number);
  }

  get number(): number {
    return this.#at.pull_number;
  }

  async describe(body: string): Promise<void> {
    await this.#sandbox.as(this.#sandbox.people.developer).pulls.update({ ...this.#at, body });
  }

  async markReady(): Promise<void> {
    const developer = this.#sandbox.as(this.#sandbox.people.developer);
    const { data } = await developer.pulls.get(this.#at);
    await developer.graphql(
      'mutation ($id: ID!) { markPullRequestReadyForReview(input: { pullRequestId: $id }) { clientMutationId } }',
      { id: data.node_id },
    );
  }

  async approve(person: Person, body = ''): Promise<void> {
    await this.#sandbox.as(person).pulls.createReview({ ...this.#at, event: 'APPROVE', body });
  }

  async requestChanges(person: Person, body: string): Promise<void> {
    await this.#sandbox.as(person).pulls.createReview({ ...this.#at, event: 'REQUEST_CHANGES', body });
  }

  /** The outcome of a check of the head commit. */
  async check(context: string, state: 'pending' | 'success' | 'failure'): Promise<void> {
    await this.#sandbox.as(this.#sandbox.people.lead).repos.createCommitStatus({
      ...repositoryOf(this.#sandbox),
      sha: await this.#head(),
      context,
      state,
      target_url: `${this.#sandbox.url}/checks/1`,
    });
  }

  /** Deploys the head commit. */
  async deploy(environment: string): Promise<void> {
    const { repos } = this.#sandbox.as(this.#sandbox.people.qa);
    const repository = repositoryOf(this.#sandbox);
    const { data } = await repos.createDeployment({
      ...repository,
      ref: await this.#head(),
      environment,
      required_contexts: [],
    });
    if (!('id' in data)) {
      throw new Error('The deployment was not created');
    }
    await repos.createDeploymentStatus({ ...repository, deployment_id: data.id, state: 'success' });
  }

  async merge(person: Person): Promise<void> {
    await this.#sandbox.as(person).pulls.merge({ ...this.#at, merge_method: 'merge' });
  }

  async #head(): Promise<string> {
    const { data } = await this.#sandbox.as(this.#sandbox.people.developer).pulls.get(this.#at);
    return data.head.sha;
  }
}

function repositoryOf({ repository: { owner, name } }: Sandbox): { owner: string; repo: string } {
  return { owner, repo: name };
}
