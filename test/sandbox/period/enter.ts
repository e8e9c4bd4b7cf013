import { insertIssue } from '../entities/issue.ts';
import { noteLandings } from '../entities/landings.ts';
import { insertPullRow } from '../entities/pull.ts';
import { comparisonKey, type Comparison } from '../git/comparison.ts';
import { nodeId } from '../nodeId.ts';
import type { Entity, PullRequest, Repository } from '../store.ts';
import type { World } from '../world.ts';
import { developers, testers, type Member } from './members.ts';
import { bodyOf, branchOf, titleOf, type NumberedChange } from './texts.ts';

/** The commits of a change by their object ids. */
export interface WrittenChange extends Comparison {
  readonly base: string;
  readonly landed: readonly string[];
}

/** Enters what GitHub keeps of a change beside git: its ticket, its pull request, and all that people did with it. */
export class Entries {
  private readonly ids = new Map<string, number>();

  constructor(
    private readonly world: World,
    private readonly repository: Repository,
    private readonly all: readonly NumberedChange[],
  ) {}

  ticket(change: NumberedChange): void {
    const { ticket, ticketAt, author, mergedAt, mergedBy, sin } = change;
    const issue = insertIssue(
      this.world,
      this.repository,
      {
        title: titleOf(change, this.all),
        body: 'So that the month-end close goes through.',
        user_id: this.id(author),
        assignee_ids: [],
        label_ids: [],
      },
      false,
      ticket,
    );
    dated(issue, ticketAt, mergedAt);
    if (sin !== 'missing-ticket') {
      const closed = { state_reason: 'completed', closed_by_id: this.id(mergedBy) } as const;
      Object.assign(issue, { ...closed, state: 'closed', closed_at: text(mergedAt) });
    }
  }

  pull(change: NumberedChange, written: WrittenChange): void {
    const { world, repository } = this;
    const { sin, author, openedAt, mergedAt, mergedBy, editedAt } = change;
    const head = written.commits.at(-1) ?? '';
    const pull = insertPullRow(
      world,
      repository,
      {
        author: this.id(author),
        title: titleOf(change, this.all),
        body: bodyOf(change, this.all, true),
        draft: false,
        head: { ref: branchOf(change), sha: head, repository },
        base: { ref: sin === 'other-branch' ? 'integration' : repository.default_branch, sha: written.base },
      },
      change.pull,
    );
    world.comparisons.set(comparisonKey(repository, written.base, head), written);
    const issue = world.github.issues.get(world.github.issues.findBy('number', change.pull).at(-1)?.id ?? 0);
    const closed = { state: 'closed', closed_at: text(mergedAt) } as const;
    const sum = (count: 'additions' | 'deletions') =>
      written.files.reduce((total, file) => total + file[count], 0);
    Object.assign(pull, {
      ...closed,
      merged: true,
      merged_at: text(mergedAt),
      merged_by_id: this.id(mergedBy),
      merge_commit_sha: written.landed.at(-1) ?? null,
      mergeable: true,
      mergeable_state: 'clean',
      commits: written.commits.length,
      changed_files: written.files.length,
      additions: sum('additions'),
      deletions: sum('deletions'),
    });
    dated(pull, openedAt, editedAt ?? mergedAt);
    if (issue) {
      Object.assign(issue, { ...closed, closed_by_id: this.id(mergedBy) });
      dated(issue, openedAt, editedAt ?? mergedAt);
    }
    noteLandings(world, pull, [...written.commits, ...written.landed]);
    this.reviews(change, pull, written);
    this.checks(change, head);
    if (editedAt !== undefined) {
      for (const [at, isWhole] of [
        [openedAt, false],
        [editedAt, true],
      ] as const) {
        const edit = { pull_id: pull.id, text: bodyOf(change, this.all, isWhole), editor_id: pull.user_id };
        dated(world.extra.contentEdits.insert(edit), at);
      }
    }
  }

  private reviews({ approvals }: NumberedChange, pull: PullRequest, { commits }: WrittenChange): void {
    for (const { by, at, back } of approvals.toSorted((one, other) => one.at - other.at)) {
      const review = this.world.github.reviews.insert({
        node_id: '',
        repo_id: this.repository.id,
        pull_number: pull.number,
        user_id: this.id(by),
        body: 'Looked at it.',
        state: 'APPROVED',
        commit_id: commits.at(-1 - back) ?? '',
        submitted_at: text(at),
      });
      review.node_id = nodeId('PullRequestReview', review.id);
      dated(review, at);
    }
  }

  private checks(
    { checkedAt, checkPassed, deployedAt, mergedAt, ...change }: NumberedChange,
    sha: string,
  ): void {
    const { statuses, deployments, deploymentStatuses } = this.world.extra;
    const late = change.sin === 'stale-approval';
    const [checked, deployed] = late ? [mergedAt - 120_000, mergedAt - 60_000] : [checkedAt, deployedAt];
    const common = { repo_id: this.repository.id, sha, description: null };
    const by = { creator_id: this.id(testers[0]) };
    const status = statuses.insert({
      ...common,
      ...by,
      state: checkPassed ? 'success' : 'failure',
      context: 'ci/test',
      target_url: null,
    });
    const deployment = deployments.insert({
      ...common,
      ...by,
      ref: branchOf({ checkedAt, checkPassed, deployedAt, mergedAt, ...change }),
      task: 'deploy',
      payload: {},
      environment: 'staging',
      transient_environment: false,
      production_environment: false,
    });
    dated(status, checked);
    dated(deployment, deployed);
    for (const [state, at] of [
      ['success', deployed],
      // Until the next one came.
      ['inactive', deployed + 60_000],
    ] as const) {
      const row = deploymentStatuses.insert({
        ...by,
        deployment_id: deployment.id,
        state,
        description: '',
        environment: 'staging',
        log_url: '',
        environment_url: 'https://ledger.staging.acme.example',
      });
      dated(row, at);
    }
  }

  private id({ login }: Member): number {
    const known =
      this.ids.get(login) ?? this.world.github.users.findOneBy('login', login)?.id ?? this.id(developers[0]);
    this.ids.set(login, known);
    return known;
  }
}

/** The emulator writes today's date into every row. */
function dated(row: Entity, created: number, updated = created): void {
  row.created_at = text(created);
  row.updated_at = text(updated);
}

function text(at: number): string {
  return new Date(at).toISOString();
}
