// A fixed-window limit for each caller, told in the RateLimit headers of MyDataHelps.

/** How many calls a caller may make. */
export interface RateLimit {
  /** Calls in one window, separately for each participant and for the service account. */
  limit: number;
  /** Length of the window. MyDataHelps counts by the hour: 3600. */
  windowSeconds: number;
}

/** What one call leaves of the limit. */
export interface RateLimitState {
  limit: number;
  remaining: number;
  /** Seconds until the window ends: a delta, as MyDataHelps sends it. */
  resetSeconds: number;
  exceeded: boolean;
}

/** Counts calls. */
export interface RateLimiter {
  count(caller: string, limit: RateLimit): RateLimitState;
}

/** A limiter on the clock `now` (epoch milliseconds). */
export function createRateLimiter(now: () => number): RateLimiter {
  const windows = new Map<string, { windowSeconds: number; endsAt: number; calls: number }>();
  return {
    count(caller, { limit, windowSeconds }) {
      const at = now();
      const known = windows.get(caller);
      // The window of a limit that was changed is over.
      const isRunning = known?.windowSeconds === windowSeconds && at < known.endsAt;
      const current = isRunning ? known : { windowSeconds, endsAt: at + windowSeconds * 1000, calls: 0 };
      current.calls += 1;
      windows.set(caller, current);
      return {
        limit,
        remaining: Math.max(0, limit - current.calls),
        resetSeconds: Math.ceil((current.endsAt - at) / 1000),
        exceeded: current.calls > limit,
      };
    },
  };
}
