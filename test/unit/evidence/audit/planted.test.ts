import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { auditFiles } from '../../../../src/evidence/audit/auditFile.ts';
import { useSandbox } from '../../../sandbox/mocha.ts';
import { audit, auditRequest } from './auditSite.ts';
import { entriesIn, misjudged } from './planted.ts';

describe('an audit of a generated period', function () {
  this.timeout(120_000);
  const handle = useSandbox();

  it('finds exactly the sins that were planted, and shows them first', async () => {
    const { sandbox } = handle;
    const period = sandbox.addPeriod({ changes: 60, sins: 2 });
    const folder = handle.folder('audit');
    const { summary } = await audit(sandbox, auditRequest(sandbox, 'acme/ledger'), folder);
    const entries = entriesIn(readFileSync(path.join(folder, auditFiles.entries), 'utf8'));
    assert.deepEqual(misjudged(period, entries), []);
    assert.equal(summary.totals.commits, period.population);
    assert.equal(summary.totals.byBots, period.bots.length);
    assert.equal(summary.totals.reverts, period.reverts.length);
    const page = readFileSync(path.join(folder, auditFiles.page), 'utf8');
    assert.match(page, /22 exceptions/);
  });
});
