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

interface Begun {
  readonly bytes: Buffer;
  readonly isAll: boolean;
}

/**
 * Makes the ports for the folder that git runs the hook in.
 *
 * @param patience how many milliseconds a call may take
 * @param ahead what the hook has heard of git by now
 */
type OpenPush = (directory: string, patience: number, ahead: Uint8Array) => PrePushPorts;

/** @param begun what was read of standard input before, when that was not left to us */
export function prePushCommand(open: OpenPush, begun: Begun = { bytes: Buffer.of(), isAll: false }): Command {
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
      if (remote === undefined || (!begun.isAll && terminal.stdin.isTTY)) {
        throw new UsageError('git calls this from its pre-push hook; see `change-guide hook --help`');
      }
      // Node makes the stream when it is first asked for, and most pushes need none.
      const say = async (text: string) => new Output(terminal.stderr).write(text);
      const milliseconds = patience();
      try {
        const judgement = await within(
          milliseconds,
          judge(remote, readInput(begun, terminal), (ahead) => open(process.cwd(), milliseconds, ahead)),
        );
        const lines = pushLines(judgement);
        if (lines.length > 0) {
          await say(`${lines.map(onOneLine).join('\n')}\n`);
        }
        return judgement.branches.length > 0 && judgement.mode === 'block'
          ? exitCodes.notCompliant
          : exitCodes.compliant;
      } catch (error) {
        // Whatever is wrong with us must not keep anyone from pushing.
        const reason = onOneLine(sentenceOf(error)).replace(/\.$/, '');
        await say(`change-guide: this push was not judged, it goes on: ${reason}.\n`).catch(() => undefined);
        return exitCodes.compliant;
      } finally {
        if (!begun.isAll) {
          // Who does not close it would keep us, and the push, waiting.
          terminal.stdin.destroy();
        }
      }
    },
  };
}

async function judge(
  remote: string,
  reading: Promise<Buffer>,
  open: (ahead: Uint8Array) => PrePushPorts,
): Promise<PushJudgement> {
  const input = await reading;
  // git lists the refs; our own hook puts behind them, after a NUL, what it has asked git.
  const end = input.includes(0) ? input.indexOf(0) : input.length;
  const refs = parsePushedRefs(input.toString('utf8', 0, end));
  const { notes, ...ports } = open(input.subarray(end + 1));
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

// Both below are in Node's own modules as well, which take longer to load than to do without.

async function readInput({ bytes, isAll }: Begun, terminal: Terminal): Promise<Buffer> {
  return isAll ? bytes : everythingFrom(terminal.stdin, bytes);
}

async function everythingFrom(stream: NodeJS.ReadStream, begun: Buffer): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks = [begun];
    stream.on('data', (chunk: Buffer) => chunks.push(chunk));
    stream.once('end', () => {
      resolve(Buffer.concat(chunks));
    });
    stream.once('error', reject);
  });
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const tooLate = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new HumanError(`it took longer than ${milliseconds} ms`));
    }, milliseconds);
  });
  // If it is too late for it, it may still fail; nobody waits for it then.
  work.catch(() => undefined);
  try {
    return await Promise.race([work, tooLate]);
  } finally {
    clearTimeout(timer);
  }
}
