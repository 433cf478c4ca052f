// The public face of a store.
import type { Observable } from 'rxjs';
import type { TokenState } from '../core/snapshot.js';
import type { TokenEventName, TokenEvents } from './token-events.js';
import type { SinkAdapter, Supply } from './token-sink.js';

/** Options of `TokenStore.getToken`. */
export interface GetTokenOptions {
  /**
   * Seconds of life that the token should have left. Default 0. If no token lives that long, the caller gets the best
   * there is. The store replaces a token that has less once a minute at most.
   */
  minValiditySeconds?: number | undefined;
  /** Detaches this caller: others, and the call itself, go on. Rejects with `aborted`. */
  signal?: AbortSignal | undefined;
  /** How long to wait through failures, in seconds. Default 30. Rejects with `timeout`. */
  timeoutSeconds?: number | undefined;
}

/** Keeps one participant access token valid. Made by `createTokenStore`. Its methods need no `this`. */
export interface TokenStore {
  /** The snapshot. It never holds the token. */
  readonly state: TokenState;
  /** The snapshots: replays the current one, says nothing twice, never errors or completes. */
  readonly state$: Observable<TokenState>;
  /**
   * Begins, or begins again after a terminal state. Idempotent. Resolves when the first token is in, and at once if
   * MyDataHelps hosts the page.
   *
   * @throws TokenError on entering a terminal state; a caller that ignores the promise causes no unhandled rejection
   */
  start(): Promise<void>;
  /**
   * Ends: no timer, no listener and no token is left. The SDK's calls reject with `stopped` until the SDK is
   * disconnected or another store takes it. Also `[Symbol.dispose]`, if the runtime has it.
   */
  stop(): void;
  /**
   * Takes a lease, for components: the first one starts the store, the last one released stops it. The stop happens in
   * a microtask, which a new lease cancels: a remount makes no second call.
   *
   * @returns releases the lease
   */
  hold(): () => void;
  /**
   * Ends the session: this store, the SDK and all tabs that share lose the token at once and without a call. What is on
   * its way, in whichever tab, never becomes the token. The state is `signed-out` with the code `signed_out`. Call it
   * also if the server could not be told.
   */
  signOut(): void;
  /**
   * The access token, valid now. Starts an idle store, waits for a token if there is none, and goes on waiting through
   * transient failures up to the timeout.
   *
   * @throws TokenError `timeout`, `aborted`, `hosted`, or the error of a terminal state
   */
  getToken(options?: GetTokenOptions): Promise<string>;
  /** The access token if it is valid now, else `null`. Causes no request. */
  peek(): string | null;
  /**
   * Asks the authenticator for a new token, past its cache, with a call that leaves after this moment. Concurrent
   * refreshes share one. A call that is on its way is waited for first.
   *
   * @throws TokenError of that call, and what `getToken` throws
   */
  refresh(): Promise<void>;
  /** "MyDataHelps refused this token with 401." Only the current token is replaced; late news of an older one is ignored. */
  invalidate(accessToken: string): void;
  /**
   * `fetch` with the token, for URLs under `baseUrl` only. After a 401 the request is sent once more with a new token,
   * unless its body cannot be sent twice, it is a write under `custom/`, or the new token may be another participant's.
   * A redirect could lead the token out of `baseUrl`: it is an error unless `init.redirect` says otherwise.
   *
   * @param input absolute, or relative to the page
   * @throws TokenError `invalid_option` for another URL, and what `getToken` throws; as `fetch` does, a TypeError, or
   *   the signal's reason if it aborts
   */
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  /** Listens to an event. @returns the unsubscribe function */
  on<Name extends TokenEventName>(event: Name, handler: (payload: TokenEvents[Name]) => void): () => void;
  /** Listens no more. */
  off<Name extends TokenEventName>(event: Name, handler: (payload: TokenEvents[Name]) => void): void;
  /**
   * For authors of adapters: connects a sink with a say in the life of the store. Apps use `connectSdk` and
   * `connectSink`.
   *
   * @returns disconnect
   * @throws TokenError if the store is started and the sink cannot be supplied by it
   */
  connect(make: (supply: Supply) => SinkAdapter): () => void;
}
