import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { promisify } from 'node:util';
import { NoOperationTraceWriter, parseWorkflow } from '@actions/workflow-parser';
import { parse } from 'yaml';
import { examplesOf } from '../../scripts/docExamples.ts';
import { eventsWorkflow, judgingWorkflow } from '../../src/change/setUp/workflows.ts';
import { isOwnCheck } from '../../src/change/procedureStatus.ts';
import { useSandbox } from '../sandbox/mocha.ts';
import { buildCommandLine, builtCommandLine } from './commandLine/changeGuide.ts';
import { actionsEnvironment, environmentAt, openChange, statusesOf } from './commandLine/onHost.ts';

interface Workflow {
  readonly name: string;
  readonly on: Readonly<Record<string, { readonly workflows?: readonly string[] } | null>>;
  readonly permissions: unknown;
  readonly jobs: Readonly<
    Record<
      string,
      { readonly name: string; readonly steps: readonly { readonly run?: string; readonly uses?: string }[] }
    >
  >;
}

/** Run as the workflow stands on the pull request's branch, or as the deployed commit has it. */
const eventsOfTheHead = ['pull_request', 'pull_request_review', 'deployment_status', 'push'];

describe('the workflows of docs/ci.md', () => {
  const texts = examplesOf('ci.md').flatMap(({ info, text }) => (info === 'yaml workflow' ? text : []));
  const [judging, passingOn, auditing] = texts.map((text) => parse(text) as Workflow);
  assert.ok(judging && passingOn && auditing);

  for (const [index, content] of texts.entries()) {
    it(`number ${index + 1} is one by GitHub’s own parser`, () => {
      const file = { name: `workflow-${index}.yml`, content };
      const { context } = parseWorkflow(file, new NoOperationTraceWriter());
      assert.deepEqual(
        context.errors.getErrors().map(({ message }) => message),
        [],
      );
    });
  }

  it('are what Set Up Repository writes', () => {
    assert.deepEqual(texts.slice(0, 2), [judgingWorkflow(['CI']), eventsWorkflow]);
  });

  it('stay workflows whatever the repository’s own are named', () => {
    const names = ['on', "it's, [so]: #1", 'a\nb', '${{ x }}'];
    const { on } = parse(judgingWorkflow(names)) as Workflow;
    assert.deepEqual(on['workflow_run']?.workflows?.slice(1), ['on', "it's, [so]: #1", 'a b', '${{ x }}']);
  });

  it('judge by the base alone, with no right that is not named', () => {
    assert.deepEqual(
      Object.keys(judging.on).filter((event) => eventsOfTheHead.includes(event)),
      [],
    );
    assert.deepEqual([judging.permissions, passingOn.permissions], [{}, {}]);
    assert.ok(judging.on['workflow_run']?.workflows?.includes(passingOn.name) === true);
  });

  it('run nothing of the pull request, and put nothing of it into a command', () => {
    for (const { steps } of [...Object.values(judging.jobs), ...Object.values(passingOn.jobs)]) {
      for (const { run = '', uses = '' } of steps) {
        assert.doesNotMatch(run, /\$\{\{/);
        assert.doesNotMatch(uses, /checkout/);
      }
    }
  });

  it('audit with no right of their own, and put nothing that was typed into a command', () => {
    assert.deepEqual(auditing.permissions, {});
    for (const { steps } of Object.values(auditing.jobs)) {
      for (const { run = '', uses = '' } of steps) {
        assert.doesNotMatch(run, /\$\{\{/);
        assert.doesNotMatch(uses, /checkout/);
      }
    }
  });

  it('have jobs that are not judged themselves', () => {
    for (const { name } of [...Object.values(judging.jobs), ...Object.values(passingOn.jobs)]) {
      assert.ok(isOwnCheck(name), name);
    }
  });

  describe('with the command that they run', function () {
    this.timeout(60_000);
    const handle = useSandbox();
    before(buildCommandLine);

    it('set the status, and end well though the change is not finished', async function () {
      if (process.platform === 'win32') {
        this.skip(); // the job runs on ubuntu
      }
      const { sandbox } = handle;
      const change = await openChange(sandbox, handle.folder('clone'));
      const command = judging.jobs['judge']?.steps.at(-1)?.run ?? '';
      const bin = handle.folder('bin');
      mkdirSync(bin);
      const program = path.join(bin, 'change-guide');
      writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${builtCommandLine}" "$@"\n`);
      chmodSync(program, 0o755);
      const folder = handle.folder('job');
      const run = async (event: object, token: string) =>
        promisify(execFile)('bash', ['-e', '-c', command], {
          cwd: folder,
          env: {
            ...process.env,
            ...environmentAt(sandbox, folder),
            ...(await actionsEnvironment(sandbox, folder, event)),
            GH_HOST: undefined,
            GITHUB_TOKEN: token,
            PATH: `${bin}:${process.env['PATH'] ?? ''}`,
          },
        });
      const { token } = sandbox.people.lead;
      await run({ pull_request: { number: change.number } }, token);
      const [status] = await statusesOf(sandbox, change.head, sandbox.people.peer);
      assert.deepEqual([status?.context, status?.state], ['change-procedure', 'pending']);
      await run({ workflow_run: { head_sha: 'f'.repeat(40) } }, token);
      await assert.rejects(run({ pull_request: { number: change.number } }, 'ghp_expired'), /did not accept/);
    });
  });
});
