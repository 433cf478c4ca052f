// @mdh-tokens/authenticator: exchanges a MyDataHelps service account for participant access tokens, on the server.
export { AuthenticatorError } from './authenticator-error.js';
export type { AuthenticatorFailureCode, OptionProblem, UpstreamDetail } from './authenticator-error.js';
export { findAuthenticatorProblems } from './authenticator-options.js';
export type { AuthenticatorOptions } from './authenticator-options.js';
export type { WaitUntil } from './background.js';
export { createAuthenticator } from './create-authenticator.js';
export type { Authenticator, RequestContext } from './create-authenticator.js';
export { createTokenExchange } from './create-token-exchange.js';
export type { AuthenticatorAnswer } from './endpoint/answer.js';
export type { EndpointRequest } from './endpoint/endpoint-request.js';
export { createMemoryRateLimiter } from './endpoint/rate-limiter.js';
export type { RateDecision, RateLimiter } from './endpoint/rate-limiter.js';
export { exchangeOptionsFrom } from './exchange-environment.js';
export { findExchangeProblems, isLoopback } from './exchange-options.js';
export type { TokenExchangeOptions } from './exchange-options.js';
export type { WhenUnknown, WhenUnknownTools } from './exchange/participant-creation.js';
export type { PrivateKey } from './keys/signing-key.js';
export { toLogFields } from './log-fields.js';
export type { LogFields, Logger } from './logger.js';
export type { Measure, UpstreamCallName } from './measure.js';
export { createMemoryTokenCache } from './memory-token-cache.js';
export type { MemoryTokenCacheOptions } from './memory-token-cache.js';
export { invalidOption } from './option-problems.js';
export type { UpstreamFault } from './platform/upstream-fault.js';
export type { CacheEntry, TokenCache } from './token-cache.js';
export type {
  ExchangeCallOptions,
  ParticipantReference,
  ParticipantTokenOptions,
  TokenExchange,
} from './token-exchange.js';
export { createDefaultFetch } from '#platform';
export type { RefreshReason, TokenResponse } from '@mdh-tokens/contract';
