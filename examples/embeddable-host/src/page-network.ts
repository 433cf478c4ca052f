// Lets the control panel cut the page off, as far as a page can tell: `navigator.onLine`, its events, and `fetch`.

export interface PageNetwork {
  readonly isOffline: boolean;
  setOffline(offline: boolean): void;
}

/** Puts itself in front of the window's `fetch` and `navigator.onLine`. */
export function createPageNetwork(page: Window & typeof globalThis): PageNetwork {
  const realFetch = page.fetch.bind(page);
  let offline = false;
  page.fetch = (input, init) =>
    offline ? Promise.reject(new TypeError('Failed to fetch')) : realFetch(input, init);

  return {
    get isOffline() {
      return offline;
    },
    setOffline(value) {
      if (value === offline) return;
      offline = value;
      if (value) Object.defineProperty(page.navigator, 'onLine', { configurable: true, get: () => false });
      else Reflect.deleteProperty(page.navigator, 'onLine');
      page.dispatchEvent(new Event(value ? 'offline' : 'online'));
    },
  };
}
