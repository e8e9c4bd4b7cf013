import { nearestName } from '../base/nearestName.ts';
import { onOneLine } from '../base/text.ts';
import type { PushHook, PushHookState } from '../change/pushHook.ts';
import { plain } from '../procedure/wording.ts';
import { exitCodes, UsageError, type Command } from './command.ts';
import { Output } from './output.ts';
import { parseOptions } from './parseOptions.ts';

const actions = {
  install: async (hook: PushHook) => hook.install(),
  uninstall: async (hook: PushHook) => hook.uninstall(),
  status: async (hook: PushHook) => hook.state(),
} as const;

/** @param open makes the hook of the clone that a folder is in */
export function hookCommand(open: (directory: string) => PushHook): Command {
  return {
    help: `Have git call the push guard before each push of this clone

Usage:
  change-guide hook install     Turn push warnings on. Hooks that are there go on running;
                                where another tool owns them, the lines to add are printed
  change-guide hook uninstall   Turn them off, and put back what was there
  change-guide hook status      Say whether they are on, and by what

Nothing is committed, and nobody else's clone is changed. To push in spite of a hook that
blocks: git push --no-verify

Exit codes: 0 on (or, after uninstall, off), 1 otherwise, 2 bad usage, or git said no.
`,
    async run(args, terminal) {
      const { positionals } = parseOptions(args, {});
      const [action = '', ...more] = positionals;
      if (!Object.hasOwn(actions, action) || more.length > 0) {
        const nearest = nearestName(action, Object.keys(actions));
        const help =
          nearest === undefined || more.length > 0
            ? 'it is `install`, `uninstall` or `status`'
            : `did you mean \`${nearest}\`?`;
        throw new UsageError(
          action === '' ? `hook what? ${help}` : `unknown action \`${plain(action)}\`; ${help}`,
        );
      }
      const name = action as keyof typeof actions;
      const state = await actions[name](open(process.cwd()));
      await new Output(terminal.stdout).write(`${hookLines(state).join('\n')}\n`);
      return (state.kind === 'off') === (name === 'uninstall') && state.kind !== 'by-hand'
        ? exitCodes.compliant
        : exitCodes.notCompliant;
    },
  };
}

function hookLines(state: PushHookState): string[] {
  switch (state.kind) {
    case 'off':
      return ['Push warnings are off in this clone.'];
    case 'on': {
      const where = onOneLine(state.where);
      const by = { configuration: `git’s configuration, ${where}`, file: `the hook ${where}`, hand: where };
      return [
        `Push warnings are on in this clone, by ${by[state.by]}.`,
        ...(state.before === undefined
          ? []
          : [`The hook that was there runs first: ${onOneLine(state.before)}`]),
      ];
    }
    case 'by-hand':
      return [
        `The hooks of this clone belong to ${state.owner}. To turn push warnings on, add this to ${onOneLine(state.file)}:`,
        '',
        ...state.lines,
        '',
        'It does nothing for people who don’t use Change Guide.',
      ];
  }
}
