// The traps that token managers have fallen into, each by name: how many calls, which state, and what the caller got.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTokenStore, type TokenResponse, type TokenStore } from '../../src/index.js';
import { expectWithinCallLimits } from './call-limits.js';
import { baseUrl, callOnce, createWorld, type Caller, type World } from './sdk-world.js';
import {
  days,
  farEnd,
  hours,
  minutes,
  pass,
  seconds,
  token,
  type Far,
  useVirtualTime,
} from './virtual-page.js';

const opened: TokenStore[] = [];

useVirtualTime();
afterEach(() => {
  for (const store of opened.splice(0)) store.stop();
});

function open(far: Far): TokenStore {
  const store = createTokenStore({ authenticator: far.authenticator });
  opened.push(store);
  return store;
}

async function active(lifeSeconds: number): Promise<World> {
  const world = createWorld(lifeSeconds);
  void world.store.start();
  await pass(seconds(1));
  return world;
}

async function outcomeOf(promise: Promise<unknown>, withinMs: number): Promise<unknown> {
  const outcome = promise.catch((error: unknown) => error);
  await pass(withinMs);
  return outcome;
}

const caller = (): Caller => ({ made: 0, interrupted: [], stop: () => undefined });

describe('a life of', () => {
  it.each([0, -1, Number.NaN, 'soon'])('%s is refused: three calls, then failed', async (expiresIn) => {
    const far = farEnd(1);
    far.answers = [() => token(1, expiresIn as number)];
    const store = open(far);
    expect(await outcomeOf(store.getToken(), seconds(31))).toMatchObject({ code: 'malformed' });
    expect(store.state.status).toBe('failed');
    expect(far.calls).toHaveLength(3);
  });

  it('"3600" (text) is understood, with a diagnostic: one call', async () => {
    const far = farEnd(1);
    far.answers = [() => ({ ...token(1, 0), expires_in: '3600' as unknown as number })];
    const store = open(far);
    const notes: unknown[] = [];
    store.on('diagnostic', ({ details }) => notes.push(details['note']));
    expect(await outcomeOf(store.getToken(), seconds(1))).toBe('token-1');
    expect(notes).toEqual(['expires_in_string']);
    expect(far.calls).toHaveLength(1);
  });

  // The most calls in ten minutes: one each half life less a tenth of the margin, two seconds apart at least.
  it.each([
    [1, 330],
    [10, 135],
    [60, 24],
    [119, 13],
    [120, 13],
    [121, 13],
    [300, 6],
  ])('%i s makes at most %i calls in ten minutes, and callers get tokens', async (life, most) => {
    const far = farEnd(life, 20);
    const store = open(far);
    expect(await outcomeOf(store.getToken(), seconds(2))).toBe('token-1');
    await pass(minutes(10));
    expect(far.calls.length).toBeLessThanOrEqual(most);
    expect(await outcomeOf(store.getToken(), seconds(31))).toMatch(/^token-/);
  });

  it.each([
    ['30 days', 30 * 86_400],
    ['2^31 seconds', 2 ** 31],
  ])('%s makes one call in a day, and no timer overflows', async (_name, life) => {
    const far = farEnd(life);
    const store = open(far);
    void store.start();
    await pass(days(1));
    expect(store.state.status).toBe('active');
    expect(far.calls).toHaveLength(1);
    expect(await outcomeOf(store.getToken(), 1)).toBe('token-1');
  });
});

describe('an authenticator that', () => {
  it('gives a shorter life each time is followed down, inside floor and budget', async () => {
    const far = farEnd(1);
    far.answers = [({ n }) => token(n, Math.max(1, 600 / 2 ** (n - 1)))];
    const store = open(far);
    void store.start();
    const asking = setInterval(() => void store.getToken().catch(() => undefined), 250);
    await pass(minutes(30));
    clearInterval(asking);
    expect(far.calls.length).toBeGreaterThan(200);
    expectWithinCallLimits(far.calls.map(({ atMs }) => atMs));
    expect(await outcomeOf(store.getToken(), seconds(31))).toMatch(/^token-/);
  });

  it('is slower than the life of its token: backs off, and the caller is told', async () => {
    const far = farEnd(3, 5_000);
    const store = open(far);
    const errors: string[] = [];
    store.on('refresh-failure', ({ error }) => errors.push(error.message));
    expect(await outcomeOf(store.getToken(), seconds(31))).toMatchObject({ code: 'timeout' });
    expect(errors[0]).toMatch(/took longer than the life of its token/);
    expect(store.state.status).toBe('acquiring');
    expect(far.calls.length).toBeLessThanOrEqual(7);
  });

  it('answers after the store was stopped is not heard', async () => {
    const far = farEnd(600, 3_000);
    const store = open(far);
    void store.start();
    await pass(seconds(1));
    store.stop();
    await pass(seconds(5));
    expect(store.state.status).toBe('stopped');
    expect(await outcomeOf(store.getToken(), 1)).toMatchObject({ code: 'stopped' });
    expect(far.calls).toHaveLength(1);
  });

  it('fails while the token is valid, and the token then ends while offline: degraded, expired, back', async () => {
    const world = await active(600);
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    window.dispatchEvent(new Event('offline'));
    world.answer = () => ({ unreachable: true });
    await pass(minutes(6));
    expect(world.store.state.status).toBe('degraded');
    expect(await outcomeOf(world.store.getToken(), 1)).toBe('token-1');
    await pass(minutes(5));
    expect(world.store.state.status).toBe('expired');
    const before = world.authenticatorCalls.length;
    expect(before).toBeLessThanOrEqual(13);
    world.answer = () => ({ token: true });
    online.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    await pass(300);
    expect(world.store.state.status).toBe('active');
    expect(world.authenticatorCalls).toHaveLength(before + 1);
  });

  it('throws inside, again and again, does not end state$', async () => {
    const far = farEnd(600);
    const boom = () => {
      throw new Error('boom');
    };
    far.answers = [boom, boom, boom, ({ n }) => token(n, 600)];
    const store = open(far);
    const seen: string[] = [];
    let hasEnded = false;
    store.state$.subscribe({
      next: (state) => seen.push(state.status),
      error: () => (hasEnded = true),
      complete: () => (hasEnded = true),
    });
    void store.start();
    await pass(seconds(30));
    expect(seen.at(-1)).toBe('active');
    expect(hasEnded).toBe(false);
    expect(far.calls).toHaveLength(4);
  });
});

describe('a clock that is 61 minutes off', () => {
  it.each([
    ['fast from the start', minutes(61), 'start'],
    ['slow from the start', minutes(-61), 'start'],
    ['set forward in mid-life', minutes(61), 'life'],
    ['set back in mid-life', minutes(-61), 'life'],
    ['set forward during the request', minutes(61), 'request'],
    ['set back during the request', minutes(-61), 'request'],
  ] as const)('%s interrupts no call and costs at most one more', async (_name, offMs, when) => {
    if (when === 'start') vi.setSystemTime(Date.now() + offMs);
    const world = createWorld(600);
    void world.store.start();
    if (when === 'request') {
      await pass(100);
      world.setWall(offMs);
    }
    await pass(seconds(20));
    if (when === 'life') world.setWall(offMs);
    const calls = caller();
    const many = Promise.all([callOnce(world, calls), callOnce(world, calls)]);
    await pass(minutes(1));
    await many;
    expect(calls.interrupted).toEqual([]);
    expect(world.store.state.status).toBe('active');
    // The first refresh may fall into this minute too.
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(3);
  });
});

describe('a sleep that', () => {
  async function sleepAt(
    leftSeconds: (state: { refreshAt: number; expiresAt: number }) => number,
    sleepMs: number,
  ) {
    const world = await active(600);
    await pass(minutes(10));
    const state = world.store.state as { refreshAt: number; expiresAt: number };
    await pass(Math.max(0, leftSeconds(state) - Date.now()));
    const before = world.authenticatorCalls.length;
    world.sleep(sleepMs);
    const calls = caller();
    const call = callOnce(world, calls);
    await pass(seconds(35));
    await call;
    expect(calls.interrupted).toEqual([]);
    expect(world.store.state.status).toBe('active');
    return world.authenticatorCalls.length - before;
  }

  it('begins a second before the refresh and ends before the last seconds: one call', async () => {
    expect(await sleepAt(({ refreshAt }) => refreshAt - 1_000, minutes(4))).toBe(1);
  });

  it('ends in the last seconds of the life: one call', async () => {
    expect(await sleepAt(({ expiresAt }) => expiresAt - 330_000, 328_000)).toBe(1);
  });

  it('ends after the life: one call', async () => {
    expect(await sleepAt(({ refreshAt }) => refreshAt - 10_000, hours(2))).toBe(1);
  });

  it('ends with the network down for another thirty seconds: back within seconds of it', async () => {
    const world = await active(600);
    world.sleep(hours(2));
    const wokeAt = world.trueNow();
    world.answer = () => (world.trueNow() < wokeAt + seconds(30) ? { unreachable: true } : { token: true });
    window.dispatchEvent(new Event('focus'));
    const waiting = outcomeOf(world.store.getToken({ timeoutSeconds: 60 }), seconds(46));
    expect(await waiting).toBe('token-2');
    expect(world.store.state.status).toBe('active');
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(12);
  });
});

describe('a page that', () => {
  it('is hidden, with timers a minute late: a caller in the last minute of the life gets a valid token', async () => {
    const realSetTimeout = setTimeout;
    vi.stubGlobal('setTimeout', (task: () => void, delayMs: number) =>
      realSetTimeout(task, Math.ceil((performance.now() + delayMs) / 60_000) * 60_000 - performance.now()),
    );
    const far = farEnd(600, 0);
    far.authenticator = async () =>
      token(
        far.calls.push({ atMs: performance.now(), reason: 'start', signal: new AbortController().signal }),
        600,
      );
    const store = open(far);
    const started = performance.now();
    void store.start();
    for (let minute = 0; minute < 60; minute++) {
      await pass(minutes(1));
      expect(store.state.status).toMatch(/active/);
      expect(store.peek()).not.toBeNull();
    }
    expect(performance.now() - started).toBe(hours(1));
    expect(far.calls.length).toBeLessThanOrEqual(17);
  });

  it('comes out of the back/forward cache past the expiry: one call, nobody interrupted', async () => {
    const world = await active(600);
    window.dispatchEvent(new Event('pagehide'));
    world.sleep(hours(1));
    window.dispatchEvent(new Event('pageshow'));
    const calls = caller();
    const call = callOnce(world, calls);
    await pass(seconds(2));
    await call;
    expect(calls.interrupted).toEqual([]);
    expect(world.authenticatorCalls).toHaveLength(2);
  });

  it('is forged tokenWillExpire by the thousand: no call', async () => {
    const world = await active(3600);
    for (let n = 0; n < 1000; n++) {
      window.dispatchEvent(
        new MessageEvent('message', { data: { type: 'tokenWillExpire' }, origin: location.origin }),
      );
    }
    await pass(seconds(5));
    expect(world.authenticatorCalls).toHaveLength(1);
    expect(world.store.peek()).toBe('token-1');
  });

  it('calls the SDK before the first token: the call waits and succeeds', async () => {
    const world = createWorld(600);
    const early = world.sdk.getProjectInfo();
    void world.store.start();
    expect(await outcomeOf(early, seconds(1))).toMatchObject({ participantID: 'p-1' });
    expect(world.authenticatorCalls).toHaveLength(1);
  });
});

describe('callers', () => {
  it.each([
    ['first', [0]],
    ['last', [2]],
    ['all', [0, 1, 2]],
  ])('of whom the %s abort: the others get the token, one call', async (_name, aborting) => {
    const far = farEnd(600, 1_000);
    const store = open(far);
    const controllers = [0, 1, 2].map(() => new AbortController());
    const outcomes = controllers.map(({ signal }) =>
      store.getToken({ signal }).catch((error: { code: string }) => error.code),
    );
    await pass(100);
    for (const n of aborting) controllers[n]!.abort();
    await pass(seconds(2));
    expect(await Promise.all(outcomes)).toEqual(
      [0, 1, 2].map((n) => (aborting.includes(n) ? 'aborted' : 'token-1')),
    );
    expect(far.calls).toHaveLength(1);
    expect(store.state.status).toBe('active');
  });

  it('fifty refused in parallel, and ten more who hear of it after the new token: one refresh', async () => {
    const world = await active(600);
    await pass(seconds(2));
    const old = await world.store.getToken();
    world.revoke();
    const many = Promise.all(Array.from({ length: 50 }, () => world.sdk.getParticipantInfo()));
    await pass(seconds(2));
    expect(await many).toHaveLength(50);
    for (let n = 0; n < 10; n++) world.store.invalidate(old);
    await pass(seconds(5));
    expect(world.authenticatorCalls).toHaveLength(2);
    expect(world.store.peek()).toBe('token-2');
  });

  it('while the session changes hands in mid-flight: nobody gets the other’s token', async () => {
    const far = farEnd(600, 1_000);
    const subjects = ['ada', 'bob'];
    far.answers = [({ n }): TokenResponse => ({ ...token(n, 600), subject: subjects[Math.min(n, 2) - 1]! })];
    const store = open(far);
    void store.start();
    await pass(seconds(2));
    store.invalidate('token-1');
    expect(await outcomeOf(store.getToken(), seconds(2))).toMatchObject({ code: 'participant_changed' });
    expect(store.state.status).toBe('signed-out');
    expect(store.peek()).toBeNull();
    expect(far.calls).toHaveLength(2);
  });

  it('of store.fetch, under another origin than the SDK’s: refused, the token stays', async () => {
    const world = await active(600);
    const elsewhere = baseUrl.replace('mydatahelps', 'mydatahelp');
    expect(await outcomeOf(world.store.fetch(elsewhere), 1)).toMatchObject({ code: 'invalid_option' });
    expect(world.apiRequests).toEqual([]);
  });
});
