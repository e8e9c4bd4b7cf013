/** A moment as text that sorts by time: the seconds, then the fraction without the zeros that say nothing. */
export type Instant = string;

const secondsEnd = 'YYYY-MM-DDTHH:MM:SS'.length;
const daySeconds = 24 * 60 * 60;

/** @param time `YYYY-MM-DDTHH:MM:SS[.fraction]Z`, with a fraction of any length */
export function instant(time: string): Instant {
  if (time.length === secondsEnd + 1) {
    return time.slice(0, secondsEnd);
  }
  let end = time.length - 1;
  while (time[end - 1] === '0') {
    end--;
  }
  // A fraction of nothing but zeros is none: drop its point too.
  return time.slice(0, end === secondsEnd + 1 ? secondsEnd : end);
}

/** Whether `later` is more than 24 hours after `earlier`. */
export function moreThanADayAfter(later: Instant, earlier: Instant): boolean {
  const apart = epochSeconds(later) - epochSeconds(earlier);
  return apart > daySeconds || (apart === daySeconds && later.slice(secondsEnd) > earlier.slice(secondsEnd));
}

function epochSeconds(time: Instant): number {
  const part = (from: number, to: number): number => Number(time.slice(from, to));
  return Date.UTC(part(0, 4), part(5, 7) - 1, part(8, 10), part(11, 13), part(14, 16), part(17, 19)) / 1000;
}
