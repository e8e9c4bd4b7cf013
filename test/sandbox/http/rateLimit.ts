const limit = 5000;
const window = 3600;

/** Counts requests by token and hour; nothing is ever refused, a fault rule can do that. */
export class RateLimit {
  private readonly counters = new Map<string, { used: number; reset: number }>();

  /** Headers for an answer that cost `cost` points. */
  spend(token: string, resource: 'core' | 'graphql' | 'search', cost: number): Record<string, string> {
    const { used, reset } = this.counter(`${resource} ${token}`, cost);
    return {
      'x-ratelimit-limit': String(limit),
      'x-ratelimit-remaining': String(Math.max(0, limit - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(reset),
      'x-ratelimit-resource': resource,
    };
  }

  private counter(key: string, cost: number): { used: number; reset: number } {
    const now = Math.floor(Date.now() / 1000);
    const known = this.counters.get(key);
    const counter = known && known.reset > now ? known : { used: 0, reset: now + window };
    counter.used += cost;
    this.counters.set(key, counter);
    return counter;
  }
}
