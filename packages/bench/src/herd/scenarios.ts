// What a crowd of pages may live through.
import type { Draw } from '../chance.js';
import type { Jitter } from './jitter.js';
import type { Client, Entry } from './pages.js';
import { marginMs, type Policy } from './store-core.js';

/** The store's defaults. */
const policy: Policy = { safetyMarginMs: 300_000, timeoutMs: 10_000, shares: false };

const latencyMs = 200;

/** An API call every so often, where anybody waits. */
const callerEveryMs = 10_000;

export interface Way {
  readonly lifeSeconds: number;
  /** Whether somebody wants a token every few seconds. */
  readonly isAwaited: boolean;
  readonly jitter: Jitter;
}

export function createClient({ lifeSeconds, isAwaited, jitter }: Way): Client {
  return {
    policy,
    lifeMs: lifeSeconds * 1000,
    latencyMs,
    callerEveryMs: isAwaited ? callerEveryMs : null,
    jitter,
  };
}

/** From a token to the next one, where chance does not shorten it: a life in use. */
export function secondsInUse(lifeSeconds: number): number {
  return lifeSeconds - marginMs(policy, lifeSeconds * 1000) / 1000;
}

/** How a crowd comes into sight. */
export type Entrance = (draw: Draw) => Entry;

/** Opened within so many seconds. */
export function openWithin(seconds: number): Entrance {
  return (draw) => {
    const at = draw() * seconds * 1000;
    return { at, expiresAt: at, callerAt: draw() * callerEveryMs };
  };
}

/** Awake all at the same moment, after their tokens have expired. */
export const wakeExpired: Entrance = openWithin(0);

/** Awake all at the same moment, each at another place in its margin. */
export const wakeInMargin = (lifeSeconds: number): Entrance => {
  const lastMs = marginMs(policy, lifeSeconds * 1000);
  return (draw) => ({ at: 0, expiresAt: draw() * lastMs, callerAt: draw() * callerEveryMs });
};
