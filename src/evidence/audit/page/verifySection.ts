import { html, type Html } from '../../page/html.ts';
import { facts, section, table } from '../../page/parts.ts';
import { auditFiles } from '../auditFile.ts';
import type { AuditQuestion } from '../question.ts';
import type { AuditSummary } from '../summary.ts';
import { periodWords, scopeWords } from './words.ts';

/** Where this came from, and how someone who trusts none of it finds out whether it holds. */
export function verifySection({ asked, made, repositories, sample }: AuditSummary): Html {
  const read = repositories.flatMap(({ name, population }) =>
    population.kind === 'read' ? [{ name, ...population }] : [],
  );
  const first = read[0];
  return section(
    'verify',
    'Origin and verification',
    facts([
      ['Asked for', `${scopeWords(asked)}, ${periodWords(asked.period)}, on ${asked.host}`],
      ['Part', asked.shard === null ? undefined : `${asked.shard.number} of ${asked.shard.of}`],
      ['Facts read until', made.on],
      [
        'Made by',
        made.by === null
          ? 'unknown: git has no user.name and user.email'
          : `${made.by.name} <${made.by.email}>`,
      ],
      ['Made with', `Change Guide ${made.tool.version}`],
    ]),
    html`<p>
        <a href="${auditFiles.changes}"><code>${auditFiles.changes}</code></a> has a line for every commit;
        <code>${auditFiles.entries}</code> has the facts and the report of each change, and
        <code>${auditFiles.audit}</code> the numbers of this page and the procedures that the changes were
        judged by.
      </p>
      <p>
        Members of teams and permissions are as of the day when they were read: hosts do not tell who was in a
        team at an earlier time. Descriptions, checks and dismissals are as at the merge.
      </p>
      <h3>Do it again</h3>
      <pre class="commands">${againOf(asked)}</pre>
      <p>
        Two runs give the same files as long as nothing on the host has changed. Each change can be judged
        again from its recorded facts, without the host:
      </p>
      <pre class="commands">
jq -c 'select(.change) | .change.record' ${auditFiles.entries} | change-guide evaluate --procedure FILE --json -</pre>`,
    first === undefined
      ? undefined
      : html`<h3>Is the population complete?</h3>
          <p>
            Git alone tells, in a clone of the repository. The output must be the digest below, unless commits
            carry wrong dates; those are marked in <code>${auditFiles.changes}</code>.
          </p>
          <pre class="commands">
git log --first-parent --reverse --format=%H --since-as-filter=${asked.period.since} \\
  --until=${lastSecond(asked.period.until)} ${first.tip ?? first.baseBranch} | sha256sum</pre>
          ${table(
            'Digests of the populations',
            ['Repository', 'Digest'],
            read.map(({ name, digest }) => [name, html`<code>${digest}</code>`]),
          )}`,
    sample === null
      ? undefined
      : html`<h3>The evidence of the sample</h3>
          <p>Each folder is checked by itself, its signature with the keys that you trust:</p>
          <pre class="commands">
for folder in ${auditFiles.sample}/*/; do change-guide verify "$folder" --allowed-signers allowed_signers; done</pre>`,
  );
}

function againOf({ owner, repositories, period, host, shard }: AuditQuestion): string {
  const scope = owner === null ? repositories.map((name) => `--repo ${name}`) : [`--org ${owner}`];
  return [
    `change-guide audit --since ${period.since} --until ${period.until}`,
    ...(scope.length > 5 ? [...scope.slice(0, 5), '# and so on'] : scope),
    ...(host === 'github.com' ? [] : [`--host ${host}`]),
    ...(shard === null ? [] : [`--shard ${shard.number}/${shard.of}`]),
    '--out DIR',
  ].join(' ');
}

/** Git's `--until` includes its second. */
function lastSecond(until: string): string {
  return `${new Date(Date.parse(until) - 1000).toISOString().slice(0, 19)}Z`;
}
