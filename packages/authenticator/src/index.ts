// @mdh-tokens/authenticator: exchanges a MyDataHelps service account for participant access tokens, on the server.
export { AuthenticatorError } from './authenticator-error.js';
export type { AuthenticatorFailureCode, UpstreamDetail } from './authenticator-error.js';
export type { AuthenticatorOptions } from './authenticator-options.js';
export { createAuthenticator } from './create-authenticator.js';
export type { Authenticator } from './create-authenticator.js';
export { createTokenExchange } from './create-token-exchange.js';
export type { AuthenticatorAnswer } from './endpoint/answer.js';
export type { EndpointRequest } from './endpoint/endpoint-request.js';
export { createMemoryRateLimiter } from './endpoint/rate-limiter.js';
export type { RateDecision, RateLimiter } from './endpoint/rate-limiter.js';
export type { TokenExchangeOptions } from './exchange-options.js';
export type { PrivateKey } from './keys/signing-key.js';
export type { LogFields, Logger } from './logger.js';
export { createMemoryTokenCache } from './memory-token-cache.js';
export type { CacheEntry, TokenCache } from './token-cache.js';
export type { ParticipantReference, ParticipantTokenOptions, TokenExchange } from './token-exchange.js';
export type { RefreshReason, TokenResponse } from '@mdh-tokens/contract';
