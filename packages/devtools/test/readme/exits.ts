import { connectPerformanceTrack } from '@mdh-tokens/devtools/performance-track';
import { connectReduxDevTools } from '@mdh-tokens/devtools/redux-devtools';
import type { TokenStore } from '@mdh-tokens/store';

/** Both do nothing where the extension, or the Performance panel, is not there. */
export function connectExits(store: TokenStore): () => void {
  const undoing = [connectReduxDevTools(store), connectPerformanceTrack(store)];
  return () => {
    for (const undo of undoing) undo();
  };
}
