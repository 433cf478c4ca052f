// The authenticator at the far end: what it answers to a call, and when the answer arrives.
import { TokenError, type TokenErrorCode } from '../../src/core/token-error.js';
import { between, type Draw } from './random.js';

/** A token, with what only the world knows about it. */
export interface SimulatedToken {
  readonly text: string;
  readonly expiresAtTrueMs: number;
  readonly lifeMs: number;
  readonly refreshInMs: number | null;
  readonly subject: string | null;
}

export type Answer =
  | { readonly token: SimulatedToken; readonly arrivesAt: number }
  | { readonly error: TokenError; readonly arrivesAt: number }
  | { readonly arrivesAt: typeof Number.POSITIVE_INFINITY };

/** How the authenticator is. */
export type Weather =
  | {
      readonly kind: 'fair';
      readonly lifeSeconds: number;
      readonly refreshInSeconds: number | null;
      /** Each life is this much of the last one, down to 20 s. */
      readonly shrinkTo: number;
      readonly latencyMs: number;
    }
  /** Lives of less than 20 s, or answers that take up to a minute and more. */
  | { readonly kind: 'poor'; readonly lifeSeconds: number; readonly latencyMs: number }
  /** Answers with the same token until less than this is left of it. */
  | { readonly kind: 'caching'; readonly lifeSeconds: number; readonly keepsToSeconds: number }
  | { readonly kind: 'failing'; readonly code: TokenErrorCode; readonly retryAfterSeconds: number | null }
  | { readonly kind: 'hanging' };

/** How the text of every token begins. */
export const secret = 'secret-';

/** The longest that a call takes in fair weather. */
export const fairLatencyMostMs = 2_000;

export interface SimulatedAuthenticator {
  weather(): Weather;
  change(weather: Weather): void;
  /** Whom it answers for; `null` where it does not say. */
  switchTo(subject: string | null): void;
  answer(atTrueMs: number): Answer;
}

export function createAuthenticator(first: Weather, draw: Draw): SimulatedAuthenticator {
  let weather = first;
  let subject: string | null = 'participant-0';
  let issued = 0;
  let shrunkSeconds = Number.POSITIVE_INFINITY;
  let kept: SimulatedToken | null = null;

  function issue(atMs: number, lifeSeconds: number, refreshInSeconds: number | null): SimulatedToken {
    issued += 1;
    return {
      text: `${secret}${issued}`,
      expiresAtTrueMs: atMs + lifeSeconds * 1000,
      lifeMs: lifeSeconds * 1000,
      refreshInMs: refreshInSeconds === null ? null : refreshInSeconds * 1000,
      subject,
    };
  }

  function fairLife(lifeSeconds: number, shrinkTo: number): number {
    if (shrinkTo === 1) return lifeSeconds;
    shrunkSeconds = Math.max(20, Math.floor(Math.min(shrunkSeconds, lifeSeconds) * shrinkTo));
    return shrunkSeconds;
  }

  /** The kept token with the life that is left of it. */
  function fromCache(atMs: number, lifeSeconds: number, keepsToSeconds: number): SimulatedToken {
    const leftSeconds = kept === null ? 0 : Math.floor((kept.expiresAtTrueMs - atMs) / 1000);
    if (kept === null || kept.subject !== subject || leftSeconds < Math.max(keepsToSeconds, 1)) {
      kept = issue(atMs, lifeSeconds, null);
      return kept;
    }
    return { ...kept, lifeMs: leftSeconds * 1000 };
  }

  return {
    weather: () => weather,
    change(next) {
      weather = next;
      shrunkSeconds = Number.POSITIVE_INFINITY;
      kept = null;
    },
    switchTo(next) {
      subject = next;
    },
    answer(atTrueMs) {
      if (weather.kind === 'hanging') return { arrivesAt: Number.POSITIVE_INFINITY };
      const mostMs = 'latencyMs' in weather ? weather.latencyMs : 200;
      const latencyMs = between(draw, Math.min(20, mostMs / 2), mostMs);
      const arrivesAt = atTrueMs + latencyMs;
      if (weather.kind === 'failing') {
        return { error: errorOf(weather.code, weather.retryAfterSeconds), arrivesAt };
      }
      const issuedAt = atTrueMs + between(draw, Math.min(5, latencyMs / 2), latencyMs);
      if (weather.kind === 'caching') {
        return { token: fromCache(issuedAt, weather.lifeSeconds, weather.keepsToSeconds), arrivesAt };
      }
      if (weather.kind === 'poor') return { token: issue(issuedAt, weather.lifeSeconds, null), arrivesAt };
      const lifeSeconds = fairLife(weather.lifeSeconds, weather.shrinkTo);
      return { token: issue(issuedAt, lifeSeconds, weather.refreshInSeconds), arrivesAt };
    },
  };
}

/** Every failure of the README's table that a call can end in. */
export function errorOf(code: TokenErrorCode, retryAfterSeconds: number | null): TokenError {
  return new TokenError(code, 'simulated', retryAfterSeconds === null ? {} : { retryAfterSeconds });
}
