// What is told of the work inside, as plain data without participants: for metrics of any make.
import type { AuthenticatorErrorCode } from '@mdh-tokens/contract';
import type { UpstreamFault } from './platform/upstream-fault.js';

/** The calls to MyDataHelps: both grants at the token endpoint, the look-up, and what `whenUnknown` sends. */
export type UpstreamCallName = 'service_token' | 'participant_token' | 'lookup' | 'administration';

/** One call to MyDataHelps that has come to an end. */
export interface UpstreamMeasure {
  kind: 'upstream';
  call: UpstreamCallName;
  /** `answered` for any HTTP answer. */
  outcome: 'answered' | UpstreamFault;
  /** The HTTP status; `null` without an answer. */
  status: number | null;
  durationSeconds: number;
  /** A connection that was open turned out to be dead, and the call was made a second time. */
  isRetried: boolean;
  /** How far this machine's clock is ahead of the answer's `Date`, to half a second; `null` without one. */
  clockSkewSeconds: number | null;
}

/** A look into a cache. */
export interface CacheMeasure {
  kind: 'cache';
  cache: 'participant_token' | 'participant_id';
  isHit: boolean;
}

/** A request waits for a call that another one began. */
export interface JoinMeasure {
  kind: 'join';
  call: UpstreamCallName;
}

/** There is a new service token. */
export interface ServiceTokenMeasure {
  kind: 'service_token';
  /** Its life from now. */
  expiresInSeconds: number;
}

/** The endpoint has answered a request. */
export interface RequestMeasure {
  kind: 'request';
  status: number;
  /** The contract's code of a refusal; `ok` for a token, `preflight` for an answer to a preflight. */
  code: AuthenticatorErrorCode | 'ok' | 'preflight';
  durationSeconds: number;
}

/** The rate limiter of the endpoint has decided. */
export interface LimiterMeasure {
  kind: 'limiter';
  isAllowed: boolean;
}

/** What `onMeasure` is told. New kinds may be added: ignore those that you do not know. */
export type Measure =
  | UpstreamMeasure
  | CacheMeasure
  | JoinMeasure
  | ServiceTokenMeasure
  | RequestMeasure
  | LimiterMeasure;

/** Tells a measure; `null` where nobody listens, so that none is made up for nothing. */
export type Meter = ((measure: Measure) => void) | null;

/** What the app's function throws, now or later, is lost: a measure must cost nobody an answer. */
export function createMeter(onMeasure: ((measure: Measure) => unknown) | null | undefined): Meter {
  if (onMeasure === null || onMeasure === undefined) return null;
  return (measure) => {
    try {
      const outcome = onMeasure(measure);
      if (outcome instanceof Promise) outcome.catch(() => undefined);
    } catch {
      // There is nowhere to tell it.
    }
  };
}
