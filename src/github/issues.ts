import { sameText } from '../base/text.ts';
import { HostError } from '../change/hostError.ts';
import type { Host } from '../change/hosts.ts';
import type { MovedTicket, TicketDraft, TicketReference, TicketSummary, Tracker } from '../change/tracker.ts';
import type { GitHubApi, GitHubClient } from './client.ts';
import { moveInProjects } from './projects.ts';
import { say } from '../base/say.ts';

/** What the several answers that hold issues have in common. */
interface Issue {
  readonly node_id: string;
  readonly number: number;
  readonly html_url: string;
  readonly title: string;
  readonly body?: string | null | undefined;
  readonly state: string;
  readonly state_reason?: string | null | undefined;
  readonly created_at: string;
  readonly closed_at: string | null;
  readonly user: { readonly login: string } | null;
  readonly assignees?: readonly { readonly login: string }[] | null | undefined;
  readonly labels: readonly (string | { readonly name?: string | null | undefined })[];
  readonly pull_request?: object | undefined;
}

/** How many milliseconds the clocks of this machine and of the host may differ. */
const clockSkew = 10 * 60_000;

/** {@link Tracker} on the issues of a GitHub repository. */
export class GitHubIssues implements Tracker {
  readonly #client: GitHubClient;
  readonly #host: Host;
  readonly #repository: { readonly owner: string; readonly repo: string };

  constructor(
    client: GitHubClient,
    host: Host,
    repository: { readonly owner: string; readonly name: string },
  ) {
    this.#client = client;
    this.#host = host;
    this.#repository = { owner: repository.owner, repo: repository.name };
  }

  async recent(signal: AbortSignal): Promise<readonly TicketSummary[]> {
    const me = await this.#client.viewer(signal);
    return this.#client.request(signal, async (octokit) => {
      const open = { ...this.#repository, state: 'open', sort: 'updated' } as const;
      const [mine, all] = await Promise.all([
        octokit.request('GET /repos/{owner}/{repo}/issues', { ...open, assignee: me, per_page: 30 }),
        octokit.request('GET /repos/{owner}/{repo}/issues', { ...open, per_page: 50 }),
      ]);
      const tickets = [...mine.data, ...all.data].filter((issue) => !issue.pull_request);
      const byNumber = new Map(tickets.map((issue) => [issue.number, ticketFrom(issue, me)]));
      return [...byNumber.values()];
    });
  }

  async search(text: string, signal: AbortSignal): Promise<readonly TicketSummary[]> {
    const me = await this.#client.viewer(signal);
    const { owner, repo } = this.#repository;
    // Without colons and quotes the words stay words, and none becomes a qualifier such as `repo:`.
    const words = text.replace(/[":\\]/g, ' ').trim();
    const q = `${words} repo:${owner}/${repo} is:issue is:open`;
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('GET /search/issues', { q, per_page: 30 });
      return data.items.filter((issue) => !issue.pull_request).map((issue) => ticketFrom(issue, me));
    });
  }

  async find(key: string, signal: AbortSignal): Promise<TicketSummary | undefined> {
    const number = Number(key.replace(/^#/, ''));
    if (!Number.isSafeInteger(number) || number < 1) {
      return undefined;
    }
    const me = await this.#client.viewer(signal);
    try {
      return await this.#client.request(signal, async (octokit) => {
        const { data } = await octokit.request('GET /repos/{owner}/{repo}/issues/{issue_number}', {
          ...this.#repository,
          issue_number: number,
        });
        return ticketFrom(data, me);
      });
    } catch (error) {
      if (error instanceof HostError && error.problem === 'not-found') {
        return undefined;
      }
      throw error;
    }
  }

  reference(text: string): TicketReference | undefined {
    const number = /^(?:#|GH-)?([1-9]\d{0,9})$/i.exec(text.trim())?.[1];
    if (number !== undefined) {
      return { kind: 'key', key: `#${number}` };
    }
    if (!/^https?:\/\//i.test(text.trim()) || !URL.canParse(text.trim())) {
      return undefined;
    }
    const { host, pathname } = new URL(text.trim());
    const link = /^\/([^/]+)\/([^/]+)\/(?:issues|pull)\/(\d+)/.exec(pathname);
    const { owner, repo } = this.#repository;
    const isHere =
      host === new URL(this.#host.webUrl).host &&
      link?.[1]?.toLowerCase() === owner.toLowerCase() &&
      link[2]?.toLowerCase() === repo.toLowerCase();
    return isHere && link[3] !== undefined
      ? { kind: 'key', key: `#${link[3]}` }
      : { kind: 'elsewhere', where: link ? `${host}/${link[1] ?? ''}/${link[2] ?? ''}` : host };
  }

  async create({ title, body }: TicketDraft, signal: AbortSignal): Promise<TicketSummary> {
    const me = await this.#client.viewer(signal);
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues', {
        ...this.#repository,
        title,
        body,
      });
      return ticketFrom(data, me);
    });
  }

  async time(signal: AbortSignal): Promise<Date> {
    // Any answer tells the time; this one is needed to create a ticket too.
    await this.#client.viewer(signal);
    return this.#client.hostsTime ?? new Date();
  }

  async findCreated(
    draft: TicketDraft,
    since: Date,
    signal: AbortSignal,
  ): Promise<TicketSummary | undefined> {
    const me = await this.#client.viewer(signal);
    const earliest = new Date(since.getTime() - clockSkew).toISOString();
    return this.#client.request(signal, async (octokit) => {
      const issues = await this.#createdBy(me, earliest, octokit);
      const made = issues.find(
        (issue) =>
          !issue.pull_request &&
          issue.created_at >= earliest &&
          sameText(issue.title, draft.title) &&
          sameText(issue.body ?? '', draft.body),
      );
      return made && ticketFrom(made, me);
    });
  }

  async #createdBy(creator: string, since: string, octokit: GitHubApi): Promise<readonly Issue[]> {
    return octokit.paginate('GET /repos/{owner}/{repo}/issues', {
      ...this.#repository,
      creator,
      since,
      state: 'all',
      sort: 'created',
      per_page: 100,
    });
  }

  async assign(ticket: TicketSummary, signal: AbortSignal): Promise<boolean> {
    const me = await this.#client.viewer(signal);
    return this.#client.request(signal, async (octokit) => {
      const { data } = await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/assignees', {
        ...this.#repository,
        issue_number: Number(ticket.key.slice(1)),
        assignees: [me],
      });
      // GitHub leaves out, without a word, whom it may not assign.
      return ticketFrom(data, me).assignedToMe;
    });
  }

  async comment(ticket: TicketSummary, text: string, signal: AbortSignal): Promise<void> {
    const issue = { ...this.#repository, issue_number: Number(ticket.key.slice(1)) };
    await this.#client.request(signal, async (octokit) => {
      const comments = await octokit.paginate('GET /repos/{owner}/{repo}/issues/{issue_number}/comments', {
        ...issue,
        per_page: 100,
      });
      if (!comments.some(({ body }) => sameText(body ?? '', text))) {
        await octokit.request('POST /repos/{owner}/{repo}/issues/{issue_number}/comments', {
          ...issue,
          body: text,
        });
      }
    });
  }

  async close(ticket: TicketSummary, signal: AbortSignal): Promise<void> {
    await this.#client.request(signal, async (octokit) =>
      octokit.request('PATCH /repos/{owner}/{repo}/issues/{issue_number}', {
        ...this.#repository,
        issue_number: Number(ticket.key.slice(1)),
        state: 'closed',
        state_reason: 'completed',
      }),
    );
  }

  async move(ticket: TicketSummary, status: string, signal: AbortSignal): Promise<MovedTicket> {
    const { owner, repo } = this.#repository;
    const issue = { owner, name: repo, number: Number(ticket.key.slice(1)) };
    return this.#client.request(signal, async (octokit) => moveInProjects(octokit, issue, status));
  }
}

function ticketFrom(issue: Issue, me: string): TicketSummary {
  if (!Number.isSafeInteger(issue.number)) {
    throw new HostError(
      'malformed',
      say`GitHub answered with a ticket that has no number. Retry in a moment.`,
    );
  }
  const assignees = (issue.assignees ?? []).map(({ login }) => login);
  return {
    id: issue.node_id,
    tracker: 'github',
    key: `#${issue.number}`,
    url: issue.html_url,
    title: issue.title,
    state: issue.state === 'closed' ? 'closed' : 'open',
    createdAt: issue.created_at,
    // GitHub shows the tickets of deleted accounts as those of @ghost.
    createdBy: issue.user?.login ?? 'ghost',
    ...(issue.closed_at !== null && { closedAt: issue.closed_at }),
    ...(issue.pull_request && { isPullRequest: true }),
    ...(issue.state_reason === 'not_planned' && { notPlanned: true }),
    labels: issue.labels.flatMap((label) => (typeof label === 'string' ? label : (label.name ?? []))),
    assignees,
    assignedToMe: assignees.some((login) => login.toLowerCase() === me.toLowerCase()),
  };
}
