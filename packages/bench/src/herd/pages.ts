// Pages as numbers: what decides when the next call of each leaves, and nothing else. Instants are in milliseconds.
import type { Jitter } from './jitter.js';
import {
  backoffMs,
  floorMs,
  hardAt,
  retryAfterMs,
  refreshAt,
  waitingRetryMs,
  type Policy,
} from './store-core.js';

/** What all pages have in common. */
export interface Client {
  readonly policy: Policy;
  readonly lifeMs: number;
  /** From a call's start to its answer. */
  readonly latencyMs: number;
  /** How often each page wants a token; `null` where nobody waits for one. */
  readonly callerEveryMs: number | null;
  readonly jitter: Jitter;
}

export interface Pages {
  /** When the next call leaves. */
  readonly dueAt: Float64Array;
  /** When the last token ends or ended. */
  readonly expiresAt: Float64Array;
  /** One of the moments at which somebody wants a token. */
  readonly callerAt: Float64Array;
  readonly backoffStep: Uint8Array;
  /** 1: the next token may come at a moment that a crowd shares. */
  readonly inCrowd: Uint8Array;
  /** 1: it has had a token while in sight. */
  readonly hasHadToken: Uint8Array;
}

/** How a page comes into sight: opened without a token, or awake with one. */
export interface Entry {
  readonly at: number;
  /** `at` where it has none. */
  readonly expiresAt: number;
  readonly callerAt: number;
}

export function createPages(count: number): Pages {
  return {
    dueAt: new Float64Array(count),
    expiresAt: new Float64Array(count),
    callerAt: new Float64Array(count),
    backoffStep: new Uint8Array(count),
    inCrowd: new Uint8Array(count),
    hasHadToken: new Uint8Array(count),
  };
}

/** The page calls at once: it has no token, or wakes inside the margin of one. */
export function enterPage(pages: Pages, page: number, { at, expiresAt, callerAt }: Entry): void {
  pages.dueAt[page] = at;
  pages.expiresAt[page] = expiresAt;
  pages.callerAt[page] = callerAt;
  pages.inCrowd[page] = 1;
  pages.hasHadToken[page] = expiresAt > at ? 1 : 0;
}

/** The call that was due is answered with a token. */
export function grant(pages: Pages, page: number, client: Client, random: number): void {
  const { policy, jitter, lifeMs } = client;
  const issuedAt = pages.dueAt[page]!;
  const spread = jitter.spreads && pages.inCrowd[page] === 1;
  pages.dueAt[page] = refreshAt(policy, {
    issuedAt,
    lifeMs,
    refreshInMs: null,
    spread,
    random: spread ? jitter.spread(random) : jitter.refresh(random),
  });
  pages.expiresAt[page] = issuedAt + lifeMs;
  pages.backoffStep[page] = 0;
  pages.inCrowd[page] = 0;
  pages.hasHadToken[page] = 1;
}

/** The call that was due is answered with 503. */
export function refuse(
  pages: Pages,
  page: number,
  client: Client,
  retryAfterSeconds: number | null,
  random: number,
): void {
  const { jitter } = client;
  const startedAt = pages.dueAt[page]!;
  const now = startedAt + client.latencyMs;
  const step = pages.backoffStep[page]!;
  const leftMs = pages.hasHadToken[page] === 1 ? hardAt(pages.expiresAt[page]!, client.lifeMs) - now : 0;
  const retryAt = Math.max(now, startedAt + floorMs) + backoffMs(step, leftMs, jitter.backoff(random));
  const hastenedAt = Math.min(retryAt, waitingFrom(pages, page, client, now) + waitingRetryMs);
  const heldUntil =
    retryAfterSeconds === null ? 0 : now + retryAfterMs(retryAfterSeconds, jitter.hold(random));
  pages.dueAt[page] = Math.max(hastenedAt, heldUntil, startedAt + floorMs);
  pages.backoffStep[page] = Math.min(step + 1, 255);
  pages.inCrowd[page] = 1;
}

/** When somebody begins to wait, once the token is gone; `now` where somebody does already. */
function waitingFrom(pages: Pages, page: number, { callerEveryMs }: Client, now: number): number {
  if (callerEveryMs === null) return Number.POSITIVE_INFINITY;
  const goneAt = pages.expiresAt[page]!;
  const sinceCallerMs = (goneAt - pages.callerAt[page]!) % callerEveryMs;
  const untilCallerMs = (callerEveryMs - sinceCallerMs) % callerEveryMs;
  return Math.max(now, goneAt + untilCallerMs);
}
