import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HumanError } from '../../../src/base/errors.ts';
import type { SignatureCheck, Signatures } from '../../../src/change/signatures.ts';
import { readEvidence } from '../../../src/commandLine/evidenceFiles.ts';
import { bundleOf, partsOf } from '../../../src/evidence/bundle.ts';
import { fileNames, manifestOf, type EvidenceFiles } from '../../../src/evidence/manifest.ts';
import { evidencePage } from '../../../src/evidence/page/page.ts';
import { statementText, type Statement } from '../../../src/evidence/statement.ts';
import { verifyEvidence, type Check } from '../../../src/evidence/verify.ts';
import { SshSignatures } from '../../../src/git/signatures.ts';
import type { Draft } from '../procedure/records.ts';
import { testRepository, type TestRepository } from '../support/repositories.ts';
import { testKey, type TestKey } from '../support/signingKeys.ts';
import { evidenceOf, mergedChange, putInto, version } from './evidence.ts';
import { thorough } from '../../thorough.ts';

const outcomes = (checks: readonly Check[]) => checks.map(({ outcome }) => outcome);
const failures = (checks: readonly Check[]) =>
  checks.filter(({ outcome }) => outcome === 'failed').map(({ sentence }) => sentence);

describe('verifying evidence', () => {
  let repository: TestRepository;
  let key: TestKey;
  let stranger: TestKey;
  let folder: string;
  let signatures: Signatures;
  let signed: EvidenceFiles;
  let unsigned: EvidenceFiles;
  let allowedSigners: string;

  before(async () => {
    repository = testRepository();
    key = testKey();
    stranger = testKey();
    folder = mkdtempSync(path.join(tmpdir(), 'change guide evidence-'));
    repository.git('config', 'gpg.format', 'ssh');
    repository.git('config', 'user.signingkey', key.file);
    signatures = new SshSignatures({ binary: 'git', directory: repository.clone }, { mayAsk: false });
    signed = (await evidenceOf(mergedChange(), signatures)).files;
    unsigned = (await evidenceOf(mergedChange())).files;
    allowedSigners = key.allowedSigners('dana@acme.test');
  });
  after(() => {
    repository.remove();
    key.remove();
    stranger.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const verify = async (
    files: EvidenceFiles,
    { signers = allowedSigners, by = version, through = signatures } = {},
  ) => verifyEvidence(files, through, { allowedSigners: signers, version: by });

  it('holds in all when nothing was changed and a trusted key signed it', async () => {
    const { checks, change } = await verify(signed);
    assert.deepEqual(outcomes(checks), ['held', 'held', 'held', 'held', 'held'], JSON.stringify(checks));
    assert.deepEqual(change, { name: 'acme/payments#130', verdict: 'compliant' });
  });

  it('holds for a later version too, which notes that it cannot draw the page again', async () => {
    const { checks } = await verify(signed, { by: '9.0.0' });
    assert.deepEqual(outcomes(checks), ['held', 'held', 'held', 'held', 'noted']);
  });

  it('does not say who signed without allowed signers', async () => {
    const { checks } = await verifyEvidence(signed, signatures, { allowedSigners: undefined, version });
    assert.deepEqual(outcomes(checks), ['held', 'unchecked', 'held', 'held', 'held']);
  });

  it('says that unsigned evidence could be by anyone, and refuses it where signers are named', async () => {
    const alone = await verifyEvidence(unsigned, signatures, { allowedSigners: undefined, version });
    assert.deepEqual(outcomes(alone.checks), ['held', 'unchecked', 'held', 'held', 'held']);
    assert.deepEqual(failures((await verify(unsigned)).checks), [
      'It is not signed, so none of the allowed signers vouches for it.',
    ]);
  });

  it('refuses a key that is not among the allowed ones', async () => {
    const { checks } = await verify(signed, { signers: stranger.allowedSigners('dana@acme.test') });
    assert.match(failures(checks).join(), /is not one of the allowed signers/);
  });

  it('refuses evidence that someone else signed over', async () => {
    repository.git('config', 'user.signingkey', stranger.file);
    try {
      const manifest = signed.get(fileNames.manifest) ?? '';
      const signature = await signatures.sign(
        manifest,
        'change-guide-evidence',
        new AbortController().signal,
      );
      const forged = new Map(signed).set(fileNames.signature, signature);
      const { checks } = await verifyEvidence(forged, signatures, { allowedSigners: undefined, version });
      assert.match(failures(checks).join(), /names the key/);
    } finally {
      repository.git('config', 'user.signingkey', key.file);
    }
  });

  it('misses each part that is taken away', async () => {
    for (const name of signed.keys()) {
      const less = new Map(signed);
      less.delete(name);
      assert.notDeepEqual(failures((await verify(less)).checks), [], name);
    }
  });

  it('finds a part of other evidence', async () => {
    const other = await evidenceOf(
      mergedChange((record) => void record.reviews.pop()),
      signatures,
    );
    for (const [name, text] of other.files) {
      const mixed = new Map(signed).set(name, text);
      assert.notDeepEqual(failures((await verify(mixed)).checks), [], name);
    }
  });

  describe('made anew by someone without the key', () => {
    /** All digests fit again; only what the statement says has changed. */
    async function forged(change: (statement: Draft<Statement>) => void): Promise<EvidenceFiles> {
      const { statement, files } = await evidenceOf(mergedChange((record) => void record.reviews.pop()));
      const draft = structuredClone(statement) as Draft<Statement>;
      change(draft);
      const forgery = new Map(files)
        .set(fileNames.statement, statementText(draft))
        .set(fileNames.page, evidencePage(draft));
      return forgery.set(fileNames.manifest, manifestOf(forgery));
    }

    for (const [place, change] of [
      [
        'predicate.report.verdict',
        ({ predicate }) => {
          predicate.report.verdict = 'compliant';
        },
      ],
      [
        'predicate.procedure.digest',
        ({ predicate }) => {
          predicate.procedure.digest = 'sha256:00';
        },
      ],
      [
        'predicate.membershipReadAt',
        ({ predicate }) => {
          predicate.membershipReadAt = '2026-03-04T16:00:00Z';
        },
      ],
      [
        'predicate.controls[0].reference',
        ({ predicate }) => {
          predicate.controls = predicate.controls.map((control) => ({ ...control, reference: 'CC6.1' }));
        },
      ],
      [
        'subject[0].digest.gitCommit',
        ({ subject }) => {
          subject.forEach((each) => {
            each.digest.gitCommit = 'ffff';
          });
        },
      ],
      [
        'predicate.report.steps[0].approvals',
        ({ predicate }) => {
          const [first] = predicate.report.steps;
          first?.approvals.push({
            review: 'x',
            author: 'x',
            commitSha: null,
            at: '2026-03-04T16:00:00Z',
            counts: true,
          });
        },
      ],
    ] satisfies [string, (statement: Draft<Statement>) => void][]) {
      it(`finds another \`${place}\``, async () => {
        const { checks } = await verifyEvidence(await forged(change), signatures, {
          allowedSigners: undefined,
          version,
        });
        assert.ok(
          failures(checks).some((sentence) => sentence.includes(`\`${place}`)),
          JSON.stringify(checks),
        );
      });
    }

    it('finds sentences that were made up, and takes another version’s wording', async () => {
      const files = await forged(({ predicate }) => {
        for (const { findings } of predicate.report.steps) {
          findings.forEach((finding) => {
            finding.message = 'All is well.';
          });
        }
      });
      const options = { allowedSigners: undefined };
      const same = await verifyEvidence(files, signatures, { ...options, version });
      assert.match(failures(same.checks).join(), /sentences of the report/);
      const later = await verifyEvidence(files, signatures, { ...options, version: '9.0.0' });
      assert.deepEqual(failures(later.checks), []);
      assert.ok(later.checks.some(({ sentence }) => sentence.includes('worded')));
    });

    it('takes fields that it does not know, as in-toto asks, and nowhere else', async () => {
      const options = { allowedSigners: undefined, version };
      const more = await forged(({ predicate }) => Object.assign(predicate, { later: 1 }));
      const text = 'is not what the record and the procedure give';
      const words = async (files: EvidenceFiles) =>
        failures((await verifyEvidence(files, signatures, options)).checks).join();
      assert.ok(!(await words(more)).includes(text));
      const within = await forged(({ predicate }) => Object.assign(predicate.report, { later: 1 }));
      assert.ok((await words(within)).includes(text));
    });
  });

  it('refuses what is no statement with a sentence', async () => {
    for (const [text, why] of [
      ['{', /not JSON/],
      ['null', /no in-toto Statement/],
      ['{"_type":"https://in-toto.io/Statement/v1","predicateType":"x"}', /no in-toto Statement/],
      [
        (signed.get(fileNames.statement) ?? '').replace('"kind":"ssh"', '"kind":"pgp"'),
        /`kind` must be|reason/,
      ],
      [(signed.get(fileNames.statement) ?? '').replace('"capturedAt"', '"takenAt"'), /capturedAt/],
    ] as const) {
      const { checks, change } = await verify(new Map(signed).set(fileNames.statement, text));
      assert.match(failures(checks).join(), why);
      assert.equal(change, undefined);
    }
  });

  it('reads back what a note holds, and nothing that was changed', async () => {
    const bundle = bundleOf(signed);
    assert.deepEqual(
      new Map([...(partsOf(bundle) ?? [])].sort()),
      new Map([...signed].sort(([a], [b]) => (a < b ? -1 : 1))),
    );
    for (const bad of [
      `${bundle}\n`,
      bundle.replace('{', '{ '),
      '{}',
      '[]',
      '{"x":"y"}',
      '{"SHA256SUMS":1}',
    ]) {
      assert.equal(partsOf(bad), undefined);
    }
    const step = 1009;
    for (let index = 0; index < bundle.length; index += step) {
      const parts = partsOf(flipped(bundle, index));
      if (parts) {
        assert.notDeepEqual(failures((await verify(parts, { through: remembering(signatures) })).checks), []);
      }
    }
  });

  it('finds every changed byte', async function () {
    this.timeout(120_000);
    const through = remembering(signatures);
    putInto(folder, signed);
    for (const name of signed.keys()) {
      const file = path.join(folder, name);
      const bytes = readFileSync(file);
      for (const { index, mask } of flipsOf(bytes)) {
        const changed = Buffer.from(bytes);
        changed[index] = (changed[index] ?? 0) ^ mask;
        writeFileSync(file, changed);
        assert.notDeepEqual(await failuresIn(folder, through), [], `${name}, byte ${index} ^ ${mask}`);
      }
      for (const changed of [
        bytes.subarray(0, -1),
        bytes.subarray(1),
        Buffer.concat([bytes, Buffer.from('\n')]),
      ]) {
        writeFileSync(file, changed);
        assert.notDeepEqual(await failuresIn(folder, through), [], `${name}, cut or made longer`);
      }
      writeFileSync(file, bytes);
    }
    assert.deepEqual(await failuresIn(folder, through), []);
  });

  async function failuresIn(place: string, through: Signatures): Promise<string[]> {
    try {
      return failures((await verify(await readEvidence(place), { through })).checks);
    } catch (error) {
      assert.ok(error instanceof HumanError, String(error));
      return [error.message];
    }
  }
});

function flipped(text: string, index: number): string {
  return `${text.slice(0, index)}${String.fromCharCode(text.charCodeAt(index) ^ 1)}${text.slice(index + 1)}`;
}

/** The ends, some ends of lines, and every so many bytes; thorough, every byte of a short part. */
function flipsOf(bytes: Uint8Array): { index: number; mask: number }[] {
  const step = bytes.length < 1000 ? (thorough ? 1 : 11) : thorough ? 151 : 1201;
  return [...bytes.keys()]
    .filter(
      (index) =>
        index < 4 ||
        index >= bytes.length - 4 ||
        index % step === 0 ||
        (bytes[index] === 0x0a && index % 977 === 0),
    )
    .map((index) => ({ index, mask: [1, 0x20, 0x80][index % 3] ?? 1 }));
}

/** Asks OpenSSH once about one text and signature: thousands of flips elsewhere leave these two as they are. */
function remembering(signatures: Signatures): Signatures {
  const answers = new Map<string, Promise<SignatureCheck>>();
  return {
    signingKey: async () => signatures.signingKey(),
    sign: async (...args) => signatures.sign(...args),
    check: async (signed, allowed, at) => {
      const key = JSON.stringify([signed, allowed, at]);
      const known = answers.get(key) ?? signatures.check(signed, allowed, at);
      answers.set(key, known);
      return known;
    },
  };
}
