// Listens to a store as long as a component is mounted.
import { useInsertionEffect, useRef } from 'react';
import type { TokenEventName, TokenEvents, TokenStore } from '@mdh-tokens/store';
import { useLayoutEffectInBrowser } from './use-layout-effect-in-browser.js';
import { useTokenStore } from './use-token-store.js';

/**
 * Calls `handler` at each event of that name, as `store.on` does, as long as the component is mounted and not hidden.
 * This is the place for a redirect to your sign-in page.
 *
 * @param handler need not be stable: that of the last render is called
 * @param store instead of the provider's
 * @throws TokenError `invalid_option` if there is no provider
 */
export function useTokenEvent<Name extends TokenEventName>(
  name: Name,
  handler: (payload: TokenEvents[Name]) => void,
  store?: TokenStore,
): void {
  const used = useTokenStore(store);
  const newest = useRef(handler);
  useInsertionEffect(() => {
    newest.current = handler;
  });
  // Before the provider above starts the store, so that the first events are heard too.
  useLayoutEffectInBrowser(() => used.on(name, (payload) => newest.current(payload)), [used, name]);
}
