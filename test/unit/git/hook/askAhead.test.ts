import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { procedureFile } from '../../../../src/change/procedureFile.ts';
import { answersAhead, askAheadText } from '../../../../src/git/hook/askAhead.ts';
import { pushQuestions } from '../../../../src/git/pushQuestions.ts';
import { testRepository, type TestRepository } from '../../support/repositories.ts';

const none = '0'.repeat(40);

(process.platform === 'win32' ? describe.skip : describe)(
  'what the hook’s shell asks git ahead',
  function () {
    this.timeout(60_000);
    let repository: TestRepository;

    beforeEach(() => {
      repository = testRepository();
    });
    afterEach(() => {
      repository.remove();
    });

    /** What reaches the push guard: the refs, and git's answers. */
    function passedOn(refs: string): { refs: string; answers: ReadonlyMap<string, string> } {
      const bytes = execFileSync('sh', ['-c', `${askAheadText()}ask_ahead 2>/dev/null`], {
        cwd: repository.clone,
        input: refs,
      });
      const end = bytes.indexOf(0);
      return { refs: bytes.toString('utf8', 0, end), answers: answersAhead(bytes.subarray(end + 1)) };
    }

    const gitSays = (question: readonly string[]) =>
      execFileSync('git', [...question], { cwd: repository.clone, encoding: 'utf8' });

    it('is all that the guard asks of a usual push, and just what git answers it', () => {
      const rules = 'version: 1\n# \u0000\u00000\ndiff x\n\u0000\u00000\n# müde\n\n';
      repository.write(procedureFile, rules);
      repository.write('to move.ts', 'a\nb\nc\n');
      const base = repository.commit('Rules');
      repository.git('push', '--quiet');
      repository.git('remote', 'set-head', 'origin', '--auto');
      repository.git('config', 'branch.feature/42-x.changeGuideTicket', '42\nzwei\n');
      repository.git('checkout', '--quiet', '-b', 'feature/42-x');
      repository.git('mv', 'to move.ts', 'moved “here”.ts');
      const before = repository.commit('Move');
      repository.write('ümlaut\n.ts', 'x');
      const after = repository.commit('More');
      const line = `refs/heads/feature/42-x ${after} refs/heads/feature/42-x ${before}\n`;
      const { refs, answers } = passedOn(line);
      assert.equal(refs, line);
      const questions: (readonly string[])[] = [
        pushQuestions.repository,
        pushQuestions.settings,
        pushQuestions.heads,
        pushQuestions.currentBranch,
        pushQuestions.changedFiles(`${base}...${after}`),
        pushQuestions.commit(before),
        pushQuestions.changedFiles(`${base}...${before}`),
        pushQuestions.file(base, procedureFile),
      ];
      assert.deepEqual(
        [...answers],
        questions.map((question) => [question.join(' '), gitSays(question)]),
      );
      assert.equal(answers.get(pushQuestions.file(base, procedureFile).join(' ')), rules);
    });

    it('passes refs on as they are, and holds no answer that git did not give', () => {
      repository.git('remote', 'set-head', 'origin', '--auto');
      const head = repository.git('rev-parse', 'HEAD');
      const refs = [
        `:/a $(touch ran) message ${head} refs/heads/x ${none}`,
        `refs/heads/y ${head} refs/heads/y ${'1'.repeat(40)}`,
        `refs/heads/z --output=ran refs/heads/z ${none}`,
        `(delete) ${none} refs/heads/gone ${head}`,
        'nonsense',
      ].join('\n');
      const passed = passedOn(refs);
      assert.equal(passed.refs, `${refs}\n`);
      assert.deepEqual(
        [...passed.answers.keys()].map((question) => question.split(' ')[0]),
        // Two refs are of this commit; nothing is asked of a commit that is not here, or of a file that is not.
        ['rev-parse', 'config', 'for-each-ref', 'symbolic-ref', 'diff'],
      );
      assert.equal(repository.git('status', '--porcelain'), '');
    });

    it('asks nothing for tags', () => {
      const head = repository.git('rev-parse', 'HEAD');
      assert.equal(passedOn(`refs/tags/v1 ${head} refs/tags/v1 ${none}\n`).answers.size, 0);
      assert.equal(passedOn('').answers.size, 0);
    });

    it('is no answer when it was cut off', () => {
      const bytes = Buffer.from('config --list -z\na\n1\0\0\x000\nfor-each-ref x\nhalf');
      assert.deepEqual([...answersAhead(bytes)], [['config --list -z', 'a\n1\0']]);
    });
  },
);
