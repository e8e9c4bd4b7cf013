import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { commands, contextKeys, tools, views } from '../../src/ui/contributions.ts';
import { notificationSettings, settings } from '../../src/ui/settings.ts';

interface MenuItem {
  readonly command: string;
  readonly when?: string;
}

interface Manifest {
  readonly activationEvents: readonly string[];
  readonly contributes: {
    readonly commands: readonly (MenuItem & { readonly enablement?: string })[];
    readonly languageModelTools: readonly { readonly name: string }[];
    readonly menus: Readonly<Record<string, readonly MenuItem[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly {
      readonly view: string;
      readonly when: string;
      readonly contents: string;
    }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

const eventKinds = ['approval-came', 'changes-requested', 'approval-lost', 'ready-to-merge'] as const;

const sorted = (ids: Iterable<string>): string[] => [...new Set(ids)].sort();

describe('what package.json contributes', () => {
  const manifest = vscode.extensions.getExtension('change-guide.change-guide')?.packageJSON as Manifest;
  const { contributes } = manifest;
  const menuItems = Object.values(contributes.menus).flat();

  it('is the commands that the code knows', () => {
    assert.deepEqual(
      sorted(contributes.commands.map(({ command }) => command)),
      sorted(Object.values(commands)),
    );
  });

  it('is the views that the code knows', () => {
    const ids = Object.values(contributes.views).flatMap((group) => group.map(({ id }) => id));
    assert.deepEqual(sorted(ids), sorted(Object.values(views)));
  });

  it('is the tools that the code knows, and VS Code offers them to agents', () => {
    const names = sorted(Object.values(tools));
    assert.deepEqual(sorted(contributes.languageModelTools.map(({ name }) => name)), names);
    const offered = new Set(vscode.lm.tools.map(({ name }) => name));
    assert.deepEqual(
      names.filter((name) => !offered.has(name)),
      [],
    );
  });

  it('names no command that is not there, in menus and welcome texts', () => {
    const known = new Set<string>(Object.values(commands));
    const inWelcome = contributes.viewsWelcome.flatMap(({ contents }) =>
      [...contents.matchAll(/\(command:(changeGuide\.[A-Za-z]+)/g)].map((match) => match[1] ?? ''),
    );
    const named = [...menuItems.map(({ command }) => command), ...inWelcome];
    assert.deepEqual(
      named.filter((id) => !known.has(id)),
      [],
    );
  });

  it('looks at the context keys that the code sets, and at no other of ours', () => {
    const conditions = [
      ...menuItems.map(({ when }) => when),
      ...contributes.commands.map(({ enablement }) => enablement),
      ...contributes.viewsWelcome.map(({ when }) => when),
    ].join('\n');
    const keys = [...conditions.matchAll(/changeGuide\.[A-Za-z.]+/g)].map(([key]) => key);
    const known = [...Object.values(contextKeys), ...Object.values(views)];
    assert.deepEqual(sorted(keys), sorted(known));
  });

  it('has the defaults that the code falls back to', () => {
    const {
      enterpriseServers,
      assignTicket,
      publishBranch,
      notifications,
      afterMerge,
      commentOnTicket,
      securityBadges,
      waiting,
    } = settings();
    const byName: Readonly<Record<string, unknown>> = {
      'changeGuide.enterpriseServers': enterpriseServers,
      'changeGuide.startChange.assignTicket': assignTicket,
      'changeGuide.startChange.publishBranch': publishBranch,
      'changeGuide.securityBadges': securityBadges,
      'changeGuide.merge.closeTicket': afterMerge.closes,
      'changeGuide.merge.moveTicketTo': afterMerge.movesTo,
      'changeGuide.submit.commentOnTicket': commentOnTicket,
      'changeGuide.waiting.enabled': waiting.enabled,
      'changeGuide.waiting.scope': waiting.scope,
      ...Object.fromEntries(
        eventKinds.map((kind) => [
          `changeGuide.notifications.${notificationSettings[kind]}`,
          notifications[kind],
        ]),
      ),
    };
    const contributed = Object.entries(contributes.configuration.properties).map(([name, property]) => [
      name,
      property.default,
    ]);
    assert.deepEqual(Object.fromEntries(contributed), byName);
  });

  it('activates in clones, and not everywhere', () => {
    assert.deepEqual(manifest.activationEvents, ['workspaceContains:.git']);
  });
});
