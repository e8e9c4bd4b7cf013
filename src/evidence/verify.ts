import type { SignatureCheck, Signatures } from '../change/signatures.ts';
import { canonicalJson } from '../procedure/digest.ts';
import type { Verdict } from '../procedure/report.ts';
import { plain } from '../procedure/wording.ts';
import { signatureNamespace } from './assemble.ts';
import { fileNames, listedFiles, manifestOf, type EvidenceFiles } from './manifest.ts';
import { evidencePage } from './page/page.ts';
import { parseStatement } from './parseStatement.ts';
import { differencesFrom } from './remake.ts';
import { makeStatement, type Signing, type Statement } from './statement.ts';

/** One thing that was looked at, and what came of it. */
export interface Check {
  /** `noted`: worth knowing, and no reason to doubt the evidence. */
  readonly outcome: 'held' | 'failed' | 'unchecked' | 'noted';
  /** One sentence for a person. */
  readonly sentence: string;
}

export interface Verification {
  readonly checks: readonly Check[];
  /** What the evidence says of the change; undefined when it says nothing that could be read. */
  readonly change: { readonly name: string; readonly verdict: Verdict } | undefined;
}

export interface VerifyOptions {
  /** Path of OpenSSH's `allowed_signers`. */
  readonly allowedSigners: string | undefined;
  /** Our own version: only what this version drew can be drawn again. */
  readonly version: string;
}

const held = (sentence: string): Check => ({ outcome: 'held', sentence });
const failed = (sentence: string): Check => ({ outcome: 'failed', sentence });
const unchecked = (sentence: string): Check => ({ outcome: 'unchecked', sentence });

/** Looks at every byte of every part of the evidence of a change, and says what held and what did not. */
export async function verifyEvidence(
  files: EvidenceFiles,
  signatures: Signatures,
  options: VerifyOptions,
): Promise<Verification> {
  const parts = checkParts(files);
  const text = files.get(fileNames.statement) ?? '';
  const parsed = parseStatement(text);
  if (!parsed.ok) {
    const checks = [...parts, failed(`${fileNames.statement} cannot be used: ${parsed.problem}.`)];
    return { checks, change: undefined };
  }
  const statement = makeStatement(parsed.input);
  const { signing, made } = parsed.input;
  const { report } = statement.predicate;
  return {
    checks: [
      ...parts,
      await checkSignature(files, signing, new Date(made.at), signatures, options),
      checkForm(text, parsed.value),
      ...checkContent(statement, parsed.value, options.version),
      ...checkPage(files, statement, options.version),
    ],
    change: {
      name: `${report.change.repository}${report.change.pullRequest === null ? '' : `#${report.change.pullRequest}`}`,
      verdict: report.verdict,
    },
  };
}

function checkParts(files: EvidenceFiles): Check[] {
  const missing = [...listedFiles, fileNames.manifest].filter((name) => !files.has(name));
  if (missing.length > 0) {
    return missing.map((name) => failed(`${name} is missing.`));
  }
  const manifest = files.get(fileNames.manifest) ?? '';
  const actual = manifestOf(files);
  if (manifest === actual) {
    return [held(`Every part has the digest that ${fileNames.manifest} lists.`)];
  }
  const changed = actual
    .split('\n')
    .filter((line) => line !== '' && !manifest.split('\n').includes(line))
    .map((line) => line.slice(line.indexOf('  ') + 2));
  return changed.length === 0
    ? [failed(`${fileNames.manifest} is not written as Change Guide writes it.`)]
    : changed.map((name) =>
        failed(`${name} is not what ${fileNames.manifest} lists: one of them was changed.`),
      );
}

async function checkSignature(
  files: EvidenceFiles,
  signing: Signing,
  at: Date,
  signatures: Signatures,
  { allowedSigners }: VerifyOptions,
): Promise<Check> {
  const signature = files.get(fileNames.signature);
  if (signing.kind === 'none') {
    if (signature === undefined && allowedSigners !== undefined) {
      return failed('It is not signed, so none of the allowed signers vouches for it.');
    }
    return signature === undefined
      ? unchecked(`It is not signed, so anyone could have made it. ${signing.reason}`)
      : failed(`There is a signature, and ${fileNames.statement} says that there is none.`);
  }
  if (signature === undefined) {
    return failed(`The signature is missing: ${fileNames.statement} says that there is one.`);
  }
  const text = files.get(fileNames.manifest) ?? '';
  const check = await signatures.check(
    { text, signature, namespace: signatureNamespace },
    allowedSigners,
    at,
  );
  return signatureCheck(check, signing.fingerprint);
}

function signatureCheck(check: SignatureCheck, announced: string): Check {
  if (check.kind === 'unchecked') {
    return unchecked(`The signature was not checked: ${check.reason}.`);
  }
  if (check.kind === 'bad') {
    return failed(`The signature does not hold: ${check.reason}`);
  }
  const { fingerprint, signer } = check;
  if (fingerprint !== announced) {
    return failed(
      `It is signed with the key ${fingerprint}, and ${fileNames.statement} names the key ${announced}.`,
    );
  }
  switch (signer) {
    case undefined:
      return unchecked(
        `The signature with the key ${fingerprint} holds; whose key it is was not checked. Name the keys that you trust with --allowed-signers.`,
      );
    case null:
      return failed(`The key ${fingerprint} is not one of the allowed signers, or was not one at that time.`);
    default:
      return held(`${signer} signed it with the key ${fingerprint}.`);
  }
}

function checkForm(text: string, value: unknown): Check {
  return text === canonicalJson(value)
    ? held(`${fileNames.statement} is canonical JSON (RFC 8785).`)
    : failed(`${fileNames.statement} is not canonical JSON (RFC 8785), or holds a key twice.`);
}

/** Everything in the statement that follows from the record and the procedure must follow from them again. */
function checkContent(statement: Statement, value: unknown, version: string): Check[] {
  const again = 'Judging the record again by the procedure gives the same report';
  const differences = differencesFrom(statement, value);
  const { version: madeBy } = statement.predicate.made.tool;
  const isOurs = madeBy === version;
  if (differences === 'none') {
    return [held(`${again}.`)];
  }
  if (differences === 'wording') {
    return isOurs
      ? [failed('The sentences of the report are not the ones that the record gives.')]
      : [held(`${again}; version ${madeBy} worded some of it otherwise than this one, ${version}.`)];
  }
  const hint = isOurs
    ? ''
    : ` It was made with version ${madeBy}, and this is ${version}: check it with that one too.`;
  return differences.map((place) =>
    failed(`\`${plain(place)}\` is not what the record and the procedure give.${plain(hint)}`),
  );
}

function checkPage(files: EvidenceFiles, statement: Statement, version: string): Check[] {
  const { version: madeBy } = statement.predicate.made.tool;
  if (madeBy !== version) {
    // What was kept for years is read by later versions. The page's digest is checked, and signed, all the same.
    return [
      {
        outcome: 'noted',
        sentence: `That ${fileNames.page} shows what ${fileNames.statement} says can be checked with version ${madeBy}; this is ${version}.`,
      },
    ];
  }
  return files.get(fileNames.page) === evidencePage(statement)
    ? [held(`${fileNames.page} shows what ${fileNames.statement} says.`)]
    : [failed(`${fileNames.page} does not show what ${fileNames.statement} says.`)];
}
