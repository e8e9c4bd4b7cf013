/** A commit of a branch by its place, the oldest first, and what its date says. */
export interface DatedCommit {
  readonly sha: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

export interface PlacedCommit extends DatedCommit {
  readonly misdated: boolean;
}

/**
 * The commits of a branch that came to it in a period. Anyone may give a commit any date, but its place on the branch
 * is a fact. Dates that contradict the order are not believed: such a commit is in the period when its date says so, and
 * when it may have come in it, between those before and after it.
 *
 * @param branch first parents, the oldest first.
 */
export function inPeriod(branch: readonly DatedCommit[], since: number, until: number): PlacedCommit[] {
  const believed = believable(branch.map(({ at }) => at));
  const next: number[] = [];
  let upper = Infinity;
  for (let index = branch.length - 1; index >= 0; index -= 1) {
    upper = believed[index] === true ? (branch[index]?.at ?? upper) : upper;
    next[index] = upper;
  }
  let lower = -Infinity;
  return branch.flatMap((commit, index) => {
    const misdated = believed[index] !== true;
    lower = misdated ? lower : commit.at;
    const saysSo = commit.at >= since && commit.at < until;
    const mayBe = lower < until && (next[index] ?? Infinity) >= since;
    return saysSo || mayBe ? [{ ...commit, misdated }] : [];
  });
}

/** Marks a longest run of times, left to right, that never goes back. */
function believable(times: readonly number[]): boolean[] {
  /** By length less one: where the run of that length ends that ends earliest. */
  const ends: number[] = [];
  const before: (number | undefined)[] = [];
  for (const [index, time] of times.entries()) {
    let low = 0;
    let high = ends.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((times[ends[middle] ?? 0] ?? 0) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    before[index] = low === 0 ? undefined : ends[low - 1];
    ends[low] = index;
  }
  const marks = times.map(() => false);
  for (let index = ends.at(-1); index !== undefined; index = before[index]) {
    marks[index] = true;
  }
  return marks;
}
