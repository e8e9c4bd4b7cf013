import assert from 'node:assert/strict';
import { eventually } from '../support/eventually.ts';
import { useDeveloper } from '../support/developer.ts';
import { itThoroughly } from '../../thorough.ts';

describe('Start Change where only Change Guide is signed in', () => {
  const developer = useDeveloper();

  itThoroughly('publishes the branch with the typed token, which git has not', async () => {
    const { workbench, sandbox, startChange } = developer;
    await developer.git('config', '--replace-all', 'credential.helper', '');
    await workbench.runCommand('Change: Sign In');
    await workbench.quickInput.appears('Sign in to');
    await workbench.quickInput.pick('Enter a token…');
    await eventually(async () => {
      assert.match(await workbench.quickInput.message(), /personal access token/);
    });
    await workbench.quickInput.type(sandbox.people.developer.token);
    await workbench.quickInput.accept();
    await developer.sees(/No change is under way/);
    await assert.rejects(developer.remoteCommit('main'), 'git itself has no credential');

    await startChange.run({ title: 'Typed token' });
    await startChange.done();
    const branch = await developer.branch();
    assert.match(branch, /^feature\/\d+-typed-token$/);
    const { owner, name } = sandbox.repository;
    const published = await sandbox
      .as(sandbox.people.lead)
      .rest.repos.getBranch({ owner, repo: name, branch });
    assert.equal(published.data.commit.sha, await developer.git('rev-parse', 'HEAD'));
  });
});
