// A browser's page on Node's globals, for code that expects one: happy-dom's window, and what tabs share.
import { virtualBroadcastChannel, virtualLockManager } from '@mdh-tokens/store/testing';
import { Window } from 'happy-dom';
import { createPromptCrypto } from './prompt-crypto.js';
import { replaceGlobals } from './replace-globals.js';

export interface Page {
  /** The page is hidden, and the network is gone. */
  leave(): void;
  /** The network is back, and the page is shown and focused. */
  comeBack(): void;
  close(): void;
}

/** @param network what `fetch` does */
export function openPage(network: typeof fetch): Page {
  const window = new Window({ url: 'https://app.example/' });
  const { document, navigator, location, history, localStorage, sessionStorage } = window;
  let isOnline = true;
  let isShown = true;
  Object.defineProperties(navigator, {
    onLine: { get: () => isOnline },
    locks: { value: virtualLockManager() },
  });
  Object.defineProperty(document, 'visibilityState', { get: () => (isShown ? 'visible' : 'hidden') });

  const windows = { self: globalThis, window: globalThis, parent: globalThis, top: globalThis };
  const ofWindow = { document, navigator, location, history, localStorage, sessionStorage };
  const ofSdk = { webkit: undefined, MyDataHelps: undefined, RKStudioClient: undefined };
  const restore = replaceGlobals({
    ...windows,
    ...ofWindow,
    // The SDK leaves these on the window.
    ...ofSdk,
    origin: location.origin,
    isSecureContext: true,
    addEventListener: window.addEventListener.bind(window),
    removeEventListener: window.removeEventListener.bind(window),
    dispatchEvent: window.dispatchEvent.bind(window),
    // No frame is around the page: who asks it is not answered.
    postMessage: () => {},
    fetch: network,
    crypto: createPromptCrypto(),
    BroadcastChannel: virtualBroadcastChannel(),
  });

  const tell = (target: { dispatchEvent(event: Event): boolean }, type: string) =>
    target.dispatchEvent(new window.Event(type) as unknown as Event);
  const tellWindow = (type: string) => tell(globalThis, type);
  const tellDocument = (type: string) => tell(document as unknown as Document, type);

  return {
    leave() {
      isOnline = false;
      tellWindow('offline');
      isShown = false;
      tellDocument('visibilitychange');
    },
    comeBack() {
      isOnline = true;
      tellWindow('online');
      isShown = true;
      tellDocument('visibilitychange');
      tellWindow('focus');
    },
    close: restore,
  };
}
