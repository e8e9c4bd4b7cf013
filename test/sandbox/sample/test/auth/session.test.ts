import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Sessions } from '../../src/auth/session.ts';

test('a refresh token is good once', () => {
  const sessions = new Sessions();
  const first = sessions.start('shop', 2000);
  const second = sessions.refresh(first, 1000, 3000);
  assert.ok(second);
  assert.equal(sessions.refresh(first, 1000, 3000), undefined);
});

test('a token used twice ends the session of both', () => {
  const sessions = new Sessions();
  const first = sessions.start('shop', 2000);
  const second = sessions.refresh(first, 1000, 3000) ?? '';
  sessions.refresh(first, 1000, 3000);
  assert.equal(sessions.refresh(second, 1000, 3000), undefined);
});
