import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { insertLike } from '../entities/repository.ts';
import { copyBranches, enterObjects, readBranches } from '../git/follow.ts';
import { nodeId } from '../nodeId.ts';
import { organization } from '../people.ts';
import { repositoryName } from '../seed/seed.ts';
import type { Repository } from '../store.ts';
import type { World } from '../world.ts';
import { Entries, type WrittenChange } from './enter.ts';
import { newcomers, owner, type Member } from './members.ts';
import { planPeriod, type PeriodOptions } from './plan.ts';
import type { SinKind } from './sins.ts';
import { HistoryStream } from './stream.ts';
import { numbered } from './texts.ts';

interface Planted {
  readonly kind: SinKind;
  /** The commit on the base branch. */
  readonly commit: string;
  /** Undefined for a direct push. */
  readonly pull: number | undefined;
}

export interface Period {
  readonly repository: { readonly owner: string; readonly name: string; readonly remoteUrl: string };
  readonly since: string;
  readonly until: string;
  /** How many commits the base branch's first parents are in the period: what an audit must look at. */
  readonly population: number;
  readonly pulls: number;
  readonly sins: readonly Planted[];
  /** The numbers of the pull requests. */
  readonly reverts: readonly number[];
  readonly bots: readonly number[];
}

export interface PeriodToAdd extends Partial<PeriodOptions> {
  readonly changes: number;
  /** Of the repository; `ledger` when not given. */
  readonly name?: string;
}

/**
 * A repository of its own, with so many changes merged in a year, of which some sin. Git imports the history in one go
 * and the rows are entered directly, which takes seconds where the API would take hours.
 */
export function addPeriod(world: World, options: PeriodToAdd): Period {
  const { changes, name = 'ledger', seed = 1 } = options;
  const { since = '2025-01-01T00:00:00Z', until = '2026-01-01T00:00:00Z' } = options;
  const sins = options.sins ?? Math.max(1, Math.round(changes / 500));
  const repository = insertRepository(world, name);
  for (const { who, teams } of newcomers) {
    admit(world, repository, who, teams);
  }
  const all = numbered(planPeriod({ changes, seed, since, until, sins }));
  const stream = new HistoryStream(all);
  const shas = importStream(world, repository, stream.text);
  const sha = (mark: number): string => shas.get(mark) ?? '';
  const written = stream.changes.map(({ base, commits, landed, files }): WrittenChange => ({
    base: sha(base),
    commits: commits.map(sha),
    landed: landed.map(sha),
    files,
  }));
  enterObjects(world, repository, [...shas.values()]);
  enterObjects(world, repository, world.git.objectsOf(repository.full_name, [...shas.values()].at(-1) ?? ''));
  copyBranches(world, repository, readBranches(world, repository));
  enter(world, repository, all, written);
  return {
    repository: {
      owner: organization,
      name,
      remoteUrl: `${world.url}/${repository.full_name}.git`,
    },
    since,
    until,
    population: written.reduce((count, { landed }) => count + landed.length, 0),
    pulls: all.filter(({ pull }) => pull > 0).length,
    sins: all.flatMap(({ sin, pull, index }) =>
      sin === undefined
        ? []
        : { kind: sin, commit: written[index]?.landed.at(-1) ?? '', pull: pull > 0 ? pull : undefined },
    ),
    reverts: all.flatMap(({ reverts, pull }) => (reverts === undefined ? [] : pull)),
    bots: all.flatMap(({ author, pull }) => (author.login.endsWith('[bot]') ? pull : [])),
  };
}

/** In the order of their numbers, as GitHub made them. */
function enter(
  world: World,
  repository: Repository,
  all: readonly ReturnType<typeof numbered>[number][],
  written: readonly WrittenChange[],
): void {
  const entries = new Entries(world, repository, all);
  const inOrder = all
    .filter(({ pull }) => pull > 0)
    .flatMap((change) => [
      {
        number: change.ticket,
        enter: () => {
          entries.ticket(change);
        },
      },
      {
        number: change.pull,
        enter: () => {
          const commits = written[change.index];
          if (commits) {
            entries.pull(change, commits);
          }
        },
      },
    ])
    .sort((one, other) => one.number - other.number);
  for (const entry of inOrder) {
    entry.enter();
  }
}

/** Like the sample repository, which must be there, and for the same people. */
function insertRepository(world: World, name: string): Repository {
  const { repos, collaborators } = world.github;
  const sample = repos.findOneBy('full_name', `${organization}/${repositoryName}`);
  if (!sample) {
    throw new Error('The sample repository is not there yet');
  }
  const fullName = `${organization}/${name}`;
  const repository = insertLike(world, sample, { name, full_name: fullName });
  for (const { user_id, permission } of collaborators.findBy('repo_id', sample.id)) {
    collaborators.insert({ repo_id: repository.id, user_id, permission });
  }
  world.git.init(fullName, repository.default_branch);
  return repository;
}

/** Gives someone an account, unless they have one, the right to write, and a place in their teams. */
function admit(world: World, repository: Repository, who: Member, teams: readonly string[]): void {
  const { users, collaborators, teamMembers } = world.github;
  const like = users.findOneBy('login', owner.login);
  const known = users.findOneBy('login', who.login);
  const user = known ?? users.insert({ ...like, ...who, id: 0, node_id: '' } as never);
  user.node_id = nodeId('User', user.id);
  collaborators.insert({ repo_id: repository.id, user_id: user.id, permission: 'push' });
  for (const slug of known ? [] : ['members', ...teams]) {
    const team = world.github.teams.findOneBy('slug', slug);
    if (team) {
      teamMembers.insert({ team_id: team.id, user_id: user.id, role: 'member' });
    }
  }
}

function importStream(world: World, repository: Repository, text: string): Map<number, string> {
  const folder = mkdtempSync(path.join(tmpdir(), 'period-'));
  try {
    const marks = path.join(folder, 'marks');
    world.git.run(repository.full_name, ['fast-import', '--quiet', `--export-marks=${marks}`], text);
    world.git.run(repository.full_name, ['pack-refs', '--all']);
    const lines = readFileSync(marks, 'utf8').split('\n').filter(Boolean);
    return new Map(
      lines
        .map((line) => line.split(' '))
        .map(([mark = '', sha = '']) => [Number(mark.slice(1)), sha] as const)
        .sort(([one], [other]) => one - other),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
