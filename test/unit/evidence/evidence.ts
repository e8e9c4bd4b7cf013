import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Signatures } from '../../../src/change/signatures.ts';
import { assembleEvidence, type Evidence } from '../../../src/evidence/assemble.ts';
import type { EvidenceFiles } from '../../../src/evidence/manifest.ts';
import type { EvidenceInput } from '../../../src/evidence/statement.ts';
import type { ChangeRecord } from '../../../src/procedure/changeRecord.ts';
import { at, mergedRecordWith, procedureWith, type RecordDraft } from '../procedure/records.ts';

export const version = '1.2.3';
export const mergeCommit = 'a1b2c3d4e5f60718293a4b5c6d7e8f9011223344';

/** The merged change of the rules' tests, with the commit of its merge. */
export function mergedChange(change: (record: RecordDraft) => void = () => undefined): ChangeRecord {
  return mergedRecordWith((record) => {
    record.pullRequest.mergeCommitSha = mergeCommit;
    change(record);
  });
}

export function inputFor(record: ChangeRecord): Omit<EvidenceInput, 'signing'> {
  return {
    record,
    procedure: procedureWith(),
    procedureSource: {
      kind: 'base-commit',
      path: '.github/change-procedure.yml',
      commit: 'b0b0b0b000000000000000000000000000000000',
    },
    made: {
      at: at('17:05:00'),
      by: { name: 'Dana', email: 'dana@acme.test' },
      tool: { name: 'change-guide', version },
    },
  };
}

export async function evidenceOf(record: ChangeRecord, signatures?: Signatures): Promise<Evidence> {
  return assembleEvidence(inputFor(record), signatures, new AbortController().signal);
}

/** Puts the parts into a folder, each as its own file. */
export function putInto(folder: string, files: EvidenceFiles): void {
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of files) {
    writeFileSync(path.join(folder, name), text);
  }
}
