// Takes the network away from a page, in the page: for an engine whose driver has no command for it.

/** Runs in the page: requests fail, `navigator.onLine` is false and the event is told, as in a browser that is offline. */
export function playOffline(isOffline: boolean): void {
  const page = window as Window & { fetchWhileOnline?: typeof fetch };
  const send = (page.fetchWhileOnline ??= window.fetch);
  window.fetch = isOffline ? () => Promise.reject(new TypeError('Load failed')) : send;
  Object.defineProperty(navigator, 'onLine', { configurable: true, get: () => !isOffline });
  window.dispatchEvent(new Event(isOffline ? 'offline' : 'online'));
}
