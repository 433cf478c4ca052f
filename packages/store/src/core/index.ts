// @mdh-tokens/store/core: the pure core, for tools and simulations. Data in, data out; no clock, no page, no token.
export type { CoreAction, DiagnosticCode, DiagnosticDetails } from './actions.js';
export { backoffMs, retryAfterMs } from './backoff.js';
export { elapsedSince, hasParted, moveAnchor } from './elapsed-clock.js';
export type { ClockAnchor } from './elapsed-clock.js';
export type {
  Admission,
  AnswerFacts,
  Barred,
  CallReport,
  CoreEvent,
  PeerFacts,
  PeerFailure,
} from './events.js';
export type { Reading } from './moment.js';
export * as limits from './policy.js';
export type { Policy } from './policy.js';
export { hardAt, marginMs, refreshAt } from './schedule.js';
export { isSameSnapshot, servableUntil, snapshotOf } from './snapshot.js';
export type { TokenState } from './snapshot.js';
export { initialState, isAtRest, isLive, usableToken } from './state.js';
export type {
  CoreState,
  EndStatus,
  Flight,
  HeldToken,
  Landed,
  Life,
  Limits,
  Refusals,
  Retry,
  Stall,
  Turn,
} from './state.js';
export { isTokenError, severityOf, TokenError } from './token-error.js';
export type {
  DeniedError,
  FailedError,
  Severity,
  SignedOutError,
  TokenErrorCode,
  TokenErrorDetails,
} from './token-error.js';
export { transition } from './transition.js';
export type { Step } from './transition.js';
export { judge, whyNoToken } from './verdict.js';
export type { Verdict, Want } from './verdict.js';
