import { canonicalJson } from '../../procedure/digest.ts';
import type { Procedure } from '../../procedure/procedure.ts';
import { assembleEvidence } from '../assemble.ts';
import { auditFiles, type AuditFile } from './auditFile.ts';
import { csvHeader, csvRow } from './csv.ts';
import type { AuditEntry } from './entry.ts';
import { auditPage } from './page/page.ts';
import type { AuditOutcome, AuditPorts } from './ports.ts';
import type { AuditMaking, AuditQuestion, SampleRequest } from './question.ts';
import { Sampling } from './sampling.ts';
import { Summarizing } from './summarize.ts';
import type { AuditSummary, Population, SampleSummary } from './summary.ts';

/** A repository with all its entries, as they are to be written. */
export interface AccountedRepository {
  readonly name: string;
  readonly url: string;
  readonly population: Population;
  readonly entries: AsyncIterable<AuditEntry>;
}

/** What is written, and how. */
export interface AuditToWrite {
  readonly asked: AuditQuestion;
  /** The day on which the audit began, `YYYY-MM-DD`. */
  readonly began: string;
  readonly repositories: readonly AccountedRepository[];
  readonly procedures: ReadonlyMap<string, Procedure>;
  readonly sample: SampleRequest | null;
  readonly unsigned: boolean;
}

/** Writes the files of an audit, entry by entry; `audit.json` comes last. */
export async function writeAudit(
  toWrite: AuditToWrite,
  { folder, evidence, version }: Pick<AuditPorts, 'folder' | 'evidence' | 'version'>,
  signal: AbortSignal,
): Promise<AuditOutcome> {
  const { asked, repositories, procedures, unsigned } = toWrite;
  const made: AuditMaking = {
    on: toWrite.began,
    by: await evidence.identity(),
    tool: { name: 'change-guide', version },
  };
  const summarizing = new Summarizing(asked);
  const sampling = toWrite.sample && new Sampling(toWrite.sample);
  const lines = await folder.create(auditFiles.entries);
  const rows = await folder.create(auditFiles.changes);
  await rows.write(csvHeader);
  for (const { name, url, population, entries } of repositories) {
    summarizing.begin(name, url, population);
    for await (const entry of entries) {
      const place = await lines.write(`${canonicalJson(entry)}\n`);
      await rows.write(csvRow(entry));
      summarizing.add(entry);
      sampling?.offer(entry, place);
    }
  }
  await lines.close();
  await rows.close();
  const sample = toWrite.sample && sampling ? await writeSample(toWrite.sample, sampling) : null;
  const summary = summarizing.summary(made, sample);
  await folder.write(auditFiles.page, auditPage(summary));
  const file: AuditFile = { schema: 'audit/1', summary, procedures: Object.fromEntries(procedures) };
  await folder.write(auditFiles.audit, `${canonicalJson(file)}\n`);
  return { summary, verdict: verdictOf(summary) };

  async function writeSample(
    { size, seed }: SampleRequest,
    { from, places }: Sampling,
  ): Promise<SampleSummary> {
    await folder.remove(auditFiles.sample);
    const changes: SampleSummary['changes'][number][] = [];
    for (const place of places) {
      const { repository, came, change, verdict } = JSON.parse(
        await folder.lineAt(auditFiles.entries, place),
      ) as AuditEntry;
      const procedure = change && procedures.get(change.report.procedure.digest);
      if (!procedure || came.by !== 'pull-request') {
        throw new Error(`There is no procedure for ${repository}.`);
      }
      const { record, procedureSource } = change;
      const { files } = await assembleEvidence(
        { record, procedure, procedureSource, made: { ...made, at: record.capturedAt } },
        unsigned ? undefined : evidence.signatures,
        signal,
      );
      // `+` is in no name on GitHub.
      const own = `${auditFiles.sample}/${repository.replace('/', '+')}+${came.number}`;
      for (const [name, text] of files) {
        await folder.write(`${own}/${name}`, text);
      }
      changes.push({ repository, number: came.number, title: came.title, verdict, folder: own });
    }
    return { seed, size, from, changes };
  }
}

/** The worst that there is: an exception, else what could not be read. */
export function verdictOf({ exceptions, totals }: AuditSummary): AuditOutcome['verdict'] {
  if (exceptions.commits > 0 || totals.verdicts.violated > 0) {
    return 'violated';
  }
  return totals.verdicts.unknown > 0 || totals.unreadCommits > 0 || totals.unreadRepositories > 0
    ? 'unknown'
    : 'compliant';
}
