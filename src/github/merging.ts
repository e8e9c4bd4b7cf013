import { GraphqlResponseError } from '@octokit/graphql';
import { HostError } from '../change/hostError.ts';
import {
  mergeMethods,
  type Merge,
  type MergeMethod,
  type MergeOptions,
  type Merging,
} from '../change/merging.ts';
import type { GitHubApi, GitHubClient } from './client.ts';
import { say, type Text } from '../base/say.ts';

const mergeOptionsQuery = /* GraphQL */ `
  query MergeOptions($owner: String!, $name: String!, $number: Int!) {
    repository(owner: $owner, name: $name) {
      mergeCommitAllowed
      squashMergeAllowed
      rebaseMergeAllowed
      viewerDefaultMergeMethod
      pullRequest(number: $number) {
        merge: viewerMergeHeadlineText(mergeType: MERGE)
        squash: viewerMergeHeadlineText(mergeType: SQUASH)
      }
    }
  }
`;

const mergeQueueQuery = /* GraphQL */ `
  query MergeQueue($owner: String!, $name: String!, $number: Int!) {
    repository(owner: $owner, name: $name) {
      pullRequest(number: $number) {
        id
        isMergeQueueEnabled
        mergeQueueEntry {
          position
        }
      }
    }
  }
`;

const enqueueMutation = /* GraphQL */ `
  mutation EnqueuePullRequest($pullRequest: ID!, $head: GitObjectID!) {
    enqueuePullRequest(input: { pullRequestId: $pullRequest, expectedHeadOid: $head }) {
      mergeQueueEntry {
        position
      }
    }
  }
`;

/** The documents of this room, for the test that holds them against GitHub's schema. */
export const mergingDocuments = [mergeOptionsQuery, mergeQueueQuery, enqueueMutation];

interface MergeOptionsAnswer {
  readonly repository: {
    readonly mergeCommitAllowed: boolean;
    readonly squashMergeAllowed: boolean;
    readonly rebaseMergeAllowed: boolean;
    readonly viewerDefaultMergeMethod: 'MERGE' | 'SQUASH' | 'REBASE';
    readonly pullRequest: { readonly merge: string; readonly squash: string } | null;
  } | null;
}

interface QueueAnswer {
  readonly repository: {
    readonly pullRequest: {
      readonly id: string;
      readonly isMergeQueueEnabled: boolean;
      readonly mergeQueueEntry: { readonly position: number } | null;
    } | null;
  } | null;
}

interface EnqueueAnswer {
  readonly enqueuePullRequest: { readonly mergeQueueEntry: { readonly position: number } | null } | null;
}

/** {@link Merging} on a GitHub repository. */
export class GitHubMerging implements Merging {
  readonly #client: GitHubClient;
  readonly #owner: string;
  readonly #name: string;

  constructor(client: GitHubClient, repository: { readonly owner: string; readonly name: string }) {
    this.#client = client;
    this.#owner = repository.owner;
    this.#name = repository.name;
  }

  async options(pullRequest: number, signal: AbortSignal): Promise<MergeOptions> {
    return this.#client.request(signal, async (octokit) => {
      const { repository } = await octokit.graphql<MergeOptionsAnswer>(mergeOptionsQuery, {
        ...this.#which(pullRequest),
      });
      const titles = repository?.pullRequest;
      if (!repository || !titles) {
        throw new HostError(
          'not-found',
          say`There is no pull request #${pullRequest}, or you may not see it.`,
        );
      }
      const allowed: Readonly<Record<MergeMethod, boolean>> = {
        merge: repository.mergeCommitAllowed,
        squash: repository.squashMergeAllowed,
        rebase: repository.rebaseMergeAllowed,
      };
      const headlines: Readonly<Record<MergeMethod, Text>> = {
        ...titles,
        rebase: say`The commits as they are, on top of the base branch`,
      };
      const usual = repository.viewerDefaultMergeMethod.toLowerCase();
      const methods = mergeMethods
        .filter((method) => allowed[method])
        .sort((one, other) => Number(other === usual) - Number(one === usual))
        .map((method) => ({ method, headline: headlines[method] }));
      const queue = await this.#queue(octokit, pullRequest);
      return {
        methods,
        queue:
          queue?.isMergeQueueEnabled === true ? { position: queue.mergeQueueEntry?.position } : undefined,
      };
    });
  }

  async merge(pullRequest: number, { method, head }: Merge, signal: AbortSignal): Promise<string> {
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('PUT /repos/{owner}/{repo}/pulls/{pull_number}/merge', {
        owner: this.#owner,
        repo: this.#name,
        pull_number: pullRequest,
        sha: head,
        merge_method: method,
      });
      return data.sha;
    });
  }

  async enqueue(pullRequest: number, head: string, signal: AbortSignal): Promise<number> {
    return this.#client.request(signal, async (octokit) => {
      const queue = await this.#queue(octokit, pullRequest);
      const made = await octokit.graphql<EnqueueAnswer>(enqueueMutation, {
        pullRequest: queue?.id ?? '',
        head,
      });
      const position = made.enqueuePullRequest?.mergeQueueEntry?.position;
      if (position === undefined) {
        throw new HostError(
          'refused',
          say`GitHub did not put #${pullRequest} into the merge queue, and said no reason.`,
        );
      }
      return position;
    });
  }

  /** In a query of its own: a GitHub Enterprise Server that knows no merge queues refuses all of it. */
  async #queue(octokit: GitHubApi, pullRequest: number) {
    try {
      const { repository } = await octokit.graphql<QueueAnswer>(mergeQueueQuery, {
        ...this.#which(pullRequest),
      });
      return repository?.pullRequest;
    } catch (error) {
      if (isUndefinedField(error)) {
        return undefined;
      }
      throw error;
    }
  }

  #which(number: number) {
    return { owner: this.#owner, name: this.#name, number };
  }
}

function isUndefinedField(error: unknown): boolean {
  return (
    error instanceof GraphqlResponseError &&
    (error.errors ?? []).every(({ message }) => message.includes("doesn't exist on type"))
  );
}
