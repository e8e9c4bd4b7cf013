import assert from 'node:assert/strict';
import { Pipeline } from '../../demo/pipeline.ts';
import { useSandbox } from '../../sandbox/mocha.ts';
import { pushAnother } from '../support/preparedChange.ts';
import { openPull, repo } from './support.ts';

describe('demo: the pipeline of the sample', function () {
  this.timeout(30_000);
  const handle = useSandbox();

  it('tests and deploys each head of a pull request, once', async () => {
    const { sandbox } = handle;
    const folder = handle.folder('clone');
    const { head } = await openPull(sandbox, folder);
    const pipeline = new Pipeline(sandbox);
    await pipeline.run();
    await pipeline.run();
    const newest = await pushAnother(folder, 'One more');
    await pipeline.run();

    const lead = sandbox.as(sandbox.people.lead);
    for (const sha of [head, newest]) {
      const { data: statuses } = await lead.repos.listCommitStatusesForRef({ ...repo, ref: sha });
      assert.deepEqual(
        statuses.map(({ context, state }) => [context, state]),
        [['ci/build', 'success']],
      );
      const { data: deployments } = await lead.repos.listDeployments({ ...repo, sha });
      assert.deepEqual(
        deployments.map(({ environment }) => environment),
        ['staging'],
      );
    }
  });
});
