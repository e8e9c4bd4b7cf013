import assert from 'node:assert/strict';
import { test } from 'node:test';
import { issueToken, verifyToken } from '../../src/auth/token.ts';

const caller = { subject: 'shop', scopes: ['refunds:write'] };

test('a token says who is calling', () => {
  const token = issueToken(caller, 'key', 2000);
  assert.deepEqual(verifyToken(`Bearer ${token}`, 'key', 1000), caller);
});

test('a token is refused when it is too old, or signed with another key', () => {
  const token = issueToken(caller, 'key', 2000);
  assert.equal(verifyToken(`Bearer ${token}`, 'key', 2000), undefined);
  assert.equal(verifyToken(`Bearer ${token}`, 'other', 1000), undefined);
});
