// The page's life: shown, focused, restored, resumed, online, offline.

export type PageEvent = 'wake' | 'online' | 'offline';

/** Listens to everything that can mean "this page is in use again". No `unload`: it would cost the back/forward cache. */
export function listenToPage(listener: (event: PageEvent) => void): () => void {
  if (typeof window === 'undefined') return () => {};
  const listening = new AbortController();
  const { signal } = listening;
  const on = (target: EventTarget, type: string, event: PageEvent) =>
    target.addEventListener(type, () => listener(event), { signal });
  document.addEventListener(
    'visibilitychange',
    () => {
      if (document.visibilityState === 'visible') listener('wake');
    },
    { signal },
  );
  on(document, 'resume', 'wake');
  on(window, 'focus', 'wake');
  on(window, 'pageshow', 'wake');
  on(window, 'online', 'online');
  on(window, 'offline', 'offline');
  return () => listening.abort();
}

/** What the browser believes; it can be wrong both ways. */
export function believesOnline(): boolean {
  return typeof navigator === 'undefined' || navigator.onLine;
}

/** The address that relative URLs are relative to; `undefined` on a server. */
export function pageUrl(): string | undefined {
  return typeof document === 'undefined' ? undefined : document.baseURI;
}

/** The page's origin; `null` as text in a sandboxed frame. */
export function pageOrigin(): string {
  return self.origin;
}
