import path from 'node:path';
import { version } from '../../package.json';
import { HumanError } from '../base/errors.ts';
import { onOneLine } from '../base/text.ts';
import type { EvidencePorts } from '../change/evidencePorts.ts';
import { assembleEvidence, SigningFailed } from '../evidence/assemble.ts';
import { bundleOf, noteSpace } from '../evidence/bundle.ts';
import { evidenceFacts } from '../evidence/fromChange.ts';
import { fileNames } from '../evidence/manifest.ts';
import type { EvidenceInput, Statement } from '../evidence/statement.ts';
import { sha256Hex } from '../procedure/digest.ts';
import type { ChangeRecord } from '../procedure/changeRecord.ts';
import { parseProcedure } from '../procedure/parseProcedure.ts';
import { defaultProcedure } from '../procedure/procedure.ts';
import { exitCodes, UsageError, type Command, type ExitCode, type Terminal } from './command.ts';
import { writeEvidence } from './evidenceFiles.ts';
import { changeOptions, changeOptionsHelp, lookAtChange, pullRequestNumber } from './lookAtChange.ts';
import { openSite, type SiteOptions } from './openSite.ts';
import { Output } from './output.ts';
import type { Outside } from './outside.ts';
import { parseOptions } from './parseOptions.ts';
import { problemLines, readProcedureText } from './readProcedure.ts';
import { recordsFrom } from './recordSources.ts';

const help = `Write the evidence of a change: a signed statement for machines and a page for people.

Usage:
  change-guide evidence --pr N --out DIR [--repo REPO] [--host HOST] [--unsigned] [--note]
  change-guide evidence --record FILE [--procedure FILE] --out DIR [--unsigned] [--note]

${changeOptionsHelp}
  --record FILE     The change record, or - for standard input
  --procedure FILE  The procedure file that the change is judged by: the one of its base branch
                    (default: ENG-PROC-003 as it stands)
  --out DIR         The folder to write to; evidence that is there is never replaced
  --unsigned        Do not sign. Otherwise it is signed with your SSH signing key when git is set
                    up for it (gpg.format=ssh, user.signingkey)
  --note            Keep it as a git note on the merge commit too (refs/notes/${noteSpace})

DIR then holds ${fileNames.page} to read and print, ${fileNames.statement} (an in-toto Statement v1),
${fileNames.manifest} with the digests of both, and its signature ${fileNames.signature}.

Exit codes: 0 written, whatever the verdict in it; 2 otherwise. \`change-guide verify\` judges.

Examples:
  change-guide evidence --pr 42 --out evidence/payments-42
  change-guide evidence --record record.json --out evidence/payments-42
  change-guide evidence --record record.json --procedure procedure.yml --out evidence/42 --note
`;

/** @param ports For the current folder. */
export function evidenceCommand(ports: EvidencePorts, outside: Outside): Command {
  return {
    help,
    async run(args, terminal) {
      const { values, positionals } = parseOptions(args, {
        ...changeOptions,
        record: { type: 'string' },
        procedure: { type: 'string' },
        out: { type: 'string' },
        unsigned: { type: 'boolean' },
        note: { type: 'boolean' },
      });
      const { record, procedure, out, unsigned = false, note = false } = values;
      if (positionals.length > 0) {
        throw new UsageError('`evidence` takes options only; name the change with --pr N or --record FILE');
      }
      if ((record === undefined) === (values.pr === undefined)) {
        throw new UsageError('of which change? Name it with either --pr N or --record FILE');
      }
      if (out === undefined) {
        throw new UsageError('where to? Name a folder with --out DIR');
      }
      if (record === undefined && procedure !== undefined) {
        throw new UsageError('--procedure goes with --record; with --pr the base branch says it');
      }
      const facts =
        record === undefined
          ? await factsOnHost(values, outside, terminal)
          : await factsFrom({ record, procedure }, terminal);
      return facts ? exportEvidence(facts, { out, unsigned, note }, ports, terminal) : exitCodes.badInput;
    },
  };
}

type Facts = Pick<EvidenceInput, 'record' | 'procedure' | 'procedureSource'>;

/** The pull request as its host has it now, and the procedure of its base branch. */
async function factsOnHost(
  options: SiteOptions & { readonly pr?: string | undefined },
  outside: Outside,
  terminal: Terminal,
): Promise<Facts> {
  const { signal } = new AbortController();
  const site = await openSite(options, outside, signal);
  const number = pullRequestNumber(options.pr);
  return evidenceFacts(await lookAtChange(site, number, new Output(terminal.stderr), signal));
}

/** Nothing when the record or the procedure has problems; they are then told. */
async function factsFrom(
  { record, procedure }: { readonly record: string; readonly procedure: string | undefined },
  terminal: Terminal,
): Promise<Facts | undefined> {
  const errors = new Output(terminal.stderr);
  const rules = await rulesFrom(procedure, errors);
  const found = await recordFrom(record, terminal, errors);
  return rules && found && { ...rules, record: found };
}

async function rulesFrom(
  file: string | undefined,
  errors: Output,
): Promise<Omit<Facts, 'record'> | undefined> {
  if (file === undefined) {
    return {
      procedure: defaultProcedure,
      procedureSource: { kind: 'defaults', reason: 'No procedure file was named.' },
    };
  }
  const text = await readProcedureText(file);
  const parsed = parseProcedure(text);
  if (!parsed.ok) {
    await errors.write(problemLines(file, parsed));
    return undefined;
  }
  const procedureSource = { kind: 'file', name: path.basename(file), sha256: sha256Hex(text) } as const;
  return { procedure: parsed.procedure, procedureSource };
}

async function recordFrom(
  name: string,
  terminal: Terminal,
  errors: Output,
): Promise<ChangeRecord | undefined> {
  const records: ChangeRecord[] = [];
  for await (const { place, parsed } of recordsFrom([name], terminal.stdin)) {
    if (!parsed.ok) {
      for (const { path: pointer, message } of parsed.problems) {
        await errors.write(`${onOneLine(`${place}: ${pointer === '' ? '' : `${pointer}: `}${message}`)}\n`);
      }
      return undefined;
    }
    records.push(parsed.record);
  }
  const [record, ...others] = records;
  if (!record || others.length > 0) {
    throw new HumanError(`there must be one record on standard input, and there were ${records.length}`);
  }
  return record;
}

interface Options {
  readonly out: string;
  readonly unsigned: boolean;
  readonly note: boolean;
}

async function exportEvidence(
  facts: Facts,
  { out, unsigned, note }: Options,
  ports: EvidencePorts,
  terminal: Terminal,
): Promise<ExitCode> {
  const made = {
    at: new Date().toISOString(),
    by: await ports.identity(),
    tool: { name: 'change-guide', version },
  } as const;
  const { statement, files } = await assembleEvidence(
    { ...facts, made },
    unsigned ? undefined : ports.signatures,
    new AbortController().signal,
  ).catch((error: unknown) => {
    throw error instanceof SigningFailed
      ? new HumanError(`${error.message} With --unsigned it is written without a signature.`)
      : error;
  });
  await writeEvidence(out, files);
  const output = new Output(terminal.stdout);
  await output.write(written(statement, out));
  if (note) {
    const commit = statement.subject[0]?.digest.gitCommit ?? '';
    await ports.addNote(noteSpace, commit, bundleOf(files));
    await output.write(
      `Kept as a note on ${commit.slice(0, 7)}. Share it with \`git push origin refs/notes/${noteSpace}\`.\n`,
    );
  }
  return exitCodes.compliant;
}

function written({ predicate: { report, signing } }: Statement, out: string): string {
  const { repository, pullRequest } = report.change;
  const name = `${repository}${pullRequest === null ? '' : `#${pullRequest}`}`;
  return [
    `Wrote the evidence of ${name} (${report.verdict}) to ${out}. Open ${path.join(out, fileNames.page)} to read it.`,
    signing.kind === 'ssh' ? `Signed with the key ${signing.fingerprint}.` : `Not signed: ${signing.reason}`,
  ]
    .map((line) => `${onOneLine(line)}\n`)
    .join('');
}
