import { nodeId } from '../nodeId.ts';
import type { PullRequest, Review, Team } from '../store.ts';
import type { Call } from './call.ts';
import { GitHubError, unprocessable } from './errors.ts';
import { simpleUser } from './represent.ts';
import { created, type Routes } from './respond.ts';
import { membersOf, teamJson } from './teams.ts';

const one = '/repos/:owner/:repo/pulls/:number';

const states = { APPROVE: 'APPROVED', REQUEST_CHANGES: 'CHANGES_REQUESTED', COMMENT: 'COMMENTED' } as const;

export const reviewRoutes: Routes = {
  [`POST ${one}/reviews`]: async (call) => {
    const review = createReview(call, call.pull);
    // The status is 200 on GitHub too, although a review was made.
    return call.world.ask(
      `/repos/${call.repository.full_name}/pulls/${call.pull.number}/reviews/${review.id}`,
      call.user.login,
    );
  },
  [`PUT ${one}/reviews/:review/dismissals`]: async (call) => {
    dismiss(call);
    const path = `/repos/${call.repository.full_name}/pulls/${call.pull.number}/reviews/${call.parameter('review')}`;
    return call.world.ask(path, call.user.login);
  },
  [`GET ${one}/requested_reviewers`]: ({ pull, world }) => ({
    users: pull.requested_reviewer_ids.map((id) => simpleUser(world, id)),
    teams: pull.requested_team_ids.flatMap((id) => {
      const team = world.github.teams.get(id);
      return team ? [teamJson(world, team)] : [];
    }),
  }),
  [`POST ${one}/requested_reviewers`]: async (call) => {
    requestReviewers(call);
    const path = `/repos/${call.repository.full_name}/pulls/${call.pull.number}`;
    return created(await call.world.ask(path, call.user.login));
  },
};

function createReview(call: Call, pull: PullRequest): Review {
  const { world, user, repository } = call;
  const event = call.text('event');
  if (event !== undefined && !(event in states)) {
    throw new GitHubError(422, `Variable $event of type PullRequestReviewEvent was provided invalid value`);
  }
  const state = event === undefined ? 'PENDING' : states[event as keyof typeof states];
  if (pull.user_id === user.id && (state === 'APPROVED' || state === 'CHANGES_REQUESTED')) {
    const what = state === 'APPROVED' ? 'approve' : 'request changes on';
    throw unprocessable(`Review Can not ${what} your own pull request`);
  }
  const body = call.text('body')?.trim() ?? '';
  const comments = call.body['comments'];
  if (!body && (state === 'CHANGES_REQUESTED' || (state === 'COMMENTED' && !Array.isArray(comments)))) {
    throw unprocessable("Body can't be blank");
  }
  const commit = call.text('commit_id') ?? pull.head_sha;
  if (!isCommitOf(call, pull, commit)) {
    throw unprocessable('The commit_id is not part of the pull request');
  }
  const review = world.github.reviews.insert({
    node_id: '',
    repo_id: repository.id,
    pull_number: pull.number,
    user_id: user.id,
    body,
    state,
    commit_id: commit,
    submitted_at: state === 'PENDING' ? null : new Date().toISOString(),
  });
  review.node_id = nodeId('PullRequestReview', review.id);
  answerRequests(call, pull);
  return review;
}

/** A commit that the head holds and the base does not, or the head itself. */
function isCommitOf(call: Call, pull: PullRequest, commit: string): boolean {
  const { world, repository } = call;
  const held = (tip: string): boolean =>
    world.git.succeeds(repository.full_name, [
      'merge-base',
      '--is-ancestor',
      '--end-of-options',
      commit,
      tip,
    ]);
  return /^[0-9a-f]{40}$/.test(commit) && held(pull.head_sha) && !held(pull.base_sha);
}

/** Whoever was asked and has answered is asked no longer; so are the teams that they are in. */
function answerRequests(call: Call, pull: PullRequest): void {
  const { world, user } = call;
  const isMember = (team: Team | undefined): boolean =>
    team !== undefined && membersOf(world, team).some((member) => member.user.id === user.id);
  world.github.pullRequests.update(pull.id, {
    requested_reviewer_ids: pull.requested_reviewer_ids.filter((id) => id !== user.id),
    requested_team_ids: pull.requested_team_ids.filter((id) => !isMember(world.github.teams.get(id))),
  });
}

function dismiss(call: Call): void {
  const { world } = call;
  const review = world.github.reviews.get(call.number('review'));
  if (!review || review.repo_id !== call.writable.id || review.pull_number !== call.pull.number) {
    throw new GitHubError(404, 'Not Found');
  }
  const message = call.text('message')?.trim();
  if (!message) {
    throw unprocessable("Message can't be blank");
  }
  if (review.state !== 'APPROVED' && review.state !== 'CHANGES_REQUESTED') {
    throw unprocessable('Can not dismiss a commented pull request review');
  }
  world.extra.dismissals.insert({
    review_id: review.id,
    previous_state: review.state,
    message,
    actor_id: call.user.id,
  });
  world.github.reviews.update(review.id, { state: 'DISMISSED' });
}

function requestReviewers(call: Call): void {
  const { world, pull } = call;
  const { github } = world;
  const author = github.users.get(pull.user_id)?.login;
  const logins = call.texts('reviewers') ?? [];
  if (author && logins.includes(author)) {
    throw new GitHubError(422, 'Review cannot be requested from pull request author.');
  }
  const users = logins.map((login) => github.users.findOneBy('login', login)?.id);
  const organization = call.writable.owner_id;
  const teams = (call.texts('team_reviewers') ?? []).map(
    (slug) => github.teams.findBy('org_id', organization).find((team) => team.slug === slug)?.id,
  );
  if ([...users, ...teams].includes(undefined)) {
    throw new GitHubError(
      422,
      'Reviews may only be requested from collaborators. One or more of the users or teams you specified is not a collaborator of the acme/payments repository.'.replace(
        'acme/payments',
        call.writable.full_name,
      ),
    );
  }
  const known = (ids: (number | undefined)[]): number[] => ids.filter((id) => id !== undefined);
  github.pullRequests.update(pull.id, {
    requested_reviewer_ids: [...new Set([...pull.requested_reviewer_ids, ...known(users)])],
    requested_team_ids: [...new Set([...pull.requested_team_ids, ...known(teams)])],
  });
  for (const team_id of known(teams)) {
    world.extra.reviewRequests.insert({ pull_id: pull.id, team_id });
  }
}
