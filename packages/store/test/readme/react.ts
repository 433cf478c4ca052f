import { useEffect, useSyncExternalStore } from 'react';
import type { TokenState, TokenStore } from '@mdh-tokens/store';

/** In one component, such as the one that shows the signed-in app: the store runs as long as that is mounted. */
export function useRunningStore(store: TokenStore): void {
  useEffect(() => {
    void store.start();
    return () => store.stop();
  }, [store]);
}

/** In any component that shows something of the state. */
export function useTokenState(store: TokenStore): TokenState {
  return useSyncExternalStore(
    (changed) => store.on('state', changed),
    () => store.state,
    () => store.state,
  );
}
