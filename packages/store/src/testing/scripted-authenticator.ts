// The authenticator at the network's far end, as a test scripts it.
import type { RefreshReason, TokenResponse } from '@mdh-tokens/contract';
import { TokenError, type TokenErrorCode } from '../core/token-error.js';
import { tokenErrorOf } from '../sources/read-answer.js';
import type { TokenSource } from '../sources/token-source.js';
import type { VirtualClock } from './virtual-clock.js';

/** One call that the store has made. */
export interface AuthenticatorCallRecord {
  /** When it left, in milliseconds since the beginning of the test. */
  readonly atMs: number;
  readonly reason: RefreshReason;
  /** Aborted when the store gives the call up. */
  readonly signal: AbortSignal;
}

/** A token answer; what is left out is made up: a new token with the test's life. */
export type ScriptedAnswer = Partial<TokenResponse>;

export interface ScriptedAuthenticator {
  /** Every call so far. */
  readonly calls: readonly AuthenticatorCallRecord[];
  /** The next calls are answered in turn; the last answer stays. */
  answerWith(...answers: ScriptedAnswer[]): void;
  /** Every call fails until `answerWith`: an HTTP status, a code, or a `TokenError`. */
  failWith(failure: number | TokenErrorCode | TokenError): void;
  /** No call is answered until `answerWith` or `failWith`. */
  hang(): void;
}

type Script = (callNumber: number) => Promise<TokenResponse>;

export function createScriptedAuthenticator(
  clock: VirtualClock,
  lifeSeconds: number,
  latencyMs: number,
): ScriptedAuthenticator & { readonly source: TokenSource } {
  const calls: AuthenticatorCallRecord[] = [];
  let answers: ScriptedAnswer[] = [{}];

  const answer: Script = async (callNumber) => {
    const next = answers.length > 1 ? answers.shift() : answers[0];
    return {
      access_token: `test-token-${callNumber}`,
      expires_in: lifeSeconds,
      token_type: 'Bearer',
      ...next,
    };
  };
  let script: Script = answer;

  return {
    calls,
    answerWith(...next) {
      answers = next.length === 0 ? [{}] : next;
      script = answer;
    },
    failWith(failure) {
      script = () => Promise.reject(errorOf(failure));
    },
    hang() {
      script = () => new Promise(() => undefined);
    },
    async source({ signal, reason }) {
      const callNumber = calls.push({ atMs: clock.monotonicMs(), reason, signal });
      await new Promise<void>((resolve) => void clock.setTimer(latencyMs, resolve));
      return script(callNumber);
    },
  };
}

function errorOf(failure: number | TokenErrorCode | TokenError): TokenError {
  if (failure instanceof TokenError) return failure;
  if (typeof failure === 'string') return new TokenError(failure, 'scripted by the test');
  return tokenErrorOf(failure, null, failure === 403 ? { error: 'forbidden' } : '');
}
