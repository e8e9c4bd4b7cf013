import assert from 'node:assert/strict';
import { ticketLinks } from '../../../src/change/ticketLinks.ts';
import type { PullRequest, Ticket } from '../../../src/procedure/changeRecord.ts';

describe('ticketLinks', () => {
  const pattern = '{type}/{ticket}-{slug}';
  const cases: readonly [
    key: string,
    branch: string,
    title: string,
    body: string,
    links: Ticket['linkedBy'],
  ][] = [
    ['#42', 'feature/42-x', '', '', ['branch-name']],
    ['#42', 'feature/420-x', '', '', []],
    ['PAY-7', 'feature/pay-7-x', '', '', ['branch-name']],
    ['#42', 'x', 'Limit sign-in (#42)', '', ['title']],
    ['#42', 'x', 'See #421 and a#42 and #42-b', '', []],
    ['#42', 'x', '', 'Part of #42.', ['body']],
    ['#42', 'x', '', 'Closes #42', ['closing-keyword', 'body']],
    ['#42', 'x', '', 'fixed: #42\nresolves #43', ['closing-keyword', 'body']],
    ['#42', 'x', '', 'Encloses #42', ['body']],
    ['#42', 'x', '', '42', []],
    ['PAY-7', 'x', 'PAY-7: limit', 'XPAY-7 PAY-77', ['title']],
    ['#42', 'feature/42-x', '#42', 'closes #42', ['closing-keyword', 'branch-name', 'title', 'body']],
  ];
  for (const [key, name, title, body, links] of cases) {
    it(`${key} by ${JSON.stringify([name, title, body])}`, () => {
      const pullRequest = { title, body } as PullRequest;
      assert.deepEqual(ticketLinks(key, { name, pattern }, pullRequest), links);
    });
  }

  it('is by the branch’s name alone before there is a pull request', () => {
    assert.deepEqual(ticketLinks('#42', { name: 'feature/42-x', pattern }, undefined), ['branch-name']);
  });
});
