import assert from 'node:assert/strict';
import { useSandbox } from '../../sandbox/mocha.ts';
import { git, repo } from './support.ts';

const linkBranch = `mutation Link($input: CreateLinkedBranchInput!) {
  createLinkedBranch(input: $input) { linkedBranch { id ref { name target { oid } } } issue { number } }
}`;

const mergedChange = `query Change($owner: String!, $name: String!, $number: Int!) {
  rateLimit { cost }
  repository(owner: $owner, name: $name) {
    viewerPermission
    defaultBranchRef { name }
    pullRequest(number: $number) {
      state mergedAt mergedBy { login } mergeCommit { oid } headRefOid
      closingIssuesReferences(first: 10) { nodes { number stateReason } }
      labels(first: 10) { nodes { name } }
      files(first: 100) { totalCount nodes { path changeType } }
      commits(first: 100) { nodes { commit { oid authors(first: 10) { nodes { user { login } } } } } }
      reviews(first: 3) { totalCount pageInfo { hasNextPage endCursor } nodes { state author { login } commit { oid } } }
      statusCheckRollup { state contexts(first: 10) { nodes { ... on StatusContext { context } } } }
      timelineItems(first: 50, itemTypes: [PULL_REQUEST_REVIEW, MERGED_EVENT]) { nodes { __typename } }
    }
  }
}`;

interface LinkAnswer {
  createLinkedBranch: {
    linkedBranch: { id: string; ref: { name: string; target: { oid: string } } } | null;
    issue: { number: number };
  };
}

interface ChangeAnswer {
  rateLimit: { cost: number };
  repository: {
    viewerPermission: string;
    defaultBranchRef: { name: string };
    pullRequest: Record<string, unknown>;
  };
}

describe('sandbox: GraphQL', () => {
  const handle = useSandbox();

  it('makes a linked branch in git, and links no branch that exists already', async () => {
    const { sandbox } = handle;
    const developer = sandbox.as(sandbox.people.developer);
    const { data: issue } = await developer.issues.create({ ...repo, title: 'Linked' });
    const oid = (await developer.git.getRef({ ...repo, ref: 'heads/main' })).data.object.sha;
    const repositoryId = (await developer.repos.get(repo)).data.node_id;
    const input = { issueId: issue.node_id, oid, name: 'feature/linked', repositoryId };
    const first = await developer.graphql<LinkAnswer>(linkBranch, { input });
    assert.ok(first.createLinkedBranch.linkedBranch);
    assert.deepEqual(first.createLinkedBranch.linkedBranch.ref, { name: 'feature/linked', target: { oid } });
    const remote = await git(
      process.cwd(),
      '-c',
      'credential.helper=',
      'ls-remote',
      authorised(),
      'refs/heads/feature/linked',
    );
    assert.match(remote, new RegExp(`^${oid}`));

    const again = await developer.graphql<LinkAnswer>(linkBranch, { input });
    assert.equal(again.createLinkedBranch.linkedBranch, null);
    const bad = developer.graphql(linkBranch, { input: { ...input, name: 'a..b' } });
    await assert.rejects(bad, /not a valid ref name/);
    const linked = `query Linked($number: Int!) { repository(owner: "acme", name: "payments") {
      issue(number: $number) { linkedBranches(first: 5) { nodes { ref { name } } } } } }`;
    const answer = await developer.graphql(linked, { number: issue.number });
    const nodes = [{ ref: { name: 'feature/linked' } }];
    assert.deepEqual(answer, { repository: { issue: { linkedBranches: { nodes } } } });

    const unlink =
      'mutation Unlink($id: ID!) { deleteLinkedBranch(input: { linkedBranchId: $id }) { issue { number } } }';
    await developer.graphql(unlink, { id: first.createLinkedBranch.linkedBranch.id });
    const after = await developer.graphql(linked, { number: issue.number });
    assert.deepEqual(after, { repository: { issue: { linkedBranches: { nodes: [] } } } });
    await developer.git.getRef({ ...repo, ref: 'heads/feature/linked' });
  });

  it('tells the whole story of a merged pull request', async () => {
    const { people, ...sandbox } = handle.sandbox;
    const client = sandbox.as(people.developer);
    const answer = await client.graphql<ChangeAnswer>(mergedChange, {
      owner: 'acme',
      name: 'payments',
      number: 6,
    });
    assert.equal(answer.rateLimit.cost, 1);
    assert.deepEqual(
      [answer.repository.viewerPermission, answer.repository.defaultBranchRef.name],
      ['WRITE', 'main'],
    );
    const { headRefOid, mergeCommit, mergedAt, commits, reviews, timelineItems, ...pull } =
      answer.repository.pullRequest;
    assert.match(
      `${String(headRefOid)} ${JSON.stringify(mergeCommit)} ${String(mergedAt)}`,
      /^[0-9a-f]{40} .*Z$/,
    );
    assert.deepEqual(pull, {
      state: 'MERGED',
      mergedBy: { login: people.lead.login },
      closingIssuesReferences: { nodes: [{ number: 3, stateReason: 'COMPLETED' }] },
      labels: { nodes: [{ name: 'security' }] },
      files: {
        totalCount: 2,
        nodes: [
          { path: 'src/auth/session.ts', changeType: 'MODIFIED' },
          { path: 'test/auth/session.test.ts', changeType: 'ADDED' },
        ],
      },
      statusCheckRollup: { state: 'SUCCESS', contexts: { nodes: [{ context: 'ci/test' }] } },
    });
    const { totalCount, pageInfo, nodes } = reviews as {
      totalCount: number;
      pageInfo: { hasNextPage: boolean };
      nodes: { state: string; author: { login: string }; commit: { oid: string } }[];
    };
    assert.deepEqual([totalCount, pageInfo.hasNextPage], [4, true]);
    assert.deepEqual(
      nodes.map(({ author }) => author.login),
      [people.peer.login, people.security.login, people.qa.login],
    );
    assert.ok(nodes.every(({ state, commit }) => state === 'APPROVED' && commit.oid === headRefOid));
    assert.match(JSON.stringify(commits), new RegExp(people.developer.login));
    const events = (timelineItems as { nodes: { __typename: string }[] }).nodes.map(
      ({ __typename }) => __typename,
    );
    assert.deepEqual(events, [...Array<string>(4).fill('PullRequestReview'), 'MergedEvent']);
  });

  it('does not find what the viewer may not see', async () => {
    const { apiUrl, url, outsider } = handle.sandbox;
    assert.ok(apiUrl.startsWith(url));
    const response = await fetch(`${url}/api/graphql`, {
      method: 'POST',
      headers: { authorization: `bearer ${outsider.token}` },
      body: JSON.stringify({ query: '{ repository(owner: "acme", name: "payments") { id } }' }),
    });
    const { data, errors } = (await response.json()) as {
      data: unknown;
      errors: { type: string; message: string }[];
    };
    assert.deepEqual(data, { repository: null });
    assert.equal(errors[0]?.type, 'NOT_FOUND');
    assert.equal(errors[0].message, "Could not resolve to a Repository with the name 'acme/payments'.");
  });

  /** The remote with the developer's token in it. */
  function authorised(): string {
    const { people, repository } = handle.sandbox;
    const { login, token } = people.developer;
    return repository.remoteUrl.replace('http://', `http://${login}:${token}@`);
  }
});
