// What a crowd causes, and what it costs the pages.

export interface Traffic {
  /** Calls that reach the authenticator, for each second. */
  readonly requests: Uint32Array;
  /** Those of them that are answered with a token. */
  readonly grants: Uint32Array;
  /** For each page, the end of the first token that ended before the next one came; 0 where none did. */
  readonly lostAt: Float64Array;
}

export function createTraffic(seconds: number, pages: number): Traffic {
  return {
    requests: new Uint32Array(seconds),
    grants: new Uint32Array(seconds),
    lostAt: new Float64Array(pages),
  };
}

export interface Load {
  readonly mean: number;
  readonly peak: number;
  readonly peakToMean: number;
}

/** Requests a second from one second up to another. */
export function loadBetween(requests: Uint32Array, fromSecond: number, toSecond: number): Load {
  const window = requests.subarray(fromSecond, toSecond);
  const mean = sum(window) / window.length;
  const peak = window.reduce((most, count) => Math.max(most, count), 0);
  return { mean, peak, peakToMean: peak / mean };
}

export function sum(counts: Uint32Array): number {
  return counts.reduce((total, count) => total + count, 0);
}

/** How many seconds pass until so many calls have been answered with a token; `null` where they never are. */
export function secondsUntil(grants: Uint32Array, count: number): number | null {
  let total = 0;
  const second = grants.findIndex((each) => (total += each) >= count);
  return second === -1 ? null : second + 1;
}

export function countLost({ lostAt }: Traffic): number {
  return lostAt.reduce((total, at) => (at > 0 ? total + 1 : total), 0);
}

/** Pages that lose a token in the one and none in the other, of those whose token ends at a moment or later. */
export function countLostOnly(one: Traffic, other: Traffic, fromMs: number): number {
  return one.lostAt.reduce(
    (total, at, page) => (at > 0 && at >= fromMs && other.lostAt[page] === 0 ? total + 1 : total),
    0,
  );
}
