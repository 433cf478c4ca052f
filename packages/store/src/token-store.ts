// The public face of a store.
import type { Observable } from 'rxjs';
import type { TokenState } from './core/published-state.js';
import type { TokenEventName, TokenEvents } from './notifications.js';

/** Options of `TokenStore.getToken`. */
export interface GetTokenOptions {
  /**
   * Seconds of life that the token should have left. Where no token lives that long, the best there is; a token with
   * less is replaced for this once a minute at most. Default 0.
   */
  minValiditySeconds?: number | undefined;
  /** Detaches this caller: others, and the call itself, go on. Rejects with `aborted`. */
  signal?: AbortSignal | undefined;
  /** How long to wait through failures, in seconds. Default 30. Rejects with `timeout`. */
  timeoutSeconds?: number | undefined;
}

/** Keeps one participant access token valid. Made by `createTokenStore`. */
export interface TokenStore {
  /** The snapshot; it never holds the token. */
  readonly state: TokenState;
  /** The snapshots: replays the current one, says nothing twice, never errors or completes. */
  readonly state$: Observable<TokenState>;
  /**
   * Begins, or begins again after a terminal state. Idempotent. Resolves when the first token is in.
   *
   * @throws TokenError on entering a terminal state; a caller who ignores the promise causes no unhandled rejection
   */
  start(): Promise<void>;
  /** Ends: no timer, no listener and no token is left, and the SDK has its own methods. Also `[Symbol.dispose]`. */
  stop(): void;
  /**
   * The access token, valid now. Starts an idle store, waits for a token where there is none, and through transient
   * failures up to the timeout.
   *
   * @throws TokenError `timeout`, `aborted`, or the error of a terminal state
   */
  getToken(options?: GetTokenOptions): Promise<string>;
  /** The access token if it is valid now, else `null`. Causes no request. */
  peek(): string | null;
  /**
   * Asks the authenticator for a new token, past its cache. A call that is on its way already counts as this one.
   *
   * @throws TokenError of that call, and what `getToken` throws
   */
  refresh(): Promise<void>;
  /** "The API refused this token with 401." Only the current token is replaced; late news of an older one is ignored. */
  invalidate(accessToken: string): void;
  /**
   * `fetch` with the token, for URLs under `baseUrl` only. After a 401 the request is sent once more with a new token,
   * unless its body cannot be sent twice or it is a write under `custom/`. A redirect could lead the token out of
   * `baseUrl`: it is an error unless `init.redirect` says otherwise.
   *
   * @param input absolute, or relative to the page
   * @throws TokenError `invalid_option` for another URL, and what `getToken` throws; TypeError as `fetch` does
   */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  /** Listens to an event. @returns the unsubscribe function */
  on<Name extends TokenEventName>(event: Name, handler: (payload: TokenEvents[Name]) => void): () => void;
  /** Listens no more. */
  off<Name extends TokenEventName>(event: Name, handler: (payload: TokenEvents[Name]) => void): void;
  [Symbol.dispose](): void;
}
