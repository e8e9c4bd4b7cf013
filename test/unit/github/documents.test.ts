import assert from 'node:assert/strict';
import { schema } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { mergingDocuments } from '../../../src/github/merging.ts';
import { changeDocument, probeDocument } from '../../../src/github/change/documents/change.ts';
import { deploymentsDocument, moreDocument } from '../../../src/github/change/documents/more.ts';
import {
  openListDocument,
  openPullsDocument,
  repositoriesDocument,
  ticketsDocument,
} from '../../../src/github/change/documents/open.ts';
import {
  allRepositoriesDocument,
  auditedRepositoryDocument,
  broughtByDocument,
  mergedChangesDocument,
  procedureTextsDocument,
} from '../../../src/github/change/documents/merged.ts';
import { editsDocument } from '../../../src/github/change/documents/pullRequest.ts';
import { withoutField } from '../../../src/github/documentFields.ts';
import { linkedBranchDocuments } from '../../../src/github/linkedBranch.ts';
import { projectDocuments } from '../../../src/github/projects.ts';
import { repositoryDocuments } from '../../../src/github/repositoryWithId.ts';
import { pullRequestDocuments } from '../../../src/github/pullRequests.ts';
import { costOf } from '../../sandbox/graphql/cost.ts';

const gitHub = buildSchema(schema.idl, { assumeValidSDL: true });
const both = [true, false];
const combinations = both.flatMap((ticket) =>
  both.flatMap((people) =>
    both.flatMap((baseBranch) =>
      [
        { branch: true, number: false },
        { branch: true, number: true },
        { branch: false, number: true },
      ].map((by) => ({ by, ticket, people, baseBranch, size: 100 })),
    ),
  ),
);
const more = moreDocument({
  commits: 'a"b',
  files: 'c',
  reviews: 'd',
  dismissals: 'e',
  checks: 'f',
  deployments: 'g',
});

const ofMany = [
  openListDocument([{ people: true, baseBranch: false, after: false }], 100),
  openListDocument(
    [
      { people: false, baseBranch: true, after: true },
      { people: true, baseBranch: true, after: false },
    ],
    50,
  ),
  openPullsDocument,
  ticketsDocument([[7], [1, 2]]),
];

const sha = 'a'.repeat(40);
const merged = (count: number) =>
  mergedChangesDocument(
    Array.from({ length: count }, (_, at) => ({ number: at + 1, onto: at === 0 ? undefined : sha })),
  );
const brought = (count: number) => broughtByDocument(Array.from({ length: count }, () => sha));
const ofAudits = [
  merged(2),
  auditedRepositoryDocument(false),
  auditedRepositoryDocument(true),
  brought(2),
  procedureTextsDocument([sha, sha]),
];

function problemsOf(document: string): readonly string[] {
  return validate(gitHub, parse(document)).map(({ message }) => message);
}

describe('every GraphQL document', () => {
  const documents = [
    ...linkedBranchDocuments,
    ...mergingDocuments,
    ...pullRequestDocuments,
    ...projectDocuments,
    ...combinations.flatMap((parts) => [changeDocument(parts), probeDocument(parts)]),
    more,
    moreDocument({ checks: 'x' }),
    moreDocument({ files: 'x' }),
    ...repositoryDocuments,
    editsDocument,
    deploymentsDocument,
    ...ofMany,
    ...ofAudits,
    repositoriesDocument,
    allRepositoriesDocument,
  ];
  it(`is valid by GitHub’s schema: ${documents.length} of them`, () => {
    for (const document of documents) {
      assert.deepEqual(problemsOf(document), [], document);
    }
  });

  it('stays valid without any one field that an older server may not know', () => {
    const fields = [
      'PullRequest.closingIssuesReferences',
      'Commit.authors',
      'Ref.refUpdateRule',
      'Ref.rules',
      'PullRequest.files',
      'Commit.statusCheckRollup',
      'Commit.deployments',
      'PullRequest.timelineItems',
      'Repository.collaborators',
      'CheckRun.checkSuite',
      'DeploymentStatus.environmentUrl',
      'Issue.stateReason',
    ];
    for (const document of [
      more,
      ...ofMany,
      ...ofAudits,
      ...combinations.map(changeDocument),
      ...combinations.map(probeDocument),
    ]) {
      for (const field of fields) {
        const shorter = withoutField(document, field);
        assert.deepEqual(problemsOf(shorter), [], `${field}\n${shorter}`);
        assert.ok(!new RegExp(`\\b${field.split('.')[1] ?? ''}\\(`).test(shorter), field);
      }
    }
  });

  it('costs a few points to list a hundred pull requests, and fewer nodes than GitHub allows to read twenty-five', () => {
    const list = costOf(gitHub, parse(ofMany[0] ?? ''), {});
    assert.deepEqual([list.points, list.problems], [4, []]);
    // `nodes` is no connection: what it costs is counted for one.
    const one = costOf(gitHub, parse(openPullsDocument), {});
    assert.ok(one.nodes * 25 < 500_000, `${one.nodes} each`);
    assert.ok(one.points <= 1);
  });

  it('costs five points to read thirty merged changes, and one to ask of a hundred commits what brought them', () => {
    const read = costOf(gitHub, parse(merged(30)), {});
    assert.deepEqual([read.points, read.problems], [5, []]);
    assert.ok(read.nodes < 500_000, `${read.nodes} nodes`);
    assert.equal(costOf(gitHub, parse(brought(100)), {}).points, 1);
  });

  it('costs two points to read a change of usual size, and one to look whether it changed', () => {
    const cost = (document: string) => costOf(gitHub, parse(document), {}).points;
    assert.deepEqual([...new Set(combinations.map((parts) => cost(changeDocument(parts))))], [2]);
    assert.deepEqual([...new Set(combinations.map((parts) => cost(probeDocument(parts))))], [1]);
  });
});
