// @mdh-tokens/store: keeps the MyDataHelps SDK of a page supplied with a valid participant access token.
export { connectSdk, createTokenStore } from './create-token-store.js';
export { TokenError } from './core/token-error.js';
export { tokenErrorOf } from './read-answer.js';
export type { Authenticator } from './authenticator.js';
export type { DiagnosticCode } from './core/actions.js';
export type { TokenState } from './core/published-state.js';
export type { TokenErrorCode, TokenErrorDetails } from './core/token-error.js';
export type { TokenEventName, TokenEvents } from './notifications.js';
export type { TokenStoreOptions } from './options.js';
export type { ConnectSdkOptions } from './sdk/connect-sdk.js';
export type { ParticipantSdk, SdkToken } from './sdk/participant-sdk.js';
export type { GetTokenOptions, TokenStore } from './token-store.js';
export type { RefreshReason, TokenResponse } from '@mdh-tokens/contract';
