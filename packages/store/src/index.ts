// @mdh-tokens/store: keeps the MyDataHelps SDK supplied with a valid participant access token.
export { createTokenStore } from './store/create-token-store.js';
export { connectSink } from './store/connect-sink.js';
export { connectSdk } from './sdk/connect-sdk.js';
export { isTokenError, TokenError } from './core/token-error.js';
export { tokenErrorOf } from './sources/read-answer.js';
export type { CoreAction, DiagnosticCode, DiagnosticDetails } from './core/actions.js';
export type { Barred, CallReport, CoreEvent } from './core/events.js';
export type {
  AcquiringState,
  ActiveState,
  DegradedState,
  DeniedState,
  ExpiredState,
  FailedState,
  HostedState,
  IdleState,
  SignedOutState,
  StoppedState,
  TokenState,
} from './core/snapshot.js';
export type {
  DeniedError,
  FailedError,
  SignedOutError,
  TokenErrorCode,
  TokenErrorDetails,
} from './core/token-error.js';
export type { InspectedStep } from './engine/inspected-step.js';
export type { TokenEventName, TokenEvents } from './engine/token-events.js';
export type { SinkAdapter, SinkToken, Supply, TokenSink, TokenWishes } from './engine/token-sink.js';
export type { GetTokenOptions, TokenStore } from './engine/token-store.js';
export type { Channel, PageEvent, PageHost, Platform } from './platform/platform.js';
export type { ConnectSdkOptions } from './sdk/connect-sdk.js';
export type { ParticipantSdk, SdkToken } from './sdk/participant-sdk.js';
export type { TokenSource, TokenSourceRequest } from './sources/token-source.js';
export type { TokenStoreOptions } from './store/options.js';
export type { RefreshReason, TokenResponse } from '@mdh-tokens/contract';
