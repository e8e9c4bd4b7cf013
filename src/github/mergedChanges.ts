import { HostError } from '../change/hostError.ts';
import type { HostedChange, RepositoryName } from '../change/hostedChange.ts';
import type { Host } from '../change/hosts.ts';
import type {
  AuditedRepository,
  BroughtBy,
  MergedChange,
  MergedChanges,
  WantedChange,
} from '../change/mergedChanges.ts';
import type { FoundTickets, WantedTickets } from '../change/openChanges.ts';
import { rulesFrom } from '../change/rules.ts';
import type { AllRepositoriesAnswer, AuditedRepositoryAnswer, RepositoryAnswer } from './change/answers.ts';
import { broughtBy } from './change/broughtBy.ts';
import { checksAtMerge } from './change/checksAtMerge.ts';
import { allRepositoriesDocument, auditedRepositoryDocument } from './change/documents/merged.ts';
import { assemble } from './change/hostedChange.ts';
import { MergedPulls, type MergedPull } from './change/mergedPulls.ts';
import { peopleOf } from './change/peopleOf.ts';
import { procedureFilesOf } from './change/procedureFiles.ts';
import { readBody } from './change/readBody.ts';
import { readPull } from './change/readPull.ts';
import { requiredChecks } from './change/requiredChecks.ts';
import { entriesOf, Spoilt } from './change/spoilt.ts';
import { readTickets } from './change/wantedTickets.ts';
import type { GitHubClient } from './client.ts';
import { refusedByGraphQL, type GraphQLProblem } from './errors.ts';
import { GitHubGraphQL } from './graphql.ts';
import { PageSize } from './pageSize.ts';
import { GitHubPermissions } from './permissions.ts';

/** What is kept of a repository between two runs. */
interface Facts {
  readonly repository: RepositoryAnswer;
  readonly viewer: string | undefined;
  /** The checks that the base branch requires; null when they could not be read. */
  readonly required: readonly string[] | null;
  /** What spoils parts of it. */
  readonly errors: readonly GraphQLProblem[];
  readonly missing: readonly string[];
}

/** {@link MergedChanges} on a GitHub. */
export class GitHubMergedChanges implements MergedChanges {
  readonly #client: GitHubClient;
  readonly #host: Host;
  readonly #graphql: GitHubGraphQL;
  readonly #commitSize = new PageSize(200);
  readonly #readers = new Map<string, { pulls: MergedPulls; permissions: GitHubPermissions }>();

  constructor(client: GitHubClient, host: Host) {
    this.#client = client;
    this.#host = host;
    this.#graphql = new GitHubGraphQL(client, host);
  }

  async repositoriesOf(owner: string, signal: AbortSignal): Promise<readonly RepositoryName[]> {
    const found: RepositoryName[] = [];
    let after: string | undefined;
    do {
      const { data, errors } = await this.#graphql.ask<AllRepositoriesAnswer>(
        allRepositoriesDocument,
        { owner, after },
        signal,
      );
      const page = data.repositoryOwner?.repositories;
      if (!page || errors.length > 0) {
        throw refusedByGraphQL(errors.length > 0 ? errors : [nobody(owner)], {}, this.#host);
      }
      found.push(...entriesOf(page).map(({ name, owner: { login } }) => ({ owner: login, name })));
      after = page.pageInfo?.hasNextPage === true ? (page.pageInfo.endCursor ?? undefined) : undefined;
    } while (after !== undefined);
    return found;
  }

  async repository(name: RepositoryName, signal: AbortSignal): Promise<AuditedRepository> {
    const first = await this.#readRepository(name, undefined, signal);
    if (!('ask' in first)) {
      return first;
    }
    const again = await this.#readRepository(name, first.ask, signal);
    if ('ask' in again) {
      throw new HostError(
        'malformed',
        'The base branch was changed while it was read. Try again in a moment.',
      );
    }
    return again;
  }

  async pullRequestsOf(
    repository: AuditedRepository,
    commits: readonly string[],
    signal: AbortSignal,
  ): Promise<ReadonlyMap<string, BroughtBy>> {
    const { authority } = this.#host;
    return broughtBy(this.#graphql, repository, commits, this.#commitSize, authority, signal);
  }

  async read(
    repository: AuditedRepository,
    wanted: readonly WantedChange[],
    signal: AbortSignal,
  ): Promise<readonly MergedChange[]> {
    const { pulls } = this.#reader(repository);
    const read: MergedChange[] = [];
    for (const each of await pulls.read(wanted, signal)) {
      read.push({ number: each.wanted.number, hosted: await this.#hosted(repository, each, signal) });
    }
    return read;
  }

  async tickets(wanted: readonly WantedTickets[], signal: AbortSignal): Promise<readonly FoundTickets[]> {
    return readTickets(this.#graphql, wanted, this.#host.authority, signal);
  }

  async #readRepository(
    asked: RepositoryName,
    baseBranch: string | undefined,
    signal: AbortSignal,
  ): Promise<AuditedRepository | { readonly ask: string }> {
    const { data, errors, missing } = await this.#graphql.ask<AuditedRepositoryAnswer>(
      auditedRepositoryDocument(baseBranch !== undefined),
      {
        owner: asked.owner,
        name: asked.name,
        ...(baseBranch !== undefined && {
          baseRef: `refs/heads/${baseBranch}`,
          procedureOnBase: `refs/heads/${baseBranch}:.github/change-procedure.yml`,
        }),
      },
      signal,
    );
    const { repository, viewer } = data;
    if (repository?.id === undefined) {
      throw refusedByGraphQL(errors, {}, this.#host);
    }
    const spoilt = new Spoilt(this.#host.authority, missing);
    spoilt.add(errors);
    const defaultBranch = repository.defaultBranchRef?.name ?? '';
    const procedureFiles = procedureFilesOf(repository, baseBranch, spoilt);
    const rules = rulesFrom({ procedureFiles, repository: { defaultBranch } });
    if ('ask' in rules) {
      return rules;
    }
    const name = { owner: repository.owner.login, name: repository.name };
    const required = await requiredChecks(repository, rules.baseBranch, spoilt, this.#client, name, signal);
    const facts: Facts = {
      repository,
      viewer: viewer?.login,
      required: required ?? null,
      errors,
      missing: [...missing],
    };
    return { ...name, url: repository.url, baseBranch: rules.baseBranch, facts };
  }

  async #hosted(
    repository: AuditedRepository,
    { wanted, pull: answer, rules, errors, missing, failure }: MergedPull,
    signal: AbortSignal,
  ): Promise<HostedChange | { readonly unread: string } | undefined> {
    const facts = repository.facts as Facts;
    const spoilt = new Spoilt(this.#host.authority, new Set([...facts.missing, ...missing]));
    if (answer === null) {
      return undefined;
    }
    if (!answer) {
      const [error] = errors;
      return { unread: failure?.message ?? spoilt.reasonOf(error ?? { message: 'It was left out.' }) };
    }
    if (rules === undefined) {
      return { unread: 'The procedure file that it was merged under could not be read.' };
    }
    spoilt.add([...facts.errors, ...errors]);
    const { permissions } = this.#reader(repository);
    const name = { owner: repository.owner, name: repository.name };
    const through = {
      client: this.#client,
      graphql: this.#graphql,
      repository: name,
      required: { names: facts.required ?? undefined },
    };
    const pull = { ...answer, mergeCommit: mergedOnto(answer, wanted) };
    const ofDefault = facts.repository.defaultBranchRef?.name === repository.baseBranch;
    const target = wanted.onto === undefined ? null : { oid: wanted.onto };
    return assemble({
      repository: {
        ...facts.repository,
        ...(ofDefault
          ? {
              procedure: rules,
              defaultBranchRef: { name: repository.baseBranch, target },
            }
          : { procedureOnBase: rules, baseBranch: { target } }),
      },
      viewer: facts.viewer,
      askedTicket: undefined,
      otherOpen: [],
      read: await readPull(pull, through, 'no more', spoilt, signal),
      body: await readBody(pull, this.#graphql, signal),
      people: async (logins) =>
        peopleOf(facts.repository, logins, async (login) => permissions.of(login, signal)),
      checksAtMerge: async (checks, mergedAt) =>
        checksAtMerge(checks, pull.headRefOid, mergedAt, this.#client, name, signal),
      baseBranch: ofDefault ? undefined : repository.baseBranch,
      spoilt,
      // An audit says by itself when its facts were read.
      at: undefined,
    });
  }

  #reader(repository: RepositoryName) {
    const name = { owner: repository.owner, name: repository.name };
    const key = `${name.owner}/${name.name}`;
    const reader = this.#readers.get(key) ?? {
      pulls: new MergedPulls(this.#graphql, name),
      permissions: new GitHubPermissions(this.#client, name),
    };
    this.#readers.set(key, reader);
    return reader;
  }
}

function nobody(owner: string): GraphQLProblem {
  return { type: 'NOT_FOUND', message: `There is no “${owner}”.` };
}

/** The population knows what it was merged onto, so that it need not be asked for. */
function mergedOnto({ mergeCommit }: MergedPull['pull'] & object, { onto }: WantedChange) {
  return (
    mergeCommit && { oid: mergeCommit.oid, parents: { nodes: onto === undefined ? [] : [{ oid: onto }] } }
  );
}
