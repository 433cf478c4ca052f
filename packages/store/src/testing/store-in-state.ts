// A store that shows one state and does nothing, for component tests and stories.
import { Observable } from 'rxjs';
import type { TokenState } from '../core/snapshot.js';
import { TokenError } from '../core/token-error.js';
import type { TokenStore } from '../engine/token-store.js';

/**
 * A store that shows `state` for ever. `getToken`, `refresh` and `fetch` do what they do in that state: they resolve
 * while there is a token, wait while one is still to come, and reject with the state's error after an end.
 *
 * @example
 * render(<Page store={storeInState({ status: 'signed-out', error: new TokenError('unauthenticated', '401') })} />);
 */
export function storeInState(state: TokenState): TokenStore {
  const accessToken = state.status === 'active' || state.status === 'degraded' ? 'test-token' : null;
  const outcome = async <Result>(result: Result): Promise<Result> => {
    const error = errorOf(state);
    if (error !== null) throw error;
    return accessToken === null ? new Promise<Result>(() => undefined) : result;
  };
  return {
    state,
    state$: new Observable((subscriber) => subscriber.next(state)),
    start() {
      const started = state.status === 'hosted' ? Promise.resolve() : outcome(undefined);
      started.catch(() => undefined);
      return started;
    },
    stop: () => undefined,
    hold: () => () => undefined,
    signOut: () => undefined,
    getToken: () => outcome(accessToken ?? ''),
    peek: () => accessToken,
    refresh: () => outcome(undefined),
    invalidate: () => undefined,
    fetch: () => outcome(new Response(null, { status: 204 })),
    on: () => () => undefined,
    off: () => undefined,
    connect: () => () => undefined,
  };
}

function errorOf(state: TokenState): TokenError | null {
  switch (state.status) {
    case 'signed-out':
    case 'denied':
    case 'failed':
      return state.error;
    case 'hosted':
      return new TokenError('hosted', 'MyDataHelps shows this page and manages its token itself');
    case 'stopped':
      return new TokenError('stopped', 'the store was stopped');
    default:
      return null;
  }
}
