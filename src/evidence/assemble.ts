import { HumanError, sentenceOf } from '../base/errors.ts';
import type { Signatures } from '../change/signatures.ts';
import { fileNames, manifestOf, type EvidenceFiles } from './manifest.ts';
import { evidencePage } from './page/page.ts';
import {
  makeStatement,
  statementText,
  type EvidenceInput,
  type Signing,
  type Statement,
} from './statement.ts';

/** A signature in this namespace is one of evidence and of nothing else. */
export const signatureNamespace = 'change-guide-evidence';

export interface Evidence {
  readonly statement: Statement;
  readonly files: EvidenceFiles;
}

/**
 * Makes all parts of the evidence, and signs them when git is set up for it.
 * @param signatures Left out: it is not to be signed.
 * @throws {HumanError} when it could not be signed although git is set up for it.
 */
export async function assembleEvidence(
  facts: Omit<EvidenceInput, 'signing'>,
  signatures: Signatures | undefined,
  signal: AbortSignal,
): Promise<Evidence> {
  const signing = await signingBy(signatures);
  const statement = makeStatement({ ...facts, signing });
  const files = new Map<string, string>([
    [fileNames.statement, statementText(statement)],
    [fileNames.page, evidencePage(statement)],
  ]);
  const manifest = manifestOf(files);
  files.set(fileNames.manifest, manifest);
  if (signatures && signing.kind === 'ssh') {
    files.set(fileNames.signature, await sign(manifest, signatures, signal));
  }
  return { statement, files };
}

async function signingBy(signatures: Signatures | undefined): Promise<Signing> {
  if (!signatures) {
    return { kind: 'none', reason: 'It was asked for without a signature.' };
  }
  const key = await signatures.signingKey();
  return key.kind === 'none'
    ? { kind: 'none', reason: String(key.reason) }
    : { kind: 'ssh', namespace: signatureNamespace, fingerprint: key.fingerprint };
}

async function sign(manifest: string, signatures: Signatures, signal: AbortSignal): Promise<string> {
  try {
    return await signatures.sign(manifest, signatureNamespace, signal);
  } catch (error) {
    if (error instanceof HumanError) {
      throw new SigningFailed(sentenceOf(error), { cause: error });
    }
    throw error;
  }
}

/** git is set up to sign, and it did not work. Nothing was written; the person may want it unsigned. */
export class SigningFailed extends HumanError {
  override readonly name = 'SigningFailed';

  constructor(reason: string, options: ErrorOptions) {
    super(`The evidence could not be signed, so none was written. ${reason}`, options);
  }
}
