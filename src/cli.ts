#!/usr/bin/env node
import { version } from '../package.json';
import type { CommandEntry } from './commandLine/command.ts';
import type { Outside } from './commandLine/outside.ts';
import { run } from './commandLine/run.ts';

const outside: Outside = {
  environment: process.env,
  directory: process.cwd(),
  // git and Octokit are loaded by the commands that need them.
  adapters: (binary) => ({
    clone: async (directory, remoteToken) =>
      (await import('./adapters.ts')).openClone({ binary, directory, remoteToken }),
    hosted: async (repository, tokens) =>
      (await import('./adapters.ts')).openHosted(repository, tokens, `change-guide/${version}`),
  }),
};

const commands: readonly CommandEntry[] = [
  {
    name: 'status',
    summary: 'Show how far a change has come, and who is still needed',
    load: async () => (await import('./commandLine/statusCommand.ts')).statusCommand(outside),
  },
  {
    name: 'record',
    summary: 'Write down what is known of a change, as a change record',
    load: async () => (await import('./commandLine/recordCommand.ts')).recordCommand(outside),
  },
  {
    name: 'check',
    summary: 'Judge a pull request in CI, and set its commit status',
    load: async () => (await import('./commandLine/checkCommand.ts')).checkCommand(outside),
  },
  {
    name: 'evaluate',
    summary: 'Judge change records offline',
    load: async () => (await import('./commandLine/evaluateCommand.ts')).evaluateCommand,
  },
  {
    name: 'procedure',
    summary: 'Write or check the procedure file',
    load: async () => (await import('./commandLine/procedureCommand.ts')).procedureCommand,
  },
  {
    name: 'setup',
    summary: 'Set a repository up for the procedure',
    load: async () => (await import('./commandLine/setupCommand.ts')).setupCommand(outside),
  },
  {
    name: 'evidence',
    summary: 'Write the evidence of a change, for an auditor',
    load: async () =>
      (await import('./commandLine/evidenceCommand.ts')).evidenceCommand(await evidencePorts(), outside),
  },
  {
    name: 'audit',
    summary: 'Audit a period: every commit, and how it came to the base branch',
    load: async () => {
      const { auditCommand } = await import('./commandLine/auditCommand.ts');
      return auditCommand(
        {
          open: async (...places) => (await import('./auditAdapters.ts')).openAuditPorts(...places),
          openMerge: async (places) => (await import('./auditAdapters.ts')).openAuditMergePorts(places),
        },
        outside,
      );
    },
  },
  {
    name: 'verify',
    summary: 'Check evidence: signature, digests, and the report',
    load: async () => (await import('./commandLine/verifyCommand.ts')).verifyCommand(await evidencePorts()),
  },
  {
    name: 'hook',
    summary: 'Turn warnings before a push on or off in this clone',
    load: async () => {
      const { hookCommand } = await import('./commandLine/hookCommand.ts');
      const { openPushHook } = await import('./pushHookAdapter.ts');
      return hookCommand((directory) => openPushHook({ binary: 'git', directory }, import.meta.url));
    },
  },
  {
    name: 'pre-push',
    summary: 'Judge a push; for git’s hook',
    load: async () => {
      const { prePushCommand } = await import('./commandLine/prePushCommand.ts');
      const { openPush } = await import('./pushAdapters.ts');
      return prePushCommand(openPush);
    },
  },
  {
    name: 'template',
    summary: 'Write or complete the pull request template',
    load: async () => (await import('./commandLine/templateCommand.ts')).templateCommand,
  },
];

async function evidencePorts() {
  const { openEvidencePorts } = await import('./evidenceAdapters.ts');
  const { findExecutable } = await import('./commandLine/executables.ts');
  const binary = (await findExecutable('git', outside)) ?? 'git is not installed';
  return openEvidencePorts({ binary, directory: outside.directory }, { mayAsk: true });
}

// Not `process.exit`: what was written must reach its reader first.
process.exitCode = await run(process.argv.slice(2), process, commands);
