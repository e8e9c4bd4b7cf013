import assert from 'node:assert/strict';
import { schema } from '@octokit/graphql-schema';
import { buildSchema, parse, validate } from 'graphql';
import { mergingDocuments } from '../../../src/github/merging.ts';
import { linkedBranchDocuments } from '../../../src/github/linkedBranch.ts';

describe('every GraphQL document', () => {
  const gitHub = buildSchema(schema.idl, { assumeValidSDL: true });
  for (const document of [...linkedBranchDocuments, ...mergingDocuments]) {
    it(`${/\b(?:query|mutation) (\w+)/.exec(document)?.[1] ?? document} is valid by GitHub’s schema`, () => {
      assert.deepEqual(validate(gitHub, parse(document)), []);
    });
  }
});
