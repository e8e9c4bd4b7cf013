import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commands, views } from '../../src/ui/contributions.ts';
import type { CurrentChange } from '../../src/ui/currentChange.ts';
import type { WaitingState } from '../../src/ui/waiting/waitingState.ts';

const root = path.join(import.meta.dirname, '../..');

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly enablement?: string }[];
    readonly menus: {
      readonly commandPalette: readonly { readonly command: string; readonly when: string }[];
    };
    readonly viewsWelcome: readonly { readonly view: string; readonly when: string }[];
    readonly configuration: {
      readonly properties: Readonly<
        Record<
          string,
          {
            readonly order?: number;
            readonly markdownDescription?: string;
            readonly enum?: readonly string[];
          }
        >
      >;
    };
    readonly walkthroughs: readonly {
      readonly steps: readonly {
        readonly id: string;
        readonly description: string;
        readonly media: { readonly svg: string };
        readonly completionEvents: readonly string[];
      }[];
    }[];
  };
}

const read = (file: string): unknown => JSON.parse(readFileSync(path.join(root, file), 'utf8'));
const { contributes } = read('package.json') as Manifest;
const texts = read('package.nls.json') as Readonly<Record<string, string>>;
const textOf = (key: string): string => texts[key.replaceAll('%', '')] ?? '';

/** Commands that the palette always has, and why. */
const always: Readonly<Record<string, string>> = {
  [commands.showLog]: 'whatever went wrong, the log may say why',
};

describe('the palette', () => {
  const { commandPalette } = contributes.menus;
  for (const { command, enablement } of contributes.commands) {
    it(`has ${command} where it makes sense`, () => {
      const when = commandPalette.find((item) => item.command === command)?.when;
      assert.equal((when ?? enablement) === undefined, command in always);
    });
  }
});

describe('an empty view', () => {
  /** Whether the view is empty then. */
  const ofChange: Readonly<Record<CurrentChange['kind'], boolean>> = {
    loading: true,
    untrusted: true,
    'no-git': true,
    'no-repository': true,
    'no-remote': true,
    'no-change': true,
    'signed-out': true,
    change: false,
    failed: false,
  };
  /** `nothing` stands in the key for what is known to be nothing. */
  const ofWaiting: Readonly<Record<WaitingState['kind'] | 'nothing', boolean>> = {
    loading: true,
    off: true,
    untrusted: true,
    'no-repository': true,
    'no-remote': true,
    'signed-out': true,
    nothing: true,
    known: false,
    failed: false,
  };
  for (const [view, states] of [
    [views.currentChange, ofChange],
    [views.waiting, ofWaiting],
  ] as const) {
    for (const [state, isEmpty] of Object.entries(states)) {
      it(`${view}, ${state}: ${isEmpty ? 'says why' : 'has lines instead'}`, () => {
        const says = contributes.viewsWelcome.filter(
          (welcome) => welcome.view === view && welcome.when.includes(`'${state}'`),
        );
        assert.equal(says.length, isEmpty ? 1 : 0);
      });
    }
  }
});

describe('the settings', () => {
  const properties = Object.entries(contributes.configuration.properties);

  it('have a description in Markdown and a place in the order', () => {
    const orders = properties.map(([, { order }]) => order);
    assert.deepEqual(
      orders.toSorted((a, b) => (a ?? 0) - (b ?? 0)),
      properties.map((_, index) => index + 1),
    );
    for (const [name, { markdownDescription }] of properties) {
      assert.match(textOf(markdownDescription ?? ''), /\.$/, name);
    }
  });

  it('link to settings and commands that are there', () => {
    const known = new Set<string>([
      ...properties.map(([name]) => name),
      ...Object.values(commands),
      'github-enterprise.uri',
    ]);
    const linked = properties.flatMap(([, { markdownDescription = '' }]) =>
      [...textOf(markdownDescription).matchAll(/#([\w.-]+)#|\(command:([\w.]+)\)/g)].map(
        ([, setting, command]) => setting ?? command ?? '',
      ),
    );
    assert.ok(linked.length > 0);
    assert.deepEqual(
      linked.filter((name) => !known.has(name)),
      [],
    );
  });
});

describe('the walkthrough', () => {
  const steps = contributes.walkthroughs.flatMap((walkthrough) => walkthrough.steps);
  for (const { id, description, media, completionEvents } of steps) {
    it(`has a picture, a button and an end for ${id}`, () => {
      assert.ok(existsSync(path.join(root, media.svg)), media.svg);
      assert.doesNotMatch(readFileSync(path.join(root, media.svg), 'utf8'), /#[\da-f]{3,8}\b|style=/i);
      const known = new Set<string>([
        ...Object.values(commands),
        ...Object.values(views).map((view) => `${view}.focus`),
      ]);
      const buttons = [...textOf(description).matchAll(/^\[.+\]\(command:([\w.]+)\)$/gm)].map(
        ([, name]) => name ?? '',
      );
      assert.ok(buttons.length > 0);
      const ends = completionEvents.flatMap((event) => /(?<=^onCommand:).+/.exec(event) ?? []);
      assert.deepEqual(
        [...buttons, ...ends].filter((name) => !known.has(name)),
        [],
      );
      assert.ok(completionEvents.length > 0);
    });
  }
});
