// Anything else that needs the token.
import type { TokenSink } from '../engine/token-sink.js';
import type { TokenStore } from '../engine/token-store.js';

/**
 * Keeps something supplied with the store's token: another SDK, a worker, a native shell. `handOver` is called with
 * each new token, and once at connecting if the store has one; `drop` when the token must not be used any more.
 *
 * @returns disconnect: drops the token
 * @example
 * const disconnect = connectSink(store, {
 *   handOver: ({ accessToken, expiresAt }) => worker.postMessage({ accessToken, expiresAt }),
 *   drop: () => worker.postMessage({ accessToken: null }),
 * });
 */
export function connectSink(store: TokenStore, sink: TokenSink): () => void {
  return store.connect(() => ({
    receiver: sink,
    handOver: (token) => sink.handOver(token),
    drop: () => sink.drop(),
  }));
}
