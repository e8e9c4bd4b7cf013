import { sha256Hex } from '../../procedure/digest.ts';
import { fileNames } from '../manifest.ts';
import { statementText, type ChangeEvidence, type Statement } from '../statement.ts';
import { html, type Html } from './html.ts';
import { facts, section, when } from './parts.ts';

/** Where this came from, and how someone who trusts none of it finds out whether it holds. */
export function verifySection(statement: Statement): Html {
  const { predicate } = statement;
  const { made, record, signing, answers } = predicate;
  return section(
    'verify',
    'Origin and verification',
    facts([
      ['Facts captured', when(record.capturedAt)],
      ['Evidence made', when(made.at)],
      [
        'Made by',
        made.by === null
          ? 'unknown: git has no user.name and user.email'
          : `${made.by.name} <${made.by.email}>`,
      ],
      ['Made with', `Change Guide ${made.tool.version}`],
      ['About', html`<code>${statement.subject[0]?.digest.gitCommit}</code>, the ${subjectName(statement)}`],
      ['Signature', signatureWords(signing)],
      [
        html`${fileNames.statement}`.markup,
        html`SHA-256 <code>${sha256Hex(statementText(statement))}</code>`,
      ],
      [
        'Raw answers',
        answers === undefined
          ? 'digests of the host’s raw answers were not recorded'
          : `digests of ${answers.length} raw answers of the host are in ${fileNames.statement}`,
      ],
    ]),
    html`<p>
        This page is a view of <code>${fileNames.statement}</code>, which holds every fact, the full procedure
        and the report. <code>${fileNames.manifest}</code> lists the digests of both. In the folder of this
        page:
      </p>
      <pre class="commands">${commands(predicate)}</pre>
      <p>
        The first command checks everything, judges the recorded facts again, and says in words what holds.
        The others need nothing of Change Guide. The file <code>allowed_signers</code> names the keys that you
        trust; take it from where your organisation keeps it, not from whoever handed you this evidence.
      </p>`,
  );
}

function commands({ signing, made }: ChangeEvidence): string {
  const digests = `sha256sum --check ${fileNames.manifest}          # macOS: shasum -a 256 --check ${fileNames.manifest}`;
  if (signing.kind === 'none') {
    return `change-guide verify .\n${digests}`;
  }
  return [
    'change-guide verify . --allowed-signers allowed_signers',
    digests,
    `ssh-keygen -Y verify -f allowed_signers -I ${made.by === null ? 'SIGNER' : made.by.email} -n ${signing.namespace} \\`,
    `  -s ${fileNames.signature} < ${fileNames.manifest}`,
  ].join('\n');
}

function subjectName({ subject }: Statement): string {
  return subject[0]?.annotations.commit === 'merge'
    ? 'merge commit'
    : 'head commit of a change that is not merged';
}

function signatureWords(signing: ChangeEvidence['signing']): Html {
  return signing.kind === 'ssh'
    ? html`SSH signature in <code>${fileNames.signature}</code> with the key
        <code>${signing.fingerprint}</code>, namespace <code>${signing.namespace}</code>`
    : html`<strong>Not signed.</strong> ${signing.reason} Without a signature anyone could have made this
        evidence.`;
}
