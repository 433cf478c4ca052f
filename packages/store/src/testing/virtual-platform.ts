// A page without a browser: the store's platform on a virtual clock.
import type { PageEvent, Platform } from '../platform/platform.js';
import type { VirtualClock } from './virtual-clock.js';
import type { VirtualChannels, VirtualLocks } from './virtual-tabs.js';

/** What the tabs of one virtual browser share. */
export interface VirtualBrowser {
  readonly clock: VirtualClock;
  readonly channels: VirtualChannels;
  readonly locks: VirtualLocks;
  /** Uniform in [0, 1). */
  random(): number;
}

/** One page: what happens to it, and how a test makes it happen. */
export class VirtualPage {
  private listeners = new Set<(event: PageEvent) => void>();
  private isOnline = true;
  /** Errors of the app's own code that the store has reported. */
  readonly reported: unknown[] = [];
  /** What reaches a frozen page when it thaws. */
  private missed: (() => void)[] | null = null;

  constructor(private readonly browser: VirtualBrowser) {}

  /** The page is no longer seen. Nothing of the store depends on it. */
  hide(): void {}

  /** The page is seen again. */
  show(): void {
    this.tell({ type: 'wake', restored: false });
  }

  goOffline(): void {
    this.isOnline = false;
    this.tell({ type: 'offline' });
  }

  goOnline(): void {
    this.isOnline = true;
    this.tell({ type: 'online' });
  }

  /** The browser freezes the page: no timer and no message gets through. @returns thaws it */
  freeze(): () => void {
    this.missed ??= [];
    return () => {
      const missed = this.missed ?? [];
      this.missed = null;
      for (const task of missed) task();
      this.show();
    };
  }

  /** The page is left, and lies in the back/forward cache for so long. */
  async restoreAfter(ms: number): Promise<void> {
    this.tell({ type: 'hide' });
    const thaw = this.freeze();
    await this.browser.clock.advance(ms);
    this.tell({ type: 'wake', restored: true });
    thaw();
  }

  /** What the store sees of this page. */
  platform(): Platform {
    const { clock, channels, locks, random } = this.browser;
    const whenAwake = (task: () => void) => () =>
      this.missed === null ? task() : void this.missed.push(task);
    return {
      wallClockAt: () => clock.now(),
      monotonicMs: () => clock.monotonicMs(),
      setTimer: (delayMs, task) => clock.setTimer(Math.ceil(delayMs), whenAwake(task)),
      inMicrotask: (task) => queueMicrotask(whenAwake(task)),
      random,
      outside: (task) => task(),
      listenToPage: (listener) => {
        this.listeners.add(listener);
        return () => void this.listeners.delete(listener);
      },
      listenToMessages: () => () => undefined,
      isOnline: () => this.isOnline,
      pageUrl: () => 'https://app.example/',
      pageOrigin: () => 'https://app.example',
      pageHost: () => ({ handlers: {}, parentUrl: null, sdk: undefined }),
      openChannel: (name, heard) => channels.open(name, (message) => whenAwake(() => heard(message))()),
      requestLock: (name, signal, hold) => locks.request(name, signal, hold),
      canShare: () => true,
      sha256Hex: async (text) => text,
      fetch: (input, init) => fetch(input, init),
      takeEarlyAnswer: () => null,
      report: (error) => void this.reported.push(error),
    };
  }

  private tell(event: PageEvent): void {
    for (const listener of this.listeners) listener(event);
  }
}
