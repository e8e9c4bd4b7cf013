import assert from 'node:assert/strict';
import { descriptionFrom, ticketForm } from '../../../src/change/ticketForm.ts';

describe('the form of a ticket', () => {
  it('asks what, why, risk and rollback', () => {
    assert.deepEqual(ticketForm().match(/^## .+$/gm), ['## What', '## Why', '## Risk', '## Rollback']);
  });

  it('makes no description while nothing was written', () => {
    assert.equal(descriptionFrom(ticketForm()), '');
    assert.equal(descriptionFrom(ticketForm().replaceAll('\n', '\r\n')), '');
  });

  it('keeps what was written, and leaves out guidance and empty headings', () => {
    const filled = ticketForm()
      .replace('## What\n', '## What\n\nLimit sign-in attempts.\n\n### Details\n\nFive a minute.')
      .replace('## Risk\n', '## Risk\n\nSomeone is locked out. <!-- their own comment -->');
    assert.equal(
      descriptionFrom(filled),
      '## What\n\nLimit sign-in attempts.\n\n### Details\n\nFive a minute.\n\n## Risk\n\nSomeone is locked out. <!-- their own comment -->',
    );
  });

  it('keeps a text that has nothing of the form', () => {
    assert.equal(descriptionFrom('  Just do it.\n\n## Notes\n\n- one\n'), 'Just do it.\n\n## Notes\n\n- one');
  });
});
