// The calls to the authenticator: started when the core says so, and described to it when they end.
import type { RefreshReason, TokenResponse } from '@mdh-tokens/contract';
import type { AuthenticatorAnswer, AuthenticatorCall } from './authenticator.js';
import { isTokenError, TokenError } from './core/token-error.js';
import { believesOnline } from './platform/page-events.js';

/** Who wants to know how a call ended. Neither is called for a call that was aborted. */
export interface FlightListener {
  answered(flightId: number, answer: AuthenticatorAnswer): void;
  failed(flightId: number, error: TokenError): void;
}

export interface Flights {
  start(flightId: number, reason: RefreshReason): void;
  abort(flightId: number): void;
  /** Takes the answer of a call that has landed: once, and only while its landing is being told. */
  take(flightId: number): TokenResponse | null;
}

export function createFlights(call: AuthenticatorCall, listener: FlightListener): Flights {
  const controllers = new Map<number, AbortController>();
  const landed = new Map<number, TokenResponse>();

  async function fly(flightId: number, reason: RefreshReason, signal: AbortSignal): Promise<void> {
    let answer: AuthenticatorAnswer;
    try {
      answer = await call({ signal, reason });
    } catch (error) {
      if (!signal.aborted) listener.failed(flightId, toTokenError(error));
      return;
    }
    if (signal.aborted) return;
    landed.set(flightId, answer.response);
    listener.answered(flightId, answer);
    landed.delete(flightId);
  }

  return {
    start(flightId, reason) {
      const controller = new AbortController();
      controllers.set(flightId, controller);
      void fly(flightId, reason, controller.signal).finally(() => controllers.delete(flightId));
    },
    abort(flightId) {
      controllers.get(flightId)?.abort();
      controllers.delete(flightId);
    },
    take: (flightId) => landed.get(flightId) ?? null,
  };
}

/** An app's function, for the token or for its headers, may throw anything; only a `TokenError` is a decision. */
function toTokenError(error: unknown): TokenError {
  if (isTokenError(error)) return error;
  return new TokenError(
    believesOnline() ? 'network' : 'offline',
    'the authenticator function threw, or that for the headers',
    {
      cause: error,
      hint: 'Throw a TokenError to say what it means: tokenErrorOf(401) signs out.',
    },
  );
}
