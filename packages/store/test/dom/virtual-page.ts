// A page under virtual time, with an authenticator at the network's far end that a test scripts.
import { afterEach, beforeEach, vi } from 'vitest';
import type { TokenSource, RefreshReason, TokenResponse } from '../../src/index.js';

export interface Far {
  authenticator: TokenSource;
  /** Every call: when it came, on virtual time since the start, and why. */
  calls: { atMs: number; reason: RefreshReason; signal: AbortSignal }[];
  /** What the next calls get; the last entry stays. */
  answers: ((call: { n: number; signal: AbortSignal }) => Promise<TokenResponse> | TokenResponse)[];
}

export function token(n: number, expiresIn: number, more: Partial<TokenResponse> = {}): TokenResponse {
  return { access_token: `token-${n}`, expires_in: expiresIn, token_type: 'Bearer', ...more };
}

/** An authenticator whose answers take `latencyMs`. */
export function farEnd(expiresIn: number, latencyMs = 200): Far {
  const startedAt = performance.now();
  const far: Far = {
    calls: [],
    answers: [({ n }) => token(n, expiresIn)],
    async authenticator({ signal, reason }) {
      const n = far.calls.push({ atMs: performance.now() - startedAt, reason, signal });
      const answer = far.answers.length > 1 ? far.answers.shift()! : far.answers[0]!;
      await new Promise((resolve) => setTimeout(resolve, latencyMs));
      return answer({ n, signal });
    },
  };
  return far;
}

export const seconds = (n: number): number => n * 1_000;
export const minutes = (n: number): number => n * 60_000;
export const hours = (n: number): number => n * 3_600_000;
export const days = (n: number): number => n * 86_400_000;

/** For the top of a test file: virtual time in each of its tests, and after it a page without stubs. */
export function useVirtualTime(): void {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
  });
}

/** Lets virtual time pass, in steps, so that promises settle between timers. */
export async function pass(ms: number): Promise<void> {
  await vi.advanceTimersByTimeAsync(ms);
}

/** The machine sleeps: the wall clock goes on, timers and the monotonic clock stand still. */
export function sleep(ms: number): void {
  vi.setSystemTime(Date.now() + ms);
}
