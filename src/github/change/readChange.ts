import { HostError } from '../../change/hostError.ts';
import type { ChangeQuestion, HostedChange, RepositoryName } from '../../change/hostedChange.ts';
import type { Host } from '../../change/hosts.ts';
import type { GitHubClient } from '../client.ts';
import { refusedByGraphQL, type GraphQLProblem } from '../errors.ts';
import { GitHubGraphQL } from '../graphql.ts';
import { GitHubPermissions } from '../permissions.ts';
import type {
  CandidateAnswer,
  ChangeAnswer,
  DeploymentAnswer,
  Maybe,
  Page,
  PullAnswer,
  RepositoryAnswer,
} from './answers.ts';
import type { Deployment } from '../../procedure/changeRecord.ts';
import { deploymentsFrom } from './deployments.ts';
import { chooseCandidate, type Chosen } from './candidates.ts';
import { checksAtMerge } from './checksAtMerge.ts';
import { changeDocument, probeDocument, type ChangeParts } from './documents/change.ts';
import { deploymentsDocument } from './documents/more.ts';
import { fingerprintOf } from './fingerprint.ts';
import { assemble } from './hostedChange.ts';
import { HeadMoved } from './lists.ts';
import { peopleOf } from './peopleOf.ts';
import { readBody } from './readBody.ts';
import { readPull } from './readPull.ts';
import { entriesOf, Spoilt, Unread } from './spoilt.ts';
import { say } from '../../base/say.ts';

/** How many entries of each list the one request asks for; fewer once, when the host is not quick enough for so many. */
const [usualSize, smallSize] = [100, 25] as const;

/** Reads all that a GitHub knows of a change: with one request where it is of usual size. */
export class ChangeReader {
  readonly #client: GitHubClient;
  readonly #host: Host;
  readonly #repository: RepositoryName;
  readonly #graphql: GitHubGraphQL;
  readonly #permissions: GitHubPermissions;
  /** By branch: its pull request at the last reading, which need not be looked for to be read. */
  readonly #numbers = new Map<string, number>();
  /** Whether this person may list who may do what in the repository. */
  #mayListPeople = true;
  #baseBranch: string | undefined;

  constructor(client: GitHubClient, host: Host, repository: RepositoryName) {
    this.#client = client;
    this.#host = host;
    this.#repository = repository;
    this.#graphql = new GitHubGraphQL(client, host);
    this.#permissions = new GitHubPermissions(client, repository);
  }

  /** @throws {HostError} when not even the repository can be read; {@link Cancelled}. */
  async read(question: ChangeQuestion, signal: AbortSignal): Promise<HostedChange> {
    this.#baseBranch = question.baseBranch ?? this.#baseBranch;
    try {
      return await this.#readOnce(question, 'once more', signal);
    } catch (error) {
      if (!(error instanceof HeadMoved)) {
        throw error;
      }
      return this.#readOnce(question, 'no more', signal);
    }
  }

  /** The fingerprint of what `read` would read now. */
  async probe(question: ChangeQuestion, number: number | undefined, signal: AbortSignal): Promise<string> {
    this.#baseBranch = question.baseBranch ?? this.#baseBranch;
    if (question.kind === 'branch' && number !== undefined) {
      this.#numbers.set(question.branch, number);
    }
    const { document, variables } = this.#ask(question, probeDocument);
    const { data, errors } = await this.#graphql.ask<ChangeAnswer>(document, variables, signal);
    if (!data.repository || errors.some(({ type }) => type !== 'NOT_FOUND')) {
      throw refusedByGraphQL(errors, {}, this.#host);
    }
    return fingerprintOf(data.repository, data.repository.pull ?? undefined);
  }

  /** The newest first, until they are older than the change: of these commits there are none further back. */
  async deployments(
    environment: string,
    commits: ReadonlySet<string>,
    since: Date,
    signal: AbortSignal,
  ): Promise<readonly Deployment[]> {
    const found: DeploymentAnswer[] = [];
    let after: string | undefined;
    do {
      const { data, errors } = await this.#graphql.ask<{
        repository?: Maybe<{ deployments?: Maybe<Page<DeploymentAnswer>> }>;
      }>(deploymentsDocument, { ...this.#repository, environment, after }, signal);
      const page = data.repository?.deployments;
      if (errors.length > 0 || !page) {
        throw refusedByGraphQL(errors, {}, this.#host);
      }
      const deployments = entriesOf(page);
      found.push(...deployments.filter(({ commitOid }) => commits.has(commitOid)));
      const oldest = deployments.at(-1)?.createdAt;
      const goesOn = oldest !== undefined && Date.parse(oldest) >= since.getTime();
      after =
        goesOn && page.pageInfo?.hasNextPage === true ? (page.pageInfo.endCursor ?? undefined) : undefined;
    } while (after !== undefined);
    return deploymentsFrom(found);
  }

  async #readOnce(
    question: ChangeQuestion,
    whenMoved: 'once more' | 'no more',
    signal: AbortSignal,
  ): Promise<HostedChange> {
    const { data, errors, missing } = await this.#askForChange(question, signal);
    const { repository } = data;
    if (question.kind === 'branch' && errors.some(isOfNoPull) && this.#numbers.delete(question.branch)) {
      // The one that was read before is not there: the name may be another repository's by now.
      return this.#readOnce(question, whenMoved, signal);
    }
    if (repository?.id === undefined) {
      throw refusedByGraphQL(errors, {}, this.#host);
    }
    const spoilt = new Spoilt(this.#host.authority, missing);
    // A ticket that is not there is an answer: none is linked.
    spoilt.add(errors.filter(({ type, path }) => !(type === 'NOT_FOUND' && path?.at(-1) === 'ticket')));
    const { pull, otherOpen } = await this.#pullOf(question, repository, spoilt, signal);
    const name = { owner: repository.owner.login, name: repository.name };
    const through = { client: this.#client, graphql: this.#graphql, repository: name };
    return assemble({
      repository,
      viewer: data.viewer?.login,
      askedTicket: question.ticket,
      read: pull && (await readPull(pull, through, whenMoved, spoilt, signal)),
      otherOpen,
      body: pull && (await readBody(pull, this.#graphql, signal)),
      people: async (logins) => {
        this.#mayListPeople &&= spoilt.errorAt('people')?.type !== 'FORBIDDEN';
        return peopleOf(repository, logins, async (login) => this.#permissions.of(login, signal));
      },
      checksAtMerge: async (checks, mergedAt) =>
        checksAtMerge(checks, pull?.headRefOid ?? '', mergedAt, this.#client, name, signal),
      baseBranch: this.#baseBranch,
      spoilt,
      at: this.#client.hostsTime,
    });
  }

  /** A host that is not quick enough, or breaks down over so much, is asked once more, for less. */
  async #askForChange(question: ChangeQuestion, signal: AbortSignal) {
    const ask = async (size: number) => {
      const { document, variables } = this.#ask(question, (parts) => changeDocument({ ...parts, size }));
      return this.#graphql.ask<ChangeAnswer>(document, variables, signal);
    };
    try {
      return await ask(usualSize);
    } catch (error) {
      if (!(error instanceof HostError) || error.problem !== 'server') {
        throw error;
      }
      return ask(smallSize);
    }
  }

  #ask(question: ChangeQuestion, write: (parts: Omit<ChangeParts, 'size'>) => string) {
    const number = question.kind === 'branch' ? this.#numbers.get(question.branch) : question.number;
    const ticket = /^#?([1-9]\d{0,8})$/.exec(question.ticket ?? '')?.[1];
    const baseBranch = this.#baseBranch;
    const parts = {
      by: { branch: question.kind === 'branch', number: number !== undefined },
      ticket: ticket !== undefined,
      people: this.#mayListPeople,
      baseBranch: baseBranch !== undefined,
    };
    const variables = {
      owner: this.#repository.owner,
      name: this.#repository.name,
      ...(question.kind === 'branch' && { branch: question.branch }),
      ...(number !== undefined && { number }),
      ...(ticket !== undefined && { ticket: Number(ticket) }),
      ...(baseBranch !== undefined && {
        baseRef: `refs/heads/${baseBranch}`,
        procedureOnBase: `refs/heads/${baseBranch}:.github/change-procedure.yml`,
      }),
    };
    return { document: write(parts), variables };
  }

  /** The pull request in full; asked for by its number when it is not the one that was read along. */
  async #pullOf(
    question: ChangeQuestion,
    repository: RepositoryAnswer,
    spoilt: Spoilt,
    signal: AbortSignal,
  ): Promise<{ pull: PullAnswer | undefined; otherOpen: readonly CandidateAnswer[] }> {
    const read = repository.pull ?? repository.newest?.nodes?.[0] ?? undefined;
    if (question.kind === 'pull-request') {
      if (!read) {
        throw new HostError(
          'not-found',
          say`There is no pull request #${question.number} in ${this.#repository.owner}/${this.#repository.name} that your sign-in may see.`,
        );
      }
      return { pull: read, otherOpen: [] };
    }
    const { candidates } = repository;
    const base = { owner: repository.owner.login, name: repository.name };
    // The clone may know the repository by an earlier name.
    const heads = question.heads.map((head) => (isSame(head, this.#repository) ? base : head));
    const { chosen, otherOpen } = spoilt.fact<Chosen>(
      'pullRequest',
      () => {
        const all = entriesOf(candidates);
        const found = chooseCandidate(all, heads, base);
        if (!found.chosen && (candidates?.totalCount ?? 0) > all.length) {
          throw new Unread('There are too many pull requests from branches of this name to look through.');
        }
        return found;
      },
      { chosen: undefined, otherOpen: [] },
    );
    if (!chosen) {
      this.#numbers.delete(question.branch);
      return { pull: undefined, otherOpen };
    }
    this.#numbers.set(question.branch, chosen.number);
    if (chosen.number === read?.number) {
      return { pull: read, otherOpen };
    }
    const again = { kind: 'pull-request', number: chosen.number, ticket: undefined } as const;
    const { data, errors } = await this.#askForChange(again, signal);
    spoilt.add(errors);
    if (!data.repository?.pull) {
      spoilt.unread('pullRequest', `Pull request #${chosen.number} could not be read. Refresh in a moment.`);
    }
    return { pull: data.repository?.pull ?? undefined, otherOpen };
  }
}

function isSame(one: RepositoryName, other: RepositoryName): boolean {
  return (
    one.owner.toLowerCase() === other.owner.toLowerCase() &&
    one.name.toLowerCase() === other.name.toLowerCase()
  );
}

function isOfNoPull({ type, path }: GraphQLProblem): boolean {
  return type === 'NOT_FOUND' && path?.length === 2 && path[1] === 'pull';
}
