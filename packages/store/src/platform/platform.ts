// What the store uses of the place it runs in. The browser is one such place, a simulated page another.

/** What happens to a page. `hide`: it is left, perhaps for the back/forward cache. */
export type PageEvent =
  | { readonly type: 'wake'; readonly restored: boolean }
  | { readonly type: 'online' | 'offline' | 'hide' };

/** What shows this page: a native app, a page around it, or nothing. */
export interface PageHost {
  /** The native message handlers in `window.webkit`, if there are any. */
  readonly handlers: Readonly<Record<string, unknown>>;
  /** The address of the page around this one; `null` if there is none or it cannot be known. */
  readonly parentUrl: string | null;
  /** The MyDataHelps SDK that a script has put on the page, if there is one. */
  readonly sdk: object | null | undefined;
}

/** A line to the other pages of the origin. */
export interface Channel {
  post(message: unknown): void;
  close(): void;
}

/** What the early script has left. Its names are short, since they stand in every page. */
export interface EarlyAnswer {
  /** The absolute URL that the request was sent to. */
  readonly u: string;
  /** The wall clock just before, in epoch milliseconds. */
  readonly w: number;
  /** The monotonic clock just before, in milliseconds. */
  readonly m: number;
  /** The answer. */
  readonly a: Promise<Response>;
}

/** Every facility outside of the store. Each one is read when it is used. */
export interface Platform {
  /** The wall clock, in epoch milliseconds. It jumps when somebody sets it. */
  wallClockAt(): number;
  /** The monotonic clock, in milliseconds. It never jumps, but may stand still while the machine sleeps. */
  monotonicMs(): number;
  /** Runs a task once, after any delay. @returns calls it off */
  setTimer(delayMs: number, task: () => void): () => void;
  /** Runs a task later in this turn of the event loop. */
  inMicrotask(task: () => void): void;
  /** Uniform in [0, 1). */
  random(): number;
  /** Runs a task so that what it arms keeps no framework waiting (Angular's zone). */
  outside(task: () => void): void;
  /** Listens to everything that can mean "this page is in use again", or is left. @returns listens no more */
  listenToPage(listener: (event: PageEvent) => void): () => void;
  /** Listens to messages of other frames, before every listener that is added later. @returns listens no more */
  listenToMessages(listener: (message: MessageEvent<unknown>) => void): () => void;
  /** What the browser believes. It can be wrong both ways. */
  isOnline(): boolean;
  /** The address that relative URLs are relative to; `undefined` on a server. */
  pageUrl(): string | undefined;
  /** The page's origin; the text `null` in a sandboxed frame. */
  pageOrigin(): string;
  pageHost(): PageHost;
  /** `null` if there are no channels, or they throw (a sandboxed frame). */
  openChannel(name: string, heard: (message: unknown) => void): Channel | null;
  /** Calls `hold` once the lock is granted, and keeps it until that promise settles. @throws if there are no locks */
  requestLock(name: string, signal: AbortSignal, hold: () => Promise<void>): Promise<unknown>;
  /** Whether the page can hash, and is a document. */
  canShare(): boolean;
  /** SHA-256 in 64 hexadecimal digits. */
  sha256Hex(text: string): Promise<string>;
  fetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response>;
  /** What the early script has left for this URL, once: nobody finds it again. */
  takeEarlyAnswer(url: string): EarlyAnswer | null;
  /** Reports what somebody else's code has thrown, as if nobody had caught it. */
  report(error: unknown): void;
}

/** Runs somebody else's code. What it throws is reported, and harms nobody. */
export function reporting(platform: Platform, run: () => void): void {
  try {
    run();
  } catch (error) {
    platform.report(error);
  }
}
