// Stores of several tabs under virtual time: in one window they are to each other what tabs are, since they hear each
// other through the same channel and queue for the same lock.
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, vi } from 'vitest';
import { createTokenStore, type TokenStore, type TokenStoreOptions } from '../../src/index.js';
import { virtualBroadcastChannel, virtualLockManager } from '../../src/testing/index.js';

export interface VirtualTabs {
  /** A store that is stopped after the test. */
  open(options: TokenStoreOptions): TokenStore;
}

/** For the top of a test file: virtual time, channel and locks for each of its tests. */
export function useVirtualTabs(): VirtualTabs {
  const opened: TokenStore[] = [];
  beforeEach(() => {
    vi.useFakeTimers();
    vi.stubGlobal('BroadcastChannel', virtualBroadcastChannel());
    Object.defineProperty(navigator, 'locks', { value: virtualLockManager(), configurable: true });
    // The real digest takes real time, which virtual time does not wait for.
    vi.spyOn(crypto.subtle, 'digest').mockImplementation(async (_name, data) => {
      const bytes = createHash('sha256')
        .update(new Uint8Array(data as ArrayBuffer))
        .digest();
      return Uint8Array.from(bytes).buffer;
    });
  });
  afterEach(() => {
    for (const store of opened.splice(0)) store.stop();
    vi.useRealTimers();
    vi.restoreAllMocks();
    vi.unstubAllGlobals();
  });
  return {
    open(options) {
      const store = createTokenStore(options);
      opened.push(store);
      return store;
    },
  };
}
