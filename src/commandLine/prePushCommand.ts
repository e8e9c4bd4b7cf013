import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { HumanError, sentenceOf } from '../base/errors.ts';
import { onOneLine } from '../base/text.ts';
import { guardPush, type GuardPorts, type PushJudgement } from '../change/guardPush.ts';
import { parsePushedRefs, parseSettled, settledVariable } from '../change/push.ts';
import type { PushNotes } from '../change/pushNotes.ts';
import { pushLines } from '../change/pushWords.ts';
import { exitCodes, UsageError, type Command, type Terminal } from './command.ts';
import { Output } from './output.ts';

export interface PrePushPorts extends GuardPorts {
  readonly notes: PushNotes;
}

/** How many milliseconds a push waits for a judgement. A slow disk, or a busy machine, may be given more. */
function patience(): number {
  const wanted = Number(process.env['CHANGE_GUIDE_PATIENCE']);
  return wanted > 0 ? wanted : 300;
}

/** @param open makes the ports for the folder that git runs the hook in, and for so many milliseconds a call */
export function prePushCommand(open: (directory: string, patience: number) => PrePushPorts): Command {
  return {
    help: `Judge a push before it is made; git calls this from its pre-push hook

Usage: change-guide pre-push REMOTE URL < the refs that git lists

Says what the push does to the procedure, from what is known on this disk: whether it goes
to the base branch, lacks a ticket, leaves the description incomplete, makes the security
review required, or makes approvals stale. \`prePush\` in the procedure file decides whether
that warns, blocks, or is not looked at (warn, block, off).

\`change-guide hook install\` has git call it. To push in spite of it: git push --no-verify

Exit codes: 0 the push may go on, 1 it is blocked.
`,
    async run([remote], terminal) {
      if (remote === undefined || terminal.stdin.isTTY) {
        throw new UsageError('git calls this from its pre-push hook; see `change-guide hook --help`');
      }
      const errors = new Output(terminal.stderr);
      const milliseconds = patience();
      try {
        const judgement = await within(
          milliseconds,
          judge(remote, terminal, open(process.cwd(), milliseconds)),
        );
        const lines = pushLines(judgement);
        if (lines.length > 0) {
          await errors.write(`${lines.map(onOneLine).join('\n')}\n`);
        }
        return judgement.branches.length > 0 && judgement.mode === 'block'
          ? exitCodes.notCompliant
          : exitCodes.compliant;
      } catch (error) {
        // Whatever is wrong with us must not keep anyone from pushing.
        const reason = onOneLine(sentenceOf(error)).replace(/\.$/, '');
        await errors
          .write(`change-guide: this push was not judged, it goes on: ${reason}.\n`)
          .catch(() => undefined);
        return exitCodes.compliant;
      } finally {
        // Who does not close it would keep us, and the push, waiting.
        terminal.stdin.destroy();
      }
    },
  };
}

async function judge(
  remote: string,
  { stdin }: Terminal,
  { notes, ...ports }: PrePushPorts,
): Promise<PushJudgement> {
  const refs = parsePushedRefs(await text(stdin));
  // A push made by VS Code shows the person nothing of what we print, unless it fails.
  const byVSCode = process.env['VSCODE_GIT_COMMAND'] !== undefined;
  if (byVSCode && (await notes.isAllowed(refs.map(({ localSha }) => localSha)))) {
    return { mode: 'off', branches: [] };
  }
  const judgement = await guardPush(
    { remote, refs, settled: parseSettled(process.env[settledVariable]) },
    ports,
  );
  if (byVSCode && judgement.branches.length > 0) {
    await notes.tell(judgement);
  }
  return judgement;
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const stop = new AbortController();
  const tooLate = sleep(milliseconds, undefined, { signal: stop.signal, ref: false }).then(() => {
    throw new HumanError(`it took longer than ${milliseconds} ms`);
  });
  // Whichever loses may still fail; nobody waits for it then.
  tooLate.catch(() => undefined);
  work.catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    stop.abort();
  }
}
