import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import type { ChangeFacts } from '../../../src/change/observedChange.ts';
import { GitFolderDraftStore } from '../../../src/git/draftStore.ts';
import { GitPushedClone } from '../../../src/git/pushedClone.ts';
import { GitFolderLastKnown } from '../../../src/git/lastKnown.ts';
import { GitWorkingCopy } from '../../../src/git/workingCopy.ts';
import { body, procedureWith, recordWith, review, type RecordDraft } from '../procedure/records.ts';
import { environment, gitSays, pushingRepository, type PushingRepository } from '../support/pushes.ts';
import { buildCommandLine, changeGuide, startChangeGuide } from './changeGuide.ts';
import { itThoroughly } from '../../thorough.ts';

describe('a push with push warnings', function () {
  this.timeout(60_000);
  let repository: PushingRepository;

  before(buildCommandLine);
  afterEach(() => {
    repository.remove();
  });

  function begin(procedure?: string): void {
    repository = pushingRepository(procedure);
    assert.equal(repository.changeGuide('hook', 'install').code, 0);
  }

  const location = () => ({ binary: 'git', directory: repository.clone });
  const draft = async (branch: string, text: string) =>
    new GitFolderDraftStore(location()).write(branch, text);

  /** What VS Code would have kept of a branch that was pushed at this commit. */
  async function known(
    branch: string,
    head: string,
    change: (record: RecordDraft) => void = () => undefined,
    procedure = procedureWith(),
  ) {
    const record = recordWith((facts) => {
      facts.branch = { name: branch, headSha: head };
      facts.pullRequest.headSha = head;
      facts.pullRequest.headRef = branch;
      facts.commits = facts.commits.slice(0, 1).map((commit) => ({ ...commit, sha: head }));
      facts.reviews = [
        review('peer-1', '11:00:00', { commitSha: head }),
        review('lead-1', '14:00:00', { commitSha: head }),
      ];
      facts.teams['acme/leads'] = ['lead-1'];
      change(facts);
    });
    const facts: ChangeFacts = {
      branch,
      ticketKey: undefined,
      ticket: undefined,
      record,
      procedure,
      procedureSource: {
        baseBranch: 'main',
        commit: repository.git('rev-parse', 'refs/remotes/origin/main'),
        problem: undefined,
        differsHere: false,
      },
      viewer: 'dev-1',
      fingerprint: undefined,
      otherPullRequests: [],
    };
    await new GitFolderLastKnown(location()).write(facts);
  }

  const ours = ({ stderr }: { stderr: string }) =>
    stderr
      .split('\n')
      .filter((line) => /^(change-guide:| {2}(- |Next|To ))/.test(line))
      .join('\n');

  it('has nothing to say about a branch with its ticket in its name, and a file of no interest', () => {
    begin();
    repository.branch('feature/42-rounding', 'src/rounding.ts');
    const said = repository.push('origin', 'HEAD');
    assert.equal(said.code, 0, said.stderr);
    assert.equal(ours(said), '');
  });

  it('warns of a push to the base branch, and of nothing else then', () => {
    begin();
    repository.git('checkout', '--quiet', 'main');
    repository.write('src/auth/token.ts', 'x');
    repository.commit('Straight to main');
    const said = repository.push();
    assert.equal(said.code, 0);
    assert.equal(
      ours(said),
      'change-guide: warning: main\n' +
        '  - “main” is a branch that changes are merged into. Move the work to a feature branch of its own.\n' +
        '  Next: git switch -c a-branch-of-its-own, then push that.',
    );
  });

  it('stops it where the procedure says block, says how to go on, and lets --no-verify through', () => {
    begin('version: 1\nprePush: block\n');
    const commit = repository.branch('no-ticket', 'a.ts');
    const said = repository.push('origin', 'HEAD');
    assert.equal(said.code, 1);
    assert.match(said.stderr, /^change-guide: push blocked: no-ticket\n {2}- No ticket is linked\./m);
    assert.match(said.stderr, /git push --no-verify/);
    assert.equal(repository.gitIn(repository.remote, 'branch', '--list', 'no-ticket'), '');
    assert.equal(repository.push('--no-verify', 'origin', 'HEAD').code, 0);
    assert.equal(repository.gitIn(repository.remote, 'rev-parse', 'no-ticket'), commit);
  });

  it('leaves to Submit what the developer was asked there, and stops it for all else in the hook’s words', async () => {
    begin('version: 1\nprePush: block\n');
    // Its git passes on our own environment.
    process.env['CHANGE_GUIDE_PATIENCE'] = environment.CHANGE_GUIDE_PATIENCE;
    const commit = repository.branch('feature/42-x', 'src/auth/a.ts');
    await draft('feature/42-x', '# X\n\nCloses #42\n\n## Summary\n');
    assert.equal(repository.push('origin', 'HEAD').code, 1);
    const { signal } = new AbortController();
    const workingCopy = new GitWorkingCopy(location());
    await assert.rejects(workingCopy.push('origin', 'feature/42-x', signal, ['security']), {
      message: /^git push: a hook stopped the push\. change-guide: push blocked: .*“Summary”.*/,
    });
    await workingCopy.push('origin', 'feature/42-x', signal, ['security', 'description']);
    assert.equal(repository.gitIn(repository.remote, 'rev-parse', 'feature/42-x'), commit);
    repository.branch('no-ticket', 'a.ts');
    await assert.rejects(workingCopy.push('origin', 'no-ticket', signal, ['security', 'description']), {
      message: /No ticket is linked/,
    });
  });

  it('says nothing where the procedure says off', () => {
    begin('version: 1\nprePush: off\n');
    repository.branch('no-ticket', 'src/auth/token.ts');
    assert.equal(ours(repository.push('origin', 'HEAD')), '');
  });

  it('follows the procedure of the base branch, not that of the branch that is pushed', () => {
    begin('version: 1\nprePush: block\n');
    repository.git('checkout', '--quiet', '-b', 'loose');
    repository.write('.github/change-procedure.yml', 'version: 1\nprePush: off\n');
    repository.commit('Loosen the rules');
    assert.equal(repository.push('origin', 'HEAD').code, 1);
  });

  it('takes a ticket that was remembered, or that the draft closes', async () => {
    begin();
    repository.branch('one', 'a.ts');
    repository.git('config', 'branch.one.changeGuideTicket', '#7');
    assert.equal(ours(repository.push('origin', 'HEAD')), '');
    repository.branch('two', 'a.ts');
    await draft('two', `# Two\n\nCloses #8\n\n${body}`);
    assert.equal(ours(repository.push('origin', 'HEAD')), '');
  });

  it('names the files that make the security review required, at the push that does', () => {
    begin();
    repository.branch('feature/42-x', 'src/auth/tökén.ts', 'README.md');
    const first = repository.push('origin', 'HEAD');
    assert.match(ours(first), /because of src\/auth\/tökén\.ts \(\*\*\/auth\/\*\*\)\.$/m);
    repository.write('src/auth/more.ts', 'x');
    repository.commit('More of the same');
    assert.equal(ours(repository.push('origin', 'HEAD')), '', 'it is required already');
  });

  it('lists what is open in the draft, and where the draft is', async () => {
    begin();
    repository.branch('feature/42-x', 'a.ts');
    await draft('feature/42-x', '# X\n\n## Summary\n\nSome.\n\n## Testing\n');
    const said = ours(repository.push('origin', 'HEAD'));
    assert.match(
      said,
      /The draft of the pull request is not complete: the sections “Rollback plan” and “Testing” and 5 items of the security checklist\./,
    );
    const file = await new GitFolderDraftStore(location()).file('feature/42-x');
    assert.match(said, new RegExp(`Next: finish the draft, ${file}$`));
  });

  it('names whose approvals become stale', async () => {
    begin();
    const head = repository.branch('feature/42-x', 'a.ts');
    repository.push('origin', 'HEAD');
    await known('feature/42-x', head);
    repository.write('a.ts', 'better');
    repository.commit('Answer the review');
    const said = ours(repository.push('origin', 'HEAD'));
    assert.equal(
      said,
      'change-guide: warning: feature/42-x\n' +
        '  - This push makes 2 approvals stale: @peer-1 (peer reviewers) and @lead-1 (engineering leads).\n' +
        '  Next: ask them to review again after the push.',
    );
    repository.write('a.ts', 'best');
    repository.commit('Answer again');
    assert.equal(ours(repository.push('origin', 'HEAD')), '', 'they are stale already');
  });

  it('keeps approvals over a rebase that changes nothing, where the procedure does', async () => {
    begin('version: 1\napprovals: { stale: keep-if-unchanged }\n');
    const head = repository.branch('feature/42-x', 'a.ts');
    repository.push('origin', 'HEAD');
    const clone = new GitPushedClone(location());
    const digest = await clone.changeDigest('refs/remotes/origin/main', head);
    const keep = procedureWith((procedure) => {
      procedure.approvals.stale = 'keep-if-unchanged';
    });
    const reviewed = (record: RecordDraft) => {
      record.patchIds = { [head]: digest ?? 'none' };
    };
    await known('feature/42-x', head, reviewed, keep);
    repository.git('commit', '--quiet', '--amend', '--message', 'The same in other words');
    assert.equal(ours(repository.push('--force', 'origin', 'HEAD')), '');
    repository.write('a.ts', 'better');
    repository.commit('Not the same');
    assert.match(ours(repository.push('origin', 'HEAD')), /makes 2 approvals stale/);
  });

  it('looks at the pull request’s description where there is no draft, and not at a closed one’s', async () => {
    begin();
    const head = repository.branch('feature/42-x', 'a.ts');
    repository.push('origin', 'HEAD');
    const undescribed = (state: 'open' | 'closed') => (record: RecordDraft) => {
      record.reviews = [];
      record.pullRequest.body = body.replace('## Testing', '## Tests');
      record.pullRequest.state = state;
    };
    await known('feature/42-x', head, undescribed('open'));
    repository.write('a.ts', 'better');
    repository.commit('More');
    assert.match(
      ours(repository.push('origin', 'HEAD')),
      /The pull request’s description is not complete: the section “Testing”\.\n {2}Next: edit the description, https:/,
    );
    await known('feature/42-x', head, undescribed('closed'));
    repository.write('a.ts', 'best');
    repository.commit('Yet more');
    assert.equal(ours(repository.push('origin', 'HEAD')), '');
  });

  describe('is quiet about', () => {
    const quiet = (args: () => string[], what: string) => {
      it(what, () => {
        begin('version: 1\nprePush: block\n');
        repository.branch('no-ticket', 'src/auth/x.ts');
        const said = repository.push(...args());
        assert.equal(said.code, 0, said.stderr);
        assert.doesNotMatch(said.stderr, /change-guide/);
      });
    };
    const other = () => path.join(repository.folder, 'other.git');
    const makeOther = () => repository.gitIn(repository.folder, 'init', '--quiet', '--bare', other());

    quiet(() => (repository.git('tag', 'v1'), ['origin', 'v1']), 'a tag');
    quiet(() => {
      gitSays(repository.clone, 'push', '--no-verify', 'origin', 'no-ticket');
      return ['origin', '--delete', 'no-ticket'];
    }, 'a deletion');
    quiet(() => (makeOther(), [other(), 'HEAD:refs/heads/main']), 'another repository, by its address');
    quiet(() => {
      makeOther();
      repository.git('remote', 'add', 'backup', other());
      return ['backup', 'HEAD:refs/heads/main'];
    }, 'another repository, by its name');
    quiet(() => {
      repository.git('remote', 'rename', 'origin', 'upstream');
      makeOther();
      repository.git('remote', 'add', 'origin', other());
      repository.git('fetch', '--quiet', '--all');
      return ['origin', 'main'];
    }, 'the default branch of the developer’s own fork');

    it('a shallow clone', async () => {
      begin('version: 1\nprePush: block\n');
      const shallow = path.join(repository.folder, 'shallow');
      repository.gitIn(
        repository.folder,
        'clone',
        '--quiet',
        '--depth=1',
        `file://${repository.remote}`,
        shallow,
      );
      assert.equal((await changeGuide(['hook', 'install'], { cwd: shallow })).code, 0);
      const said = gitSays(shallow, 'push', 'origin', 'HEAD:refs/heads/no-ticket');
      assert.equal(said.code, 0, said.stderr);
      assert.doesNotMatch(said.stderr, /change-guide/);
    });

    itThoroughly('a bare repository', async () => {
      begin('version: 1\nprePush: block\n');
      const sha = repository.git('rev-parse', 'HEAD');
      const bare = path.join(repository.folder, 'bare.git');
      repository.gitIn(repository.folder, 'clone', '--quiet', '--bare', repository.remote, bare);
      const { code, stderr } = await changeGuide(['pre-push', 'origin', repository.remote], {
        cwd: bare,
        env: environment,
        input: `refs/heads/main ${sha} refs/heads/main ${'0'.repeat(39)}1\n`,
      });
      assert.deepEqual([code, stderr], [0, '']);
    });

    itThoroughly('the first push of a new repository', () => {
      begin('version: 1\nprePush: block\n');
      makeOther();
      repository.git('remote', 'set-url', 'origin', other());
      repository.git('update-ref', '-d', 'refs/remotes/origin/HEAD');
      repository.git('update-ref', '-d', 'refs/remotes/origin/main');
      const said = repository.push('origin', 'main');
      assert.equal(said.code, 0, said.stderr);
      assert.doesNotMatch(said.stderr, /change-guide/);
    });
  });

  describe('when it can’t judge', () => {
    it('says so in one line, and lets the push through: no base branch is known', () => {
      begin('version: 1\nprePush: block\n');
      repository.git('remote', 'set-head', 'origin', '--delete');
      repository.branch('no-ticket', 'a.ts');
      const said = repository.push('origin', 'HEAD');
      assert.equal(said.code, 0);
      assert.match(
        said.stderr,
        /^change-guide: this push was not judged, it goes on: .*set-head origin --auto.*\n/m,
      );
    });

    it('does not wait longer than it may, not even for what it is to judge', async () => {
      begin('version: 1\nprePush: block\n');
      const started = Date.now();
      const child = startChangeGuide(['pre-push', 'origin', 'x'], {
        cwd: repository.clone,
        env: { CHANGE_GUIDE_PATIENCE: '300' },
      });
      const [stderr, code] = await Promise.all([
        text(child.stderr),
        new Promise((resolve) => child.once('close', resolve)),
      ]);
      assert.equal(code, 0);
      assert.equal(
        stderr,
        'change-guide: this push was not judged, it goes on: it took longer than 300 ms.\n',
      );
      assert.ok(Date.now() - started < 10_000);
    });
  });

  describe('with hostile text', () => {
    it('runs nothing, and sends no control codes to the terminal', async () => {
      begin();
      const branch = 'no$(touch${IFS}pwned)`touch${IFS}pwned`;"\'';
      repository.branch(branch, 'src/auth/\u001b[31mred\u0007$(touch pwned).ts', 'src/auth/\u202egnp.exe');
      await draft(branch, '# \u001b]0;owned\u0007 $(touch pwned)\n\n## Summary\n');
      const said = repository.push('origin', 'HEAD');
      assert.equal(said.code, 0, said.stderr);
      assert.match(said.stderr, /because of /);
      // oxlint-disable-next-line no-control-regex -- these are what must not be there
      assert.doesNotMatch(ours(said), /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e]/);
      assert.equal(existsSync(path.join(repository.clone, 'pwned')), false);
    });

    it('shows logins without control codes', async () => {
      begin();
      const head = repository.branch('feature/42-x', 'a.ts');
      repository.push('origin', 'HEAD');
      const login = 'pe\u001b[2Jer';
      await known('feature/42-x', head, (record) => {
        record.reviews = [review(login, '11:00:00', { commitSha: head })];
        record.people[login] = { kind: 'user', permission: 'write' };
      });
      repository.write('a.ts', 'better');
      repository.commit('More');
      const said = repository.push('origin', 'HEAD');
      assert.match(said.stderr, /1 approval stale: @pe \[2Jer/);
    });
  });
});
