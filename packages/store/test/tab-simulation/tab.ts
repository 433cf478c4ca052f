// One tab: the real engine on a simulated page. The page can be frozen, as browsers freeze tabs (no timer and no message
// gets through, its lock is kept), and closed.
import type { Policy } from '../../src/core/policy.js';
import type { CoreState } from '../../src/core/state.js';
import { TokenError } from '../../src/core/token-error.js';
import type { PageEvent, Platform } from '../../src/platform/platform.js';
import type { TokenAnswer } from '../../src/sources/token-source.js';
import type { VirtualChannels, VirtualClock, VirtualLocks } from '../../src/testing/index.js';
import type { Production } from '../simulation/simulated-store.js';
import type { Issued, Server } from './server.js';

export interface Tab {
  state(): CoreState;
  /** The token that callers would be given, if one is usable. */
  token(): Issued | null;
  start(): void;
  signOut(): void;
  freeze(): void;
  thaw(): void;
  isFrozen(): boolean;
  /** Since when no message has been kept from it. */
  hearsSinceMs(): number;
  close(): void;
  isClosed(): boolean;
  /** How long this tab has been waiting for another one, alive and without a usable token. */
  waitedMs(): number;
  /** How long it has held the lock without a call. */
  heldIdleMs(): number;
}

export interface TabWorld {
  readonly production: Production;
  readonly clock: VirtualClock;
  readonly draw: () => number;
  readonly locks: VirtualLocks;
  readonly channels: VirtualChannels;
  readonly isDeaf: boolean;
  readonly server: Server;
  readonly policy: Policy;
  readonly lifeMs: number;
}

const down = new TokenError('unavailable', 'down', { status: 503 });

export function openTab(world: TabWorld): Tab {
  const { production, clock, draw, locks, channels, isDeaf, server, policy, lifeMs } = world;
  const gone = new AbortController();
  const listeners = new Set<(event: PageEvent) => void>();
  const missed: (() => void)[] = [];
  let frozenAtMs: number | null = null;
  let frozenMs = 0;
  let hearsSinceMs = clock.monotonicMs();
  let stillSinceMs = clock.monotonicMs();
  let holdsLock = false;
  let idleHoldSinceMs: number | null = null;

  /** What would reach a frozen tab waits until it thaws. */
  function whenAwake(task: () => void): void {
    if (gone.signal.aborted) return;
    if (frozenAtMs === null) task();
    else missed.push(task);
  }

  const whenGone = new Promise<void>((resolve) => {
    gone.signal.addEventListener('abort', () => resolve());
  });

  /** The lock is the tab's as soon as the browser grants it; a frozen tab hears of it when it thaws. */
  async function keepLock(hold: () => Promise<void>): Promise<void> {
    holdsLock = true;
    watchLock();
    const held = new Promise<void>((resolve) => whenAwake(() => void hold().then(resolve)));
    await Promise.race([held, whenGone]);
    holdsLock = false;
    watchLock();
  }

  function watchLock(): void {
    if (!holdsLock || engine.core().flight !== null) idleHoldSinceMs = null;
    else idleHoldSinceMs ??= clock.monotonicMs();
  }

  const platform = {
    wallClockAt: () => clock.now(),
    monotonicMs: () => clock.monotonicMs(),
    setTimer: (delayMs: number, task: () => void) =>
      clock.setTimer(Math.ceil(delayMs), () => whenAwake(task)),
    inMicrotask: (task: () => void) => void clock.setTimer(0, () => whenAwake(task)),
    random: draw,
    outside: (task: () => void) => task(),
    listenToPage(listener: (event: PageEvent) => void) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
    isOnline: () => true,
    openChannel(name: string, heard: (message: unknown) => void) {
      const line = channels.open(name, (message) => whenAwake(() => heard(message)));
      gone.signal.addEventListener('abort', () => line.close());
      return { close: line.close, post: isDeaf ? () => undefined : line.post };
    },
    requestLock: (name: string, signal: AbortSignal, hold: () => Promise<void>) =>
      locks.request(name, AbortSignal.any([signal, gone.signal]), () => keepLock(hold)),
    sha256Hex: async (text: string) => text,
    report(error: unknown) {
      throw error;
    },
  } as unknown as Platform;

  const engine = new production.Engine(
    {
      policy,
      baseUrl: 'https://mydatahelps.org/',
      sharing: { identity: ['session'], load: () => production.TabShare },
      ignoresOffline: false,
      callTimeoutMs: 30_000,
      inspect: undefined,
      call: ({ signal }) =>
        new Promise<TokenAnswer>((resolve, reject) => {
          const callOff = server.call((issued) =>
            whenAwake(() => (issued === null ? reject(down) : resolve(answerOf(issued, lifeMs)))),
          );
          signal.addEventListener('abort', callOff);
          gone.signal.addEventListener('abort', callOff);
        }),
    },
    platform,
  );
  const stepped = engine['stepped'].bind(engine);
  let wasWaiting = false;
  engine['stepped'] = (...step: unknown[]) => {
    stepped(...step);
    const isWaiting = isWaitingForOthers();
    if (isWaiting && !wasWaiting) {
      stillSinceMs = clock.monotonicMs();
      frozenMs = 0;
    }
    wasWaiting = isWaiting;
    watchLock();
  };

  function isWaitingForOthers(): boolean {
    const { turn, flight } = engine.core();
    return turn.is === 'waiting' && flight === null && engine.peek() === null;
  }

  // A caller that always wants a token.
  engine.ask({ kind: 'first-token', timeoutMs: Number.POSITIVE_INFINITY }).catch(() => undefined);

  return {
    state: () => engine.core(),
    token() {
      const text = engine.peek();
      return text === null ? null : (server.issued.get(text) ?? null);
    },
    start: () => engine.start(),
    signOut: () => engine.signOut(),
    freeze() {
      frozenAtMs ??= clock.monotonicMs();
    },
    thaw() {
      if (frozenAtMs === null) return;
      frozenMs += clock.monotonicMs() - frozenAtMs;
      frozenAtMs = null;
      hearsSinceMs = clock.monotonicMs();
      for (const task of missed.splice(0)) task();
      for (const listener of listeners) listener({ type: 'wake', restored: false });
    },
    isFrozen: () => frozenAtMs !== null,
    hearsSinceMs: () => hearsSinceMs,
    close: () => gone.abort(),
    isClosed: () => gone.signal.aborted,
    waitedMs: () => (isWaitingForOthers() ? clock.monotonicMs() - stillSinceMs - frozenMs : 0),
    heldIdleMs: () =>
      idleHoldSinceMs === null || frozenAtMs !== null ? 0 : clock.monotonicMs() - idleHoldSinceMs,
  };
}

function answerOf({ text, untilMs }: Issued, lifeMs: number): TokenAnswer {
  const response = { access_token: text, expires_in: lifeMs / 1000, token_type: 'Bearer' };
  if (untilMs < lifeMs) throw new Error('a token from before the beginning');
  return { response, notes: [], skewSeconds: null };
}
