import { useEffect, useState, useSyncExternalStore } from 'react';
import type { TokenState, TokenStore } from '@mdh-tokens/store';

/**
 * In one component: the store runs as long as that is mounted. Render what calls the SDK only when this says true, since
 * a child's effects run before its parent's.
 */
export function useRunningStore(store: TokenStore): boolean {
  const [isRunning, setRunning] = useState(false);
  useEffect(() => {
    void store.start();
    setRunning(true);
    return () => {
      store.stop();
      setRunning(false);
    };
  }, [store]);
  return isRunning;
}

/** In any component that shows something of the state. */
export function useTokenState(store: TokenStore): TokenState {
  return useSyncExternalStore(
    (changed) => store.on('state', changed),
    () => store.state,
    () => store.state,
  );
}
