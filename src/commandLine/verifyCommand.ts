import { access } from 'node:fs/promises';
import { styleText } from 'node:util';
import { version } from '../../package.json';
import { HumanError } from '../base/errors.ts';
import { onOneLine } from '../base/text.ts';
import type { EvidencePorts } from '../change/evidencePorts.ts';
import { verifyEvidence, type Check, type Verification } from '../evidence/verify.ts';
import { exitCodes, UsageError, worstOf, type Command, type ExitCode } from './command.ts';
import { readEvidence } from './evidenceFiles.ts';
import { jsonLine } from './jsonLine.ts';
import { Output } from './output.ts';
import { parseOptions } from './parseOptions.ts';
import { exitCodeOf } from './printReport.ts';

const help = `Check evidence of changes: is it as it was made, by whom, and what does it say?

Usage: change-guide verify [--allowed-signers FILE] [--json] FILE|DIR...

  FILE|DIR                The folder of the evidence, one of its files, or a git note with it
  --allowed-signers FILE  The keys that you trust, as OpenSSH's ALLOWED SIGNERS
  --json                  Print one line of JSON for each

It checks the digest of every part, the signature, and that judging the recorded facts again by
the recorded procedure gives the same report.

Exit codes, the same as of every command that judges:
  0  it holds, a trusted key signed it, and the change is compliant
  1  it holds, and the change is incomplete or violated
  2  it does not hold: something was changed, is missing, or is signed by someone else
  3  nothing is wrong, but something could not be checked (it is not signed, or no allowed
     signers are named), or the verdict is unknown
With several the worst of them, in the order 2, 1, 3, 0.

Examples:
  change-guide verify evidence/payments-42 --allowed-signers allowed_signers
  change-guide verify evidence/*/
`;

/** @param ports For the current folder. */
export function verifyCommand(ports: EvidencePorts): Command {
  return {
    help,
    async run(args, terminal) {
      const { values, positionals } = parseOptions(args, {
        'allowed-signers': { type: 'string' },
        json: { type: 'boolean' },
      });
      if (positionals.length === 0) {
        throw new UsageError('verify what? Name a folder with evidence');
      }
      const allowedSigners = values['allowed-signers'];
      if (allowedSigners !== undefined) {
        await access(allowedSigners).catch(() => {
          throw new HumanError(`the allowed signers could not be read: ${allowedSigners}`);
        });
      }
      const output = new Output(terminal.stdout);
      const paint = (colour: Parameters<typeof styleText>[0], text: string) =>
        styleText(colour, text, { stream: terminal.stdout });
      const codes: ExitCode[] = [];
      for (const place of positionals) {
        const verification = await verify(place, allowedSigners, ports);
        codes.push(exitCodeFor(verification));
        await output.write(
          values.json === true ? jsonLine(asJson(place, verification)) : asText(place, verification, paint),
        );
      }
      return worstOf(codes);
    },
  };
}

async function verify(
  place: string,
  allowedSigners: string | undefined,
  ports: EvidencePorts,
): Promise<Verification> {
  try {
    const files = await readEvidence(place);
    return await verifyEvidence(files, ports.signatures, { allowedSigners, version });
  } catch (error) {
    if (error instanceof HumanError) {
      return { checks: [{ outcome: 'failed', sentence: `${error.message}.` }], change: undefined };
    }
    throw error;
  }
}

/** Whether all of it held; undefined when nothing failed and something could not be checked. */
function holds({ checks }: Verification): boolean | undefined {
  const outcomes = new Set(checks.map(({ outcome }) => outcome));
  return outcomes.has('failed') ? false : outcomes.has('unchecked') ? undefined : true;
}

function exitCodeFor(verification: Verification): ExitCode {
  const held = holds(verification);
  if (held === false || !verification.change) {
    return exitCodes.badInput;
  }
  return worstOf([
    exitCodeOf[verification.change.verdict],
    held === undefined ? exitCodes.unknown : exitCodes.compliant,
  ]);
}

function asJson(place: string, verification: Verification): unknown {
  const { change, checks } = verification;
  return { evidence: place, holds: holds(verification) ?? null, change: change ?? null, checks };
}

const marks = { held: '✓', failed: '✗', unchecked: '?', noted: '·' } as const;
const colours = { held: 'green', failed: 'red', unchecked: 'magenta', noted: 'gray' } as const;

function asText(
  place: string,
  verification: Verification,
  paint: (colour: (typeof colours)[keyof typeof colours], text: string) => string,
): string {
  const { change, checks } = verification;
  const held = holds(verification);
  const conclusion =
    held === false
      ? 'the evidence does not hold'
      : `the evidence holds${held === undefined ? ' as far as it could be checked' : ''}`;
  const says = change ? `${change.name} is ${change.verdict}; ` : '';
  const line = ({ outcome, sentence }: Check) =>
    `  ${paint(colours[outcome], marks[outcome])} ${onOneLine(sentence)}\n`;
  return `${onOneLine(`${place}: ${held === false ? '' : says}${conclusion}`)}\n${checks.map(line).join('')}`;
}
