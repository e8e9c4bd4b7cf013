import assert from 'node:assert/strict';
import { newDraft, summaryFrom } from '../../../src/change/newDraft.ts';
import { parseDraft } from '../../../src/change/pullRequestDraft.ts';
import { findTemplates } from '../../../src/change/templates.ts';
import type { TicketSummary } from '../../../src/change/tracker.ts';

const ticket: TicketSummary = {
  id: 'I_42',
  tracker: 'github',
  key: '#42',
  url: 'https://github.com/acme/payments/issues/42',
  title: 'Refund in the currency of the payment',
  state: 'open',
  createdAt: '2026-01-01T00:00:00Z',
  createdBy: 'ann',
  labels: [],
  assignees: [],
  assignedToMe: true,
};
const sources = { branch: 'feature/42-refund-in-euro', template: '## Summary\n', ticketKey: '#42', ticket };

describe('newDraft', () => {
  it('takes the title from the ticket and links it', () => {
    assert.equal(newDraft(sources), '# Refund in the currency of the payment\n\nCloses #42\n\n## Summary\n');
  });

  const links: readonly (readonly [name: string, template: string, body: string])[] = [
    [
      'its own line',
      '<!-- The ticket: -->\r\n\r\nCloses #\r\n\r\n## Summary',
      '<!-- The ticket: -->\n\nCloses #42\n\n## Summary',
    ],
    ['another keyword', 'Fixes #\nx', 'Closes #42\nx'],
    ['a line for any tracker', 'Ticket:  \nx', 'Closes #42\nx'],
    ['a sentence', 'It closes # and more', 'Closes #42\n\nIt closes # and more'],
  ];
  for (const [name, template, body] of links) {
    it(`fills in ${name} of the template`, () => {
      assert.equal(parseDraft(newDraft({ ...sources, template })).body, body);
    });
  }

  it('makes a title of the branch where the ticket can’t be read', () => {
    const unread = newDraft({ ...sources, ticket: undefined });
    assert.equal(unread, '# Refund in euro\n\nCloses #42\n\n## Summary\n');
    assert.equal(
      parseDraft(newDraft({ ...sources, ticket: undefined, branch: 'PAY-7-fees_2' })).title,
      'Fees 2',
    );
  });

  it('links tickets of other trackers so that people can follow', () => {
    const other = { ...ticket, tracker: 'jira', key: 'PAY-7', url: 'https://x.test/a b>' };
    assert.match(
      newDraft({ ...sources, ticketKey: 'PAY-7', ticket: other }),
      /\nTicket: \[PAY-7\]\(<https:\/\/x\.test\/a%20b%3E>\)\n/,
    );
  });

  it('keeps a hostile title on its line', () => {
    const hostile = { ...ticket, title: 'A\n# B\u001b[31m' };
    assert.equal(parseDraft(newDraft({ ...sources, ticket: hostile })).title, 'A # B\uFFFD[31m');
  });
});

describe('summaryFrom', () => {
  it('says the ticket and the commits', () => {
    assert.equal(
      summaryFrom(ticket, ['Add a', 'Use `a`']),
      'Refund in the currency of the payment (#42).\n\n- Add a\n- Use `a`',
    );
    assert.equal(summaryFrom(undefined, ['Add a']), '- Add a');
  });

  it('neither hides what follows nor calls anyone', () => {
    assert.equal(
      summaryFrom({ key: '#1', title: '<!-- @acme/all [x](y)\n- [x] done' }, []),
      '\\<!-- @\u200Bacme/all \\[x\\](y) - \\[x\\] done (#1).',
    );
  });
});

describe('findTemplates', () => {
  it('knows all of GitHub’s places, in any case, in its order', async () => {
    const folders: Readonly<Record<string, readonly string[]>> = {
      '': ['PULL_REQUEST_TEMPLATE.md', 'README.md', 'pull_request_template.md.bak', 'pull_request_template'],
      '.github': ['workflows', 'PULL_REQUEST_TEMPLATE', 'pull_request_template.txt'],
      '.github/PULL_REQUEST_TEMPLATE': ['fix.md', 'feature.md', 'config.yml'],
      docs: ['Pull_Request_Template.md'],
    };
    const found = await findTemplates(async (folder) => Promise.resolve(folders[folder] ?? []));
    assert.deepEqual(found, [
      '.github/PULL_REQUEST_TEMPLATE/feature.md',
      '.github/PULL_REQUEST_TEMPLATE/fix.md',
      '.github/pull_request_template.txt',
      'PULL_REQUEST_TEMPLATE.md',
      'pull_request_template',
      'docs/Pull_Request_Template.md',
    ]);
  });
});
