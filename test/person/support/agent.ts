import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { profileFolders } from '../../host/profile.ts';

/** What an agent got for a call: texts, or what was said to it instead. */
export interface Outcome {
  readonly texts?: readonly string[];
  readonly error?: string;
}

const manifest = {
  name: 'agent',
  publisher: 'test',
  version: '0.0.1',
  engines: { vscode: '^1.101.0' },
  main: './agent.js',
  activationEvents: ['onStartupFinished'],
  extensionKind: ['workspace'],
  contributes: { commands: [{ command: 'agent.call', title: 'Agent: Call' }] },
};

/** Runs in the extension host beside Change Guide, as any extension that has an agent. */
const program = `
const vscode = require('vscode');
const fs = require('node:fs');
exports.activate = (context) => {
  const folder = process.env.TEST_AGENT;
  context.subscriptions.push(vscode.commands.registerCommand('agent.call', async () => {
    const { name, input, cancelled } = JSON.parse(fs.readFileSync(folder + '/call.json', 'utf8'));
    const source = new vscode.CancellationTokenSource();
    const tell = (outcome) => {
      fs.writeFileSync(folder + '/outcome.tmp', JSON.stringify(outcome));
      fs.renameSync(folder + '/outcome.tmp', folder + '/outcome.json');
    };
    try {
      if (cancelled) source.cancel();
      const { content } = await vscode.lm.invokeTool(name, { input, toolInvocationToken: undefined }, source.token);
      tell({ texts: content.map(({ value }) => value) });
    } catch (error) {
      tell({ error: String(error.message ?? error) });
    }
  }));
};
`;

/** The variable that says to the agent where its calls are. */
export const agentVariable = 'TEST_AGENT';

/** Puts another extension into a profile, which calls the tools that VS Code offers to agents. */
export function installAgent(profile: string): void {
  const folder = path.join(profileFolders(profile).extensions, 'test.agent-0.0.1');
  mkdirSync(folder, { recursive: true });
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  writeFileSync(path.join(folder, 'agent.js'), program);
}
