// The last calls, and how many there were in each second: what the control page shows.

/** One call, without anything that is secret. */
export interface LoggedRequest {
  /** The calls are numbered from 1. */
  readonly id: number;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly method: string;
  /** The path without its query; the part that is a secret itself is `…`. */
  readonly path: string;
  readonly endpoint: string;
  /** 0 if a fault hung the call or cut the connection, or if the caller went away before it had sent all. */
  readonly status: number;
  /** Why the emulator refused the call; `null` if it did not, or if a fault answered without words. */
  readonly reason: string | null;
  readonly durationMs: number;
  /** The `id` of the token that was presented, refused or not. */
  readonly tokenId: string | null;
  /** The fault that decided over the call. */
  readonly faultId: string | null;
}

/** A bounded log. */
export interface RequestLog {
  add(request: Omit<LoggedRequest, 'id'>): void;
  /** The last calls, oldest first, at most 500. */
  recent(): readonly LoggedRequest[];
  /** Calls in each of the last 60 seconds, oldest first; the last entry is the running second. */
  perSecond(): readonly number[];
  readonly total: number;
}

const kept = 500;
const spanSeconds = 60;

/** An empty log on the clock `now` (epoch milliseconds). */
export function createRequestLog(now: () => number): RequestLog {
  const requests: LoggedRequest[] = [];
  const counts = new Map<number, number>();
  let total = 0;
  return {
    add(request) {
      total += 1;
      const { path, reason } = request;
      const shown = { path: withoutSecrets(path), reason: reason === null ? null : withoutSecrets(reason) };
      requests.push({ ...request, ...shown, id: total });
      if (requests.length > kept) requests.shift();
      const current = second(request.at);
      counts.set(current, (counts.get(current) ?? 0) + 1);
      for (const old of counts.keys()) if (old <= second(now()) - spanSeconds) counts.delete(old);
    },
    recent: () => [...requests],
    perSecond() {
      const first = second(now()) - spanSeconds + 1;
      return Array.from({ length: spanSeconds }, (_, index) => counts.get(first + index) ?? 0);
    },
    get total() {
      return total;
    },
  };
}

/** Leaves out the secret part of presigned URLs, survey links and provider pages: the URL itself is the permission. */
function withoutSecrets(text: string): string {
  return text.replaceAll(/\/(uploads|mydatahelps|providers)\/[^/\s]+/g, '/$1/…');
}

function second(at: number): number {
  return Math.floor(at / 1000);
}
