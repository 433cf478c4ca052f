// The service access token: one for all requests, renewed before it ends, by one call however many wait.
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';
import { createSingleFlight } from '../single-flight.js';
import type { IssuedToken } from './token-endpoint.js';

/** Holds the service access token. */
export interface ServiceTokens {
  /** A token that outlives the call it is meant for. */
  get(): Promise<string>;
  /**
   * Another token than the refused one; `null` when the refused one is so young that it cannot be the reason.
   */
  replace(refused: string): Promise<string | null>;
}

/** A token younger than this was not refused for its age. */
const youngMs = 10_000;

/** After a renewal in the background failed, requests go on with the token in hand and leave MyDataHelps alone. */
const pauseAfterFailureMs = 5_000;

interface Held {
  token: IssuedToken;
  since: Instant;
}

/**
 * @param grant asks MyDataHelps for a token
 * @param timeoutMs what a call with the token may take, and so how much life it must have left
 * @param onBackgroundFailure told about a renewal that failed while the token in hand is still good
 */
export function createServiceTokens(
  grant: () => Promise<IssuedToken>,
  timeoutMs: number,
  onBackgroundFailure: (error: unknown) => void,
): ServiceTokens {
  const fly = createSingleFlight<string>(timeoutMs * 2);
  let held: Held | null = null;
  let failedAt: Instant | null = null;

  const ageMs = ({ token, since }: Held): number => token.ageMs + elapsedMs(since, readClocks());

  function renew(): Promise<string> {
    return fly('service', async () => {
      const token = await grant();
      held = { token, since: readClocks() };
      failedAt = null;
      return token.accessToken;
    });
  }

  function renewBehind(): void {
    if (failedAt !== null && elapsedMs(failedAt, readClocks()) < pauseAfterFailureMs) return;
    renew().catch((error: unknown) => {
      failedAt = readClocks();
      onBackgroundFailure(error);
    });
  }

  return {
    async get() {
      if (held === null) return renew();
      const { lifetimeMs, accessToken } = held.token;
      const remainingMs = lifetimeMs - ageMs(held);
      if (remainingMs <= Math.min(timeoutMs, lifetimeMs / 8)) return renew();
      if (remainingMs <= Math.min(60_000, lifetimeMs / 4)) renewBehind();
      return accessToken;
    },
    async replace(refused) {
      if (held !== null && held.token.accessToken !== refused) return held.token.accessToken;
      if (held !== null && ageMs(held) < youngMs) return null;
      return renew();
    },
  };
}
