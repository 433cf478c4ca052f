import { useEffect, useSyncExternalStore } from 'react';
import type { TokenState, TokenStore } from '@mdh-tokens/store';

export function useTokenState(store: TokenStore): TokenState {
  useEffect(() => {
    void store.start();
    return () => store.stop();
  }, [store]);
  return useSyncExternalStore(
    (changed) => store.on('state', changed),
    () => store.state,
    () => store.state,
  );
}
