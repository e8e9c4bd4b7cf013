import { evaluate } from '../procedure/evaluate.ts';
import type { ChangeRecord } from '../procedure/changeRecord.ts';
import { canonicalJson } from '../procedure/digest.ts';
import type { Control, Procedure } from '../procedure/procedure.ts';
import type { ComplianceReport, StepNumber } from '../procedure/report.ts';

export const statementType = 'https://in-toto.io/Statement/v1';
export const predicateType = 'urn:change-guide:change-evidence:v1';

/** An in-toto Statement v1 (github.com/in-toto/attestation, spec/v1/statement.md) about one commit. */
export interface Statement {
  readonly _type: typeof statementType;
  readonly subject: readonly Subject[];
  readonly predicateType: typeof predicateType;
  readonly predicate: ChangeEvidence;
}

interface Subject {
  /** As `github.com/acme/payments`. */
  readonly name: string;
  readonly digest: { readonly gitCommit: string };
  /** Which commit it is: of the merge, or the head of a change that is not merged. */
  readonly annotations: { readonly commit: 'merge' | 'head' };
}

/** All that the answer rests on, so that it can be given again from this alone. docs/evidence.md describes it. */
export interface ChangeEvidence {
  readonly schema: 'change-evidence/1';
  readonly made: Making;
  readonly procedure: {
    /** With its defaults filled in. */
    readonly content: Procedure;
    /** `sha256:<hex>` of the content as canonical JSON. */
    readonly digest: string;
    readonly source: ProcedureSource;
  };
  readonly controls: readonly SupportedControl[];
  readonly record: ChangeRecord;
  readonly report: ComplianceReport;
  /** When the members of teams and the permissions were read. They are as of then, not as of the merge. */
  readonly membershipReadAt: string;
  /** Digests of the host's raw answers, where whoever gathered the record kept them. */
  readonly answers?: readonly RawAnswer[];
  readonly signing: Signing;
}

/** Who made the evidence, when, and with what. */
export interface Making {
  /** `YYYY-MM-DDTHH:MM:SS[.fraction]Z` */
  readonly at: string;
  /** As git knows them; null when git knows nobody. */
  readonly by: { readonly name: string; readonly email: string } | null;
  readonly tool: { readonly name: 'change-guide'; readonly version: string };
}

/** Where the procedure was read. */
export type ProcedureSource =
  /** The file as of a commit of the base branch; where it has none, ENG-PROC-003 as it stands. */
  | { readonly kind: 'base-commit'; readonly path: string; readonly commit: string }
  /** A file that was named by hand: which commit it stood in is not known. */
  | { readonly kind: 'file'; readonly name: string; readonly sha256: string }
  /** ENG-PROC-003 as it stands, because no file was named or could be used. */
  | { readonly kind: 'defaults'; readonly reason: string };

/** The evidence supports a control; whether the control is met is for an auditor to say. */
interface SupportedControl extends Control {
  readonly relation: 'supports';
  readonly steps: readonly StepNumber[];
}

export interface RawAnswer {
  /** What was asked, as `GET /repos/acme/payments/pulls/42`. */
  readonly request: string;
  /** Hex, of the answer's body. */
  readonly sha256: string;
}

/** What the evidence says of its own signature, so that one that was taken away is missed. */
export type Signing =
  | {
      readonly kind: 'ssh';
      readonly namespace: string;
      /** As `SHA256:…`. */ readonly fingerprint: string;
    }
  | { readonly kind: 'none'; readonly reason: string };

export interface EvidenceInput {
  readonly record: ChangeRecord;
  readonly procedure: Procedure;
  readonly procedureSource: ProcedureSource;
  readonly made: Making;
  readonly signing: Signing;
  readonly answers?: readonly RawAnswer[];
}

export function makeStatement(input: EvidenceInput): Statement {
  const { record, procedure, procedureSource, made, signing, answers } = input;
  const report = evaluate(procedure, record);
  return {
    _type: statementType,
    subject: [subjectOf(record, report.change.headSha)],
    predicateType,
    predicate: {
      schema: 'change-evidence/1',
      made,
      procedure: { content: procedure, digest: report.procedure.digest, source: procedureSource },
      controls: procedure.controls.map((control) => ({
        ...control,
        relation: 'supports',
        steps: report.steps.map(({ number }) => number),
      })),
      record,
      report,
      membershipReadAt: record.capturedAt,
      ...(answers && { answers }),
      signing,
    },
  };
}

/** The commit that the evidence is about. */
function subjectOf({ repository, pullRequest }: ChangeRecord, headSha: string): Subject {
  const { host, owner, name } = repository;
  const merged = pullRequest?.state === 'merged' ? pullRequest.mergeCommitSha : undefined;
  return {
    name: `${host}/${owner}/${name}`,
    digest: { gitCommit: merged ?? headSha },
    annotations: { commit: merged === undefined ? 'head' : 'merge' },
  };
}

/** The bytes of a statement, as text: RFC 8785 canonical JSON, without a line feed at the end. */
export function statementText(statement: Statement): string {
  return canonicalJson(statement);
}
