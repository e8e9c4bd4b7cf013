import type { GitHubGraphQL } from '../graphql.ts';
import type {
  CheckAnswer,
  CommitAnswer,
  DeploymentAnswer,
  DismissalAnswer,
  FileAnswer,
  ListsAnswer,
  Maybe,
  Page,
  PullAnswer,
  ReviewAnswer,
} from './answers.ts';
import { moreDocument, type PagedList } from './documents/more.ts';
import { entriesOf, needed, Unread, type Spoilt } from './spoilt.ts';

/** The pull request got another head while it was read: what was read belongs to two different states. */
export class HeadMoved extends Error {}

/** What the lists of a pull request can hold, from the least: GitHub lists 3,000 files at most. */
const mostPages = 40;

/** The lists of a pull request, read to their ends. */
export class Lists {
  readonly #pull: PullAnswer;
  readonly #pages: Record<PagedList, Page<unknown>[]> = {
    commits: [],
    files: [],
    reviews: [],
    dismissals: [],
    checks: [],
    deployments: [],
  };

  constructor(pull: PullAnswer) {
    this.#pull = pull;
    this.#add(pull);
  }

  /** @throws {HeadMoved} and what the host says. */
  async readToTheEnd(graphql: GitHubGraphQL, spoilt: Spoilt, signal: AbortSignal): Promise<void> {
    for (let page = 0; page < mostPages; page += 1) {
      const after = this.#cursors();
      if (Object.keys(after).length === 0) {
        return;
      }
      const { data, errors } = await graphql.ask<{ node?: Maybe<ListsAnswer> }>(
        moreDocument(after),
        { id: this.#pull.id },
        signal,
      );
      spoilt.add(errors);
      if (!data.node) {
        return;
      }
      this.#add(data.node);
    }
  }

  get commits(): readonly CommitAnswer[] {
    return this.#all('commits', 'oid') as readonly CommitAnswer[];
  }

  get files(): readonly FileAnswer[] {
    return this.#all('files', 'path', this.#pull.changedFiles) as readonly FileAnswer[];
  }

  get reviews(): readonly ReviewAnswer[] {
    return this.#all('reviews', 'id') as readonly ReviewAnswer[];
  }

  get dismissals(): readonly DismissalAnswer[] {
    return this.#all('dismissals') as readonly DismissalAnswer[];
  }

  get checks(): readonly CheckAnswer[] {
    return this.#all('checks', 'id') as readonly CheckAnswer[];
  }

  get deployments(): readonly DeploymentAnswer[] {
    return this.#all('deployments', 'id') as readonly DeploymentAnswer[];
  }

  /** What was read of the files, for a list that is cut short. */
  get someFiles(): readonly FileAnswer[] {
    const pages = this.#pages.files as readonly Page<FileAnswer>[];
    return pages.flatMap((page) => page.nodes ?? []).flatMap((file) => file ?? []);
  }

  #add(answer: ListsAnswer): void {
    const head = answer.head?.nodes?.[0]?.commit;
    if (answer.headRefOid !== this.#pull.headRefOid || (head && head.oid !== answer.headRefOid)) {
      throw new HeadMoved();
    }
    const isFirst = answer === this.#pull;
    // A commit without any check has no rollup, which is an answer too.
    const checks = head?.checks === null ? { totalCount: 0, nodes: [] } : head?.checks?.contexts;
    const lists = { ...answer, checks, deployments: head?.deployments };
    for (const list of Object.keys(this.#pages) as PagedList[]) {
      const page = lists[list];
      // What a further page does not bring stays short, which the count tells.
      if (page && (isFirst || this.#isOpen(list))) {
        this.#pages[list].push(page);
      }
    }
  }

  #isOpen(list: PagedList): boolean {
    return this.#pages[list].at(-1)?.pageInfo?.hasNextPage === true;
  }

  #cursors(): Partial<Record<PagedList, string>> {
    const open = (Object.keys(this.#pages) as PagedList[]).flatMap((list) => {
      const [previous, last] = [this.#pages[list].at(-2), this.#pages[list].at(-1)];
      const cursor = last?.pageInfo?.hasNextPage === true ? last.pageInfo.endCursor : undefined;
      // A cursor that stands still would be asked for for ever.
      return cursor != null && cursor !== previous?.pageInfo?.endCursor ? [[list, cursor] as const] : [];
    });
    return Object.fromEntries(open);
  }

  /** @throws {Unread} when the list is not whole. */
  #all(list: PagedList, key?: string, expected?: number): readonly unknown[] {
    const pages = this.#pages[list];
    const entries = needed(pages[0] && pages).flatMap(entriesOf);
    const total = expected ?? pages[0]?.totalCount ?? entries.length;
    const identities = new Set(key === undefined ? entries : entries.map((entry) => identityOf(entry, key)));
    if (this.#isOpen(list) || identities.size !== entries.length || entries.length < total) {
      throw new Unread(
        `The host listed ${identities.size} of ${total} ${list}. Refresh, or look at the pull request itself.`,
      );
    }
    return entries;
  }
}

function identityOf(entry: unknown, key: string): unknown {
  const fields = entry as Readonly<Record<string, unknown>> & { readonly commit?: { readonly oid: string } };
  return key === 'oid' ? fields.commit?.oid : fields[key];
}
