import path from 'node:path';
import { version } from '../../package.json';
import { auditFiles } from '../evidence/audit/auditFile.ts';
import { mergeAudits } from '../evidence/audit/mergeAudits.ts';
import type { AuditMergePlaces, AuditMergePorts, AuditPlaces } from '../evidence/audit/places.ts';
import type { AuditOutcome, AuditPorts, AuditProgress, AuditRequest } from '../evidence/audit/ports.ts';
import { runAudit } from '../evidence/audit/runAudit.ts';
import { periodFrom, sampleFrom, shardFrom } from './auditOptions.ts';
import { auditSummaryText } from './auditSummaryText.ts';
import { UsageError, type Command, type Terminal } from './command.ts';
import { findExecutable } from './executables.ts';
import { jsonLine } from './jsonLine.ts';
import { openSite } from './openSite.ts';
import { Output } from './output.ts';
import type { Outside } from './outside.ts';
import { noArguments, parseOptions } from './parseOptions.ts';
import { exitCodeOf } from './printReport.ts';
import { ProgressLine } from './progressLine.ts';

const help = `Audit a period: account for every commit that came to the base branch, and judge every change.

Usage:
  change-guide audit --since DAY --until DAY --out DIR [--repo REPO]... [--org OWNER] [--host HOST]
                     [--sample N --seed S] [--shard I/N] [--unsigned] [--json]
  change-guide audit merge DIR... --out DIR [--sample N --seed S] [--unsigned] [--json]

  --since DAY       The first day, as 2026-01-01, or a time, as 2026-01-01T00:00:00Z; in UTC
  --until DAY       The last day; a time is the first moment that is no longer in the period
  --out DIR         The folder to write to. Interrupted, run the same command again: it goes on
                    where it was. Finished, it looks again at what could not be read
  --repo REPO       OWNER/NAME, or HOST/OWNER/NAME; may be given several times (default: in GitHub
                    Actions the repository of the workflow, else the one that the current folder is
                    a clone of)
  --org OWNER       All repositories of an organization or a person, archived ones too
  --host HOST       The GitHub Enterprise Server (default: GH_HOST)
  --sample N        Draw N changes by chance and write the evidence of each
  --seed S          What the sample is drawn by: the same seed draws the same changes (default: 1)
  --shard I/N       Only the I-th of N parts, to be put together by \`audit merge\`: of several
                    repositories every N-th, of one the I-th stretch of its commits
  --unsigned        Do not sign the evidence of the sample
  --json            Print the summary as one line of JSON

The population is every first-parent commit on the base branch, read from git, so that nothing is
left out: a commit without a pull request is a direct push, and an exception. Every merged change
is judged as of its merge, by the procedure file that it was merged under.

DIR then holds ${auditFiles.page} to read and print, ${auditFiles.changes} with a row for each commit,
${auditFiles.entries} with the facts and the report of each change, ${auditFiles.audit} with the numbers and
the procedures, and ${auditFiles.sample}/ with the evidence of the changes that were drawn.

Exit codes, the same as of every command that judges:
  0  every commit came by a change that is compliant
  1  there are exceptions
  2  bad usage, or what was named is not there
  3  no exception, but something could not be read, such as the commits of a repository

Examples:
  change-guide audit --since 2026-01-01 --until 2026-03-31 --out audit-q1 --sample 25 --seed 2026-q1
  change-guide audit --since 2026-01-01 --until 2026-12-31 --org acme --out audit-2026
  change-guide audit --since 2026-01-01 --until 2026-12-31 --org acme --shard 1/8 --out shard-1
  change-guide audit merge shard-* --out audit-2026
`;

const options = {
  since: { type: 'string' },
  until: { type: 'string' },
  out: { type: 'string' },
  repo: { type: 'string', multiple: true },
  org: { type: 'string' },
  host: { type: 'string' },
  sample: { type: 'string' },
  seed: { type: 'string' },
  shard: { type: 'string' },
  unsigned: { type: 'boolean' },
  json: { type: 'boolean' },
} as const;
type Values = ReturnType<typeof parseOptions<typeof options>>['values'];

/** What an audit stands on, made by the door. */
export interface AuditDoor {
  open(places: AuditPlaces, tell: (progress: AuditProgress) => void): Promise<AuditPorts>;
  openMerge(places: AuditMergePlaces): Promise<AuditMergePorts>;
}

export function auditCommand(door: AuditDoor, outside: Outside): Command {
  return {
    help,
    async run(args, terminal) {
      const { values, positionals } = parseOptions(args, options);
      if (values.out === undefined) {
        throw new UsageError('where to? Name a folder with --out DIR');
      }
      const out = path.resolve(outside.directory, values.out);
      const [verb, ...folders] = positionals;
      const outcome =
        verb === 'merge'
          ? await merge(values, folders, out, door, outside)
          : await audit(values, positionals, out, door, outside, terminal);
      await new Output(terminal.stdout).write(
        values.json === true ? jsonLine(outcome.summary) : auditSummaryText(outcome, values.out, terminal),
      );
      return exitCodeOf[outcome.verdict];
    },
  };
}

async function audit(
  values: Values,
  positionals: readonly string[],
  folder: string,
  door: AuditDoor,
  outside: Outside,
  terminal: Terminal,
): Promise<AuditOutcome> {
  noArguments(positionals);
  const period = periodFrom(values.since, values.until);
  const sample = sampleFrom(values);
  const shard = shardFrom(values.shard);
  if (shard && sample) {
    throw new UsageError('a sample is drawn of all changes: give --sample to `audit merge`');
  }
  const { org, repo: named = [], host } = values;
  if (org !== undefined && named.length > 0) {
    throw new UsageError('name either repositories with --repo or an owner with --org');
  }
  const { signal } = new AbortController();
  // Any repository of an owner tells the host.
  const asked = org === undefined ? named : [`${org}/.github`];
  const first = await openSite({ repo: asked[0], host }, outside, signal);
  const others = await Promise.all(
    asked.slice(1).map(async (repo) => openSite({ repo, host }, outside, signal)),
  );
  if (others.some(({ base }) => base.host.webUrl !== first.base.host.webUrl)) {
    throw new UsageError('the repositories of one audit are on one host');
  }
  const { base, clone, tokens, git } = [first, ...others].find((site) => site.clone) ?? first;
  const request: AuditRequest = {
    host: base.host,
    owner: org,
    repositories: org === undefined ? [first, ...others].map((site) => site.base) : [],
    period,
    shard,
    sample,
    unsigned: values.unsigned === true,
  };
  const progress = new ProgressLine(terminal.stderr);
  const tell = (told: AuditProgress) => {
    progress.tell(told);
  };
  const ports = await door.open(
    {
      host: base.host,
      tokens,
      git: { ...git, directory: outside.directory, mayAsk: true },
      folder,
      clone: clone && { base, workingCopy: clone.workingCopy },
      version,
    },
    tell,
  );
  try {
    return await runAudit(request, ports, tell, signal);
  } finally {
    progress.end();
    await tokens.demandAccepted();
  }
}

async function merge(
  values: Values,
  folders: readonly string[],
  out: string,
  door: AuditDoor,
  outside: Outside,
): Promise<AuditOutcome> {
  for (const name of ['since', 'until', 'repo', 'org', 'host', 'shard'] as const) {
    if (values[name] !== undefined) {
      throw new UsageError(`--${name} does not go with \`audit merge\`: the shards say it`);
    }
  }
  if (folders.length === 0) {
    throw new UsageError('merge what? Name the folders of the shards');
  }
  const binary = (await findExecutable('git', outside)) ?? 'git is not installed';
  const { directory } = outside;
  const ports = await door.openMerge({ git: { binary, directory, mayAsk: true }, folder: out, version });
  return mergeAudits(
    folders.map((folder) => ports.at(path.resolve(directory, folder))),
    { sample: sampleFrom(values) ?? null, unsigned: values.unsigned === true },
    ports,
    new AbortController().signal,
  );
}
