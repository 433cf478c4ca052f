// The platform of a browser, and of a server, a worker or React Native, which have some of its globals. Only this
// file reads the page's facilities. It reads them at each use, so that ordinary fake timers work and importing is safe
// anywhere.
import type { Channel, EarlyAnswer, PageEvent, PageHost, Platform } from './platform.js';

const longestDelayMs = 2 ** 31 - 1;

function setTimer(delayMs: number, task: () => void): () => void {
  let handle: ReturnType<typeof setTimeout>;
  const wait = (leftMs: number) => {
    const stepMs = Math.min(Math.ceil(leftMs), longestDelayMs);
    handle = setTimeout(() => (leftMs > stepMs ? wait(leftMs - stepMs) : task()), stepMs);
  };
  wait(delayMs);
  return () => clearTimeout(handle);
}

/** zone.js counts every timer and request that is begun in Angular's zone. Angular does not wait for the root zone. */
function outside(task: () => void): void {
  const { Zone } = globalThis as { Zone?: { root?: { run(task: () => void): void } } };
  if (Zone?.root === undefined) task();
  else Zone.root.run(task);
}

/**
 * No `unload`: it would cost the back/forward cache. The store listens in the capture phase, so that it has woken
 * before the app's own listeners run.
 */
function listenToPage(listener: (event: PageEvent) => void): () => void {
  // Chromium calls the listeners of `pageshow` in the order in which they were added: an app's may come first. `resume`
  // and `visibilitychange` come before it: `told` is a return that one of them has told already.
  let storage: 'none' | 'stored' | 'told' = 'none';
  const wake = (persisted: boolean) => {
    const restored = storage === 'stored' || (persisted && storage !== 'told');
    if (persisted) storage = 'none';
    else if (restored) storage = 'told';
    listener({ type: 'wake', restored });
  };
  const undoing: (() => void)[] = [];
  const on = (target: unknown, type: string, act: (event: Event) => void, capture: boolean) => {
    const { addEventListener } = (target ?? {}) as Partial<EventTarget>;
    if (typeof addEventListener !== 'function') return;
    const source = target as EventTarget;
    source.addEventListener(type, act, capture);
    undoing.push(() => source.removeEventListener(type, act, capture));
  };
  const { document, window } = globalThis as Partial<typeof globalThis>;
  const ifVisible = () => document?.visibilityState === 'visible' && wake(false);
  on(document, 'visibilitychange', ifVisible, true);
  on(document, 'resume', () => wake(false), true);
  on(window, 'pageshow', (event) => wake((event as PageTransitionEvent).persisted), true);
  on(window, 'focus', () => wake(false), false);
  on(
    window,
    'pagehide',
    (event) => {
      storage = (event as PageTransitionEvent).persisted ? 'stored' : 'none';
      listener({ type: 'hide' });
    },
    true,
  );
  on(window, 'online', () => listener({ type: 'online' }), false);
  on(window, 'offline', () => listener({ type: 'offline' }), false);
  return () => {
    for (const undo of undoing) undo();
  };
}

function listenToMessages(listener: (message: MessageEvent<unknown>) => void): () => void {
  if (typeof document === 'undefined') return () => {};
  window.addEventListener('message', listener, true);
  return () => window.removeEventListener('message', listener, true);
}

function pageHost(): PageHost {
  if (typeof document === 'undefined') return { handlers: {}, parentUrl: null, sdk: undefined };
  const page = window as { webkit?: { messageHandlers?: Record<string, unknown> }; MyDataHelps?: object };
  return {
    handlers: page.webkit?.messageHandlers ?? {},
    parentUrl: parentUrl(),
    sdk: page.MyDataHelps,
  };
}

function parentUrl(): string | null {
  const ancestors = location.ancestorOrigins as DOMStringList | undefined;
  if (ancestors !== undefined) return ancestors[0] ?? null;
  return window.parent === window ? null : document.referrer;
}

function openChannel(name: string, heard: (message: unknown) => void): Channel | null {
  try {
    const channel = new BroadcastChannel(name);
    channel.addEventListener('message', ({ data }) => heard(data));
    return { post: (message) => channel.postMessage(message), close: () => channel.close() };
  } catch {
    // A sandboxed frame, or a browser without channels: this page works alone.
    return null;
  }
}

async function sha256Hex(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text));
  return Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function takeEarlyAnswer(url: string): EarlyAnswer | null {
  const page = globalThis as { mdhEarly?: EarlyAnswer };
  const early = page.mdhEarly;
  if (early?.u !== url) return null;
  delete page.mdhEarly;
  return early;
}

function report(error: unknown): void {
  if (typeof reportError === 'function') reportError(error);
  else
    setTimeout(() => {
      throw error;
    });
}

const browser: Platform = {
  wallClockAt: () => Date.now(),
  monotonicMs: () => performance.now(),
  setTimer,
  inMicrotask: (task) => queueMicrotask(task),
  random: () => Math.random(),
  outside,
  listenToPage,
  listenToMessages,
  isOnline: () => (globalThis as { navigator?: { onLine?: boolean } }).navigator?.onLine ?? true,
  pageUrl: () => (typeof document === 'undefined' ? undefined : document.baseURI),
  pageOrigin: () => self.origin,
  pageHost,
  openChannel,
  requestLock: async (name, signal, hold) => navigator.locks.request(name, { signal }, hold),
  canShare: () => typeof document !== 'undefined' && typeof crypto === 'object' && 'subtle' in crypto,
  sha256Hex,
  fetch: (input, init) => fetch(input, init),
  takeEarlyAnswer,
  report,
};

/** The place that the script runs in. */
export function browserPlatform(): Platform {
  return browser;
}
