// @mdh-tokens/contract: the wire contract between a page's token store and its authenticator.
export { authenticatorErrorStatus } from './authenticator-error.js';
export type { AuthenticatorErrorBody, AuthenticatorErrorCode } from './authenticator-error.js';
export { readAuthenticatorAnswer } from './read-authenticator-answer.js';
export type {
  AuthenticatorAnswer,
  AuthenticatorFailure,
  AuthenticatorFailureKind,
  AuthenticatorHttpAnswer,
} from './read-authenticator-answer.js';
export { bypassesCache, isRefreshReason, refreshReasons } from './refresh-reason.js';
export type { RefreshReason } from './refresh-reason.js';
export { parseHttpDateMs, parseRetryAfterSeconds } from './retry-after.js';
export { parseTokenRequest } from './token-request.js';
export type { TokenRequest } from './token-request.js';
export { parseTokenResponse } from './token-response.js';
export type { ParsedTokenResponse, TokenResponse, TokenResponseNote } from './token-response.js';
