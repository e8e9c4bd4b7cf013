import { developers, otherLead, owner, peers, robot, security, testers, type Member } from './members.ts';
import { Random } from './random.ts';
import { sinKinds, type SinKind } from './sins.ts';

export interface PeriodOptions {
  /** How many changes reach the base branch. */
  readonly changes: number;
  /** The same seed gives the same repository. */
  readonly seed: number;
  readonly since: string;
  readonly until: string;
  /** How many of each kind of sin. */
  readonly sins: number;
}

interface PlannedApproval {
  readonly by: Member;
  readonly at: number;
  /** Which of the commits was approved, counted from the last: 0 is the head. */
  readonly back: number;
}

interface PlannedCommit {
  readonly by: Member;
  readonly at: number;
  readonly files: readonly string[];
}

/** A change as it went, without what the order of all decides: its numbers and its object ids. Times are milliseconds. */
export interface PlannedChange {
  readonly sin: SinKind | undefined;
  /** The place of the change that this one takes back. */
  readonly reverts: number | undefined;
  readonly author: Member;
  readonly commits: readonly PlannedCommit[];
  readonly ticketAt: number;
  readonly openedAt: number;
  readonly checkedAt: number;
  readonly checkPassed: boolean;
  readonly deployedAt: number;
  readonly approvals: readonly PlannedApproval[];
  readonly mergedAt: number;
  readonly mergedBy: Member;
  readonly method: 'merge' | 'squash' | 'rebase';
  /** When the description was completed after the merge. */
  readonly editedAt: number | undefined;
}

const hour = 3_600_000;

/** Changes in the order of their merges, one after the other over the whole period. */
export function planPeriod({ changes, seed, since, until, sins }: PeriodOptions): PlannedChange[] {
  const random = new Random(seed);
  const start = Date.parse(since);
  const gap = (Date.parse(until) - start) / changes;
  const planted = plant(changes, sins, random);
  return Array.from({ length: changes }, (_, index) => {
    const mergedAt = seconds(start + (index + 0.1 + random.next() * 0.8) * gap);
    return planChange(index, mergedAt, planted.get(index), random);
  });
}

/** Which changes sin; the first ones don't, so that there is something to take back. */
function plant(changes: number, each: number, random: Random): Map<number, SinKind> {
  const planted = new Map<number, SinKind>();
  for (const kind of sinKinds) {
    for (let count = 0; count < each;) {
      const index = random.between(1, changes - 1);
      if (!planted.has(index)) {
        planted.set(index, kind);
        count += 1;
      }
    }
  }
  return planted;
}

function planChange(
  index: number,
  mergedAt: number,
  sin: SinKind | undefined,
  random: Random,
): PlannedChange {
  const isByRobot = sin === undefined && random.chance(4);
  const reverts = sin === undefined && !isByRobot && index > 20 && random.chance(1) ? index - 20 : undefined;
  const final = sin === 'self-approval' || random.chance(50) ? otherLead : owner;
  const author = isByRobot
    ? robot
    : sin === 'self-approval' && index % 2 === 0
      ? final
      : authorOf(final, random);
  const took = random.between(8, 140) * hour;
  // How far on its way from its opening (0) to its merge (1).
  const at = (part: number): number => seconds(mergedAt - took * (1 - part));
  const openedAt = at(0);
  const needsSecurity = isByRobot || random.chance(30);
  const commits = commitsOf(author, at, { sin, isByRobot, needsSecurity, random, final });
  return {
    sin,
    reverts,
    author,
    commits,
    ticketAt: openedAt - random.between(30, 120) * hour,
    openedAt,
    checkedAt: at(0.1),
    checkPassed: sin !== 'admin-bypass',
    deployedAt: at(0.2),
    approvals: approvalsOf(author, final, at, { sin, needsSecurity, random }),
    mergedAt,
    mergedBy: mergerOf(sin, author, final, random),
    method: sin === 'other-branch' ? 'merge' : random.pick(['merge', 'squash', 'squash', 'rebase']),
    editedAt: sin === 'edited-after-merge' ? mergedAt + 2 * hour : undefined,
  };
}

function authorOf(final: Member, random: Random): Member {
  const lead = final === owner ? otherLead : owner;
  return random.chance(4) ? lead : random.chance(8) ? random.pick(peers) : random.pick(developers);
}

interface Circumstances {
  readonly sin: SinKind | undefined;
  readonly needsSecurity: boolean;
  readonly random: Random;
}

function commitsOf(
  author: Member,
  at: (part: number) => number,
  {
    sin,
    isByRobot,
    needsSecurity,
    random,
    final,
  }: Circumstances & { readonly isByRobot: boolean; readonly final: Member },
): PlannedCommit[] {
  const file = () => `src/part-${random.between(1, 40)}/unit-${random.between(1, 12)}.ts`;
  const first = isByRobot
    ? 'package.json'
    : needsSecurity
      ? `src/auth/rule-${random.between(1, 20)}.ts`
      : file();
  const before: PlannedCommit[] = Array.from(
    { length: isByRobot ? 1 : random.between(1, 3) },
    (_, index) => ({
      by: author,
      at: at(-0.15 + index * 0.05),
      files: [...new Set(index === 0 ? [first, ...(isByRobot ? [] : [file()])] : [file()])],
    }),
  );
  switch (sin) {
    case 'self-approval':
      return [...before, { by: final, at: at(-0.02), files: [file()] }];
    case 'stale-approval':
      return [...before, { by: author, at: at(0.95), files: [file()] }];
    default:
      return before;
  }
}

function approvalsOf(
  author: Member,
  final: Member,
  at: (part: number) => number,
  { sin, needsSecurity, random }: Circumstances,
): PlannedApproval[] {
  const back = sin === 'stale-approval' ? 1 : 0;
  const peer = peerOf(author, final, random);
  const before = [
    ...(sin === 'same-person-twice' ? [] : [{ by: peer, at: at(0.35), back }]),
    ...(needsSecurity ? [{ by: random.pick(security), at: at(0.45), back }] : []),
    { by: random.pick(testers), at: at(0.65), back },
  ];
  switch (sin) {
    case 'direct-push':
    case 'admin-bypass':
      return [];
    case 'early-merge':
      return before;
    case 'final-after-merge':
      return [...before, { by: final, at: at(1) + hour, back }];
    case 'final-out-of-order':
      return [...before, { by: final, at: at(0.5), back }];
    default:
      return [...before, { by: final, at: at(0.85), back }];
  }
}

/** Now and then the lead who does not give the final approval reviews as a peer: people may be in several roles. */
function peerOf(author: Member, final: Member, random: Random): Member {
  const lead = final === owner ? otherLead : owner;
  if (lead !== author && random.chance(10)) {
    return lead;
  }
  const others = peers.filter((peer) => peer !== author);
  return others[random.between(0, others.length - 1)] ?? peers[0];
}

/** Who merges what lacks something may not be an administrator, but for the one kind that is about them. */
function mergerOf(sin: SinKind | undefined, author: Member, final: Member, random: Random): Member {
  switch (sin) {
    case undefined:
      return random.chance(50) ? owner : final;
    case 'admin-bypass':
      return owner;
    case 'early-merge':
    case 'direct-push':
      return author === owner ? otherLead : author;
    default:
      return otherLead;
  }
}

function seconds(at: number): number {
  return Math.floor(at / 1000) * 1000;
}
