import { pathForShell } from './shell.ts';

/** In everything that we write, so that we know it again. */
export const ownMark = 'Change Guide push warnings';

/** Where a hook that was there before is kept while ours stands in its place. */
export const keptHook = 'pre-push.before-change-guide';

/** Said in our hook when its folder was not there before. */
export const madeFolderMark = 'The folder was made for it.';

/** What each clone keeps in its git folder, and what every hook of it starts. */
export function starterText(launcher: string): string {
  return `#!/bin/sh
# ${ownMark}: what this clone's pre-push hook starts. Turning them off removes it.
launcher=${pathForShell(launcher)}
[ -f "$launcher" ] || exit 0
. "$launcher"
`;
}

/**
 * One line of shell that does nothing where Change Guide is not, so that it can be shared with people who don't use it.
 *
 * @param args how the caller names the hook's arguments
 */
export function sharedLine(args: string): string {
  return `f="$(git rev-parse --git-common-dir)/change-guide/pre-push"; test ! -f "$f" || sh "$f"${args === '' ? '' : ` ${args}`}`;
}

/** A hook of our own, in the folder beside the starter's. */
export function hookText({ madeFolder }: { readonly madeFolder: boolean }): string {
  return `#!/bin/sh
# ${ownMark}. Turn them off in VS Code, or with \`change-guide hook uninstall\`.${madeFolder ? ` ${madeFolderMark}` : ''}
starter="\${0%/*}/../change-guide/pre-push"
[ -f "$starter" ] || exit 0
. "$starter"
`;
}

/** A hook that runs the one which was there, with all that git gave it, and then ours. */
export function chainingHookText(): string {
  return `#!/bin/sh
# ${ownMark}. Turn them off in VS Code, or with \`change-guide hook uninstall\`.
# The hook that was here is ${keptHook}; it runs first, and its word counts.
input=$(cat)
refs() { [ -z "$input" ] || printf '%s\\n' "$input"; }
before="\${0%/*}/${keptHook}"
if [ -x "$before" ]; then
  refs | "$before" "$@" || exit $?
fi
starter="\${0%/*}/../change-guide/pre-push"
[ -f "$starter" ] || exit 0
refs | ( . "$starter" )
`;
}
