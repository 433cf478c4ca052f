// getToken, peek, invalidate, refresh, start and stop, as an app uses them.
import { describe, expect, it, vi } from 'vitest';
import { createTokenStore, TokenError } from '../../src/index.js';
import { Engine } from '../../src/engine/engine.js';
import { expectWithinCallLimits } from './call-limits.js';
import { outcomeOf } from './outcome.js';
import { active, createWorld, type World } from './sdk-world.js';
import { farEnd, hours, minutes, pass, seconds, token, useVirtualTime } from './virtual-page.js';

useVirtualTime();

async function until(world: World, leftSeconds: number): Promise<void> {
  const { expiresAt } = world.store.state as { expiresAt: number };
  await pass(expiresAt - Date.now() - seconds(leftSeconds));
}

describe('getToken', () => {
  it('starts an idle store', async () => {
    const far = farEnd(600);
    const store = createTokenStore({ authenticator: far.authenticator });
    const waiting = store.getToken();
    await pass(seconds(1));
    expect(await waiting).toBe('token-1');
  });

  it('looks at each caller that waits when there is news, not at each further caller', async () => {
    const looks = vi.spyOn(Engine.prototype, 'accessToken');
    const store = createTokenStore({ authenticator: farEnd(600).authenticator });
    const callers = Array.from({ length: 300 }, () => store.getToken());
    await pass(seconds(1));
    expect(new Set(await Promise.all(callers))).toEqual(new Set(['token-1']));
    expect(looks.mock.calls.length).toBeLessThan(300 * 5);
    store.stop();
  });

  it('gives the current token in the margin, while a refresh runs behind', async () => {
    const world = await active();
    await until(world, 290);
    world.answer = () => ({ hangs: true });
    await until(world, 200);
    expect(await world.store.getToken()).toMatch(/^token-/);
  });

  it('waits for the next one in the last five seconds', async () => {
    const world = createWorld(600, { safetyMarginSeconds: 4 });
    void world.store.start();
    await pass(seconds(1));
    while ((world.store.state as { expiresAt: number }).expiresAt - Date.now() > seconds(4.5))
      await pass(100);
    const before = world.authenticatorCalls.length;
    const waiting = world.store.getToken();
    await pass(300);
    expect(await waiting).toBe(`token-${before + 1}`);
  });

  it('with a minimal validity refreshes first, and with one that cannot be had gives the best there is', async () => {
    const world = await active();
    const codes: string[] = [];
    world.store.on('diagnostic', ({ code }) => codes.push(code));
    await pass(seconds(70));
    const before = world.authenticatorCalls.length;
    const fresh = world.store.getToken({ minValiditySeconds: 540 });
    await pass(300);
    await fresh;
    expect(world.authenticatorCalls.length).toBe(before + 1);
    for (let n = 0; n < 100; n++) {
      const greedy = world.store.getToken({ minValiditySeconds: 3600 });
      await pass(300);
      await greedy;
    }
    expect(codes).toEqual(['min_validity_unreachable']);
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(before + 2);
  });

  it.each([550, 599, 599.9])(
    'with a minimal validity of %s s, near to the whole life of 600 s, causes a call a minute at most',
    async (minValiditySeconds) => {
      const world = await active();
      for (let n = 0; n < 120; n++) {
        const asked = world.store.getToken({ minValiditySeconds });
        await pass(seconds(5));
        await asked;
      }
      // Besides, the store's own refreshes: one in five minutes.
      expect(world.authenticatorCalls.length).toBeLessThanOrEqual(10 + 3);
    },
  );

  it('refuses a signal that is none', async () => {
    const world = await active();
    const asked = world.store.getToken({ signal: {} as AbortSignal });
    await expect(asked).rejects.toMatchObject({ code: 'invalid_option' });
    expect(() => world.store.stop()).not.toThrow();
  });

  it('rejects with timeout after thirty seconds, or the caller’s own, and names the last failure', async () => {
    const world = createWorld(600);
    world.answer = () => ({ status: 503 });
    const long = world.store.getToken().catch((error: unknown) => error);
    const short = world.store.getToken({ timeoutSeconds: 2 }).catch((error: unknown) => error);
    await pass(seconds(2));
    expect(await short).toMatchObject({ code: 'timeout', transient: true, cause: { code: 'unavailable' } });
    await pass(seconds(29));
    expect(await long).toMatchObject({ code: 'timeout' });
    expect(world.store.state.status).toBe('acquiring');
  });

  it('one caller’s abort detaches that caller only', async () => {
    const far = farEnd(600, 1_000);
    const store = createTokenStore({ authenticator: far.authenticator });
    const first = new AbortController();
    const aborting = store.getToken({ signal: first.signal }).catch((error: unknown) => error);
    const staying = store.getToken();
    await pass(100);
    first.abort('gone');
    expect(await aborting).toMatchObject({ code: 'aborted', cause: 'gone' });
    await pass(seconds(1));
    expect(await staying).toBe('token-1');
    expect(far.calls[0]!.signal.aborted).toBe(false);
  });

  it('all callers’ aborts leave the store its call, which stop ends', async () => {
    const far = farEnd(600, 1_000);
    const store = createTokenStore({ authenticator: far.authenticator });
    const controller = new AbortController();
    const waiting = store.getToken({ signal: controller.signal }).catch((error: unknown) => error);
    await pass(10);
    controller.abort();
    await waiting;
    expect(far.calls[0]!.signal.aborted).toBe(false);
    store.stop();
    expect(far.calls[0]!.signal.aborted).toBe(true);
  });

  it('a signal that has aborted before causes nothing', async () => {
    const far = farEnd(600);
    const store = createTokenStore({ authenticator: far.authenticator });
    await expect(store.getToken({ signal: AbortSignal.abort() })).rejects.toMatchObject({ code: 'aborted' });
    expect(store.state.status).toBe('idle');
  });

  it.each([-1, Number.NaN, 'soon'])('refuses %s as a validity', async (value) => {
    const world = await active();
    await expect(world.store.getToken({ minValiditySeconds: value as number })).rejects.toMatchObject({
      code: 'invalid_option',
    });
  });
});

describe('late answers', () => {
  it('after stop() are not taken', async () => {
    const far = farEnd(600, 1_000);
    const store = createTokenStore({ authenticator: far.authenticator });
    void store.start();
    await pass(500);
    store.stop();
    await pass(seconds(5));
    expect(store.state.status).toBe('stopped');
    expect(store.peek()).toBeNull();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('after the timeout are not taken, even from a function that does not heed its signal', async () => {
    const far = farEnd(600, 15_000);
    const store = createTokenStore({ authenticator: far.authenticator });
    const tokens: unknown[] = [];
    store.on('token', (payload) => tokens.push(payload));
    void store.start();
    await pass(seconds(16));
    expect(tokens).toEqual([]);
    expect(far.calls[0]!.signal.aborted).toBe(true);
    expect(far.calls.length).toBeGreaterThan(1);
    store.stop();
  });
});

describe('refresh', () => {
  it('makes one call, shared, past the authenticator’s cache', async () => {
    const world = await active();
    await pass(seconds(2));
    const both = Promise.all([world.store.refresh(), world.store.refresh()]);
    await pass(seconds(1));
    await both;
    expect(world.reasons).toEqual(['start', 'forced']);
  });

  it('rejects with what the call failed with, and the token stays', async () => {
    const world = await active();
    world.answer = () => ({ status: 503, headers: { 'retry-after': '60' } });
    await pass(seconds(2));
    const refresh = world.store.refresh().catch((error: unknown) => error);
    await pass(seconds(1));
    expect(await refresh).toMatchObject({ code: 'unavailable', retryAfterSeconds: 60 });
    expect(await world.store.getToken()).toBe('token-1');
    const again = world.store.refresh().catch((error: unknown) => error);
    await pass(10);
    expect(await again).toMatchObject({ code: 'unavailable' });
    expect(world.authenticatorCalls).toHaveLength(2);
  });
});

describe('invalidate', () => {
  it('replaces the current token at once; callers wait for the next', async () => {
    const world = await active();
    await pass(seconds(2));
    world.store.invalidate('token-1');
    expect(world.store.peek()).toBeNull();
    const waiting = world.store.getToken();
    await pass(300);
    expect(await waiting).toBe('token-2');
    expect(world.reasons[1]).toBe('rejected');
  });

  it('ignores a token that is not the current one', async () => {
    const world = await active();
    world.store.invalidate('token-0');
    expect(world.store.peek()).toBe('token-1');
  });
});

describe('answers that bring no progress', () => {
  it('the same token for ever is used while it is valid, backs off, and says so once', async () => {
    const far = farEnd(60);
    far.answers = [() => token(1, 60)];
    const store = createTokenStore({ authenticator: far.authenticator });
    const codes: string[] = [];
    store.on('diagnostic', ({ code }) => codes.push(code));
    void store.start();
    await pass(minutes(10));
    expect(await store.getToken()).toBe('token-1');
    expect(codes.filter((code) => code === 'no_progress')).toHaveLength(1);
    expect(far.calls.length).toBeLessThan(26);
    store.stop();
  });

  it('another token that ends sooner is none where the app asked for it', async () => {
    const far = farEnd(600);
    far.answers = [() => token(1, 600), () => token(2, 60)];
    const store = createTokenStore({ authenticator: far.authenticator });
    const codes: string[] = [];
    store.on('diagnostic', ({ code }) => codes.push(code));
    void store.start();
    await pass(seconds(2));
    void store.refresh();
    await pass(seconds(2));
    expect(await store.getToken()).toBe('token-2');
    expect(codes).toEqual([]);
    store.stop();
  });

  it('a cache that gives the same token down to its last second costs few calls', async () => {
    const far = farEnd(600);
    const startedMs = performance.now();
    far.answers = [
      () => {
        const age = (performance.now() - startedMs) / 1000;
        const n = Math.floor(age / 600);
        return token(n, Math.max(1, Math.ceil(600 - (age % 600))));
      },
    ];
    const store = createTokenStore({ authenticator: far.authenticator });
    void store.start();
    await pass(hours(6) + minutes(5));
    expect(far.calls.length).toBeLessThan(37 * 8);
    expect(store.state.status).toMatch(/active/);
    store.stop();
  });

  it.each([1, 10, 60, 119, 120, 121, 300])('a life of %i s stays inside floor and budget', async (life) => {
    const far = farEnd(life);
    const store = createTokenStore({ authenticator: far.authenticator });
    void store.start();
    const callers = setInterval(() => void store.getToken().catch(() => undefined), 250);
    await pass(minutes(10));
    clearInterval(callers);
    expectWithinCallLimits(far.calls.map(({ atMs }) => atMs));
    store.stop();
  });
});

it('a sink that throws when it is asked whether the store may run is reported, and bars nobody', async () => {
  const reported: unknown[] = [];
  vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
  const store = createTokenStore({ authenticator: farEnd(600).authenticator });
  const boom = new Error('boom');
  const nothing = (): void => undefined;
  const bars = (): never => {
    throw boom;
  };
  store.connect(() => ({ receiver: {}, bars, handOver: nothing, drop: nothing }));
  const starting = store.start();
  await pass(seconds(1));
  await expect(starting).resolves.toBeUndefined();
  expect(store.state.status).toBe('active');
  expect(reported).toEqual([boom]);
  store.stop();
});

describe('listeners', () => {
  it('that throw, await getToken() or stop the store change nothing for the others', async () => {
    const reported: unknown[] = [];
    vi.stubGlobal('reportError', (error: unknown) => reported.push(error));
    const far = farEnd(600);
    const store = createTokenStore({ authenticator: far.authenticator });
    const seen: string[] = [];
    const boom = new Error('boom');
    store.on('token', () => {
      throw boom;
    });
    store.on('token', () => void store.getToken().then((text) => seen.push(`got ${text}`)));
    store.on('token', () => {
      seen.push(`found ${store.state.status}`);
      store.stop();
      seen.push(`left ${store.state.status}`);
    });
    store.on('token', () => seen.push('last'));
    store.on('state', (state) => seen.push(`told ${state.status}`));
    void store.start().catch(() => undefined);
    await pass(seconds(1));
    expect(reported).toEqual([boom]);
    expect(seen).toEqual([
      'told acquiring',
      'found active',
      'left stopped',
      'last',
      'told active',
      'told stopped',
      'got token-1',
    ]);
  });

  it('can be taken off, by the function that on() returned or by off()', async () => {
    const world = createWorld(600);
    const seen: string[] = [];
    const second = () => seen.push('second');
    world.store.on('token', () => seen.push('first'))();
    world.store.on('token', second);
    world.store.off('token', second);
    void world.store.start();
    await pass(seconds(1));
    expect(seen).toEqual([]);
  });

  it('state$ replays the snapshot, says nothing twice, and outlives failures and subscribers that throw', async () => {
    const world = createWorld(600);
    world.answer = (call) => (call === 1 ? { status: 503 } : { token: true });
    const seen: string[] = [];
    world.store.state$.subscribe((state) => seen.push(state.status));
    void world.store.start();
    await pass(seconds(10));
    const replayed: string[] = [];
    world.store.state$.subscribe((state) => replayed.push(state.status)).unsubscribe();
    expect(replayed).toEqual(['active']);
    expect(seen[0]).toBe('idle');
    expect(seen.at(-1)).toBe('active');
  });
});

describe('start and stop', () => {
  it('start is idempotent, and resolves when the first token is in', async () => {
    const world = createWorld(600);
    const both = Promise.all([world.store.start(), world.store.start()]);
    await pass(seconds(1));
    await both;
    await world.store.start();
    expect(world.authenticatorCalls).toHaveLength(1);
  });

  it('a start that nobody awaits causes no unhandled rejection', async () => {
    const world = createWorld(600);
    world.answer = () => ({ status: 401 });
    void world.store.start();
    await pass(seconds(1));
    expect(world.store.state.status).toBe('signed-out');
  });

  it('stop leaves no timer, no token and no waiting caller', async () => {
    const world = createWorld(600);
    world.answer = () => ({ hangs: true });
    const waiting = world.store.getToken().catch((error: unknown) => error);
    await pass(10);
    world.store.stop();
    expect(await waiting).toMatchObject({ code: 'stopped' });
    await pass(seconds(1));
    expect(vi.getTimerCount()).toBe(0);
    await expect(world.store.getToken()).rejects.toMatchObject({ code: 'stopped' });
  });

  it('a stop in the same turn cancels the first call', async () => {
    const far = farEnd(600);
    const store = createTokenStore({ authenticator: far.authenticator });
    void store.start();
    store.stop();
    await pass(seconds(5));
    expect(far.calls).toHaveLength(0);
  });

  it('can be disposed of where the runtime knows how', async () => {
    // As runtimes define it; a page in a VM context has none yet.
    const value = (Symbol as { dispose?: symbol }).dispose ?? Symbol('Symbol.dispose');
    if (!('dispose' in Symbol)) Object.defineProperty(Symbol, 'dispose', { value });
    const world = await active();
    world.answer = () => ({ hangs: true });
    const waiting = outcomeOf(world.store.refresh());
    await pass(seconds(1));
    (world.store as unknown as Disposable)[Symbol.dispose]();
    await pass(seconds(1));
    expect(world.store.state.status).toBe('stopped');
    expect(world.store.peek()).toBeNull();
    expect(world.sdk.token).toBeNull();
    expect(waiting.is).toBe('stopped');
  });
});

describe('secrets', () => {
  it('no token is in any event, state, error or thrown message', async () => {
    const world = createWorld(60);
    const told: unknown[] = [];
    const names = [
      'state',
      'token',
      'refresh-start',
      'refresh-success',
      'refresh-failure',
      'expired',
      'signed-out',
      'failed',
      'diagnostic',
    ] as const;
    for (const name of names) world.store.on(name, (payload) => told.push([name, payload]));
    world.answer = (call) => (call === 3 ? { status: 503 } : call === 5 ? { status: 401 } : { token: true });
    void world.store.start();
    await pass(seconds(50));
    world.store.invalidate(world.store.peek() ?? '');
    await pass(minutes(5));
    told.push(world.store.state, await world.store.getToken().catch((error: unknown) => error));
    const text = JSON.stringify(told, (_key, value: unknown) =>
      value instanceof Error
        ? Object.fromEntries(
            Object.getOwnPropertyNames(value).map((name) => [name, Reflect.get(value, name) as unknown]),
          )
        : value,
    );
    expect(told.length).toBeGreaterThan(15);
    expect(text).not.toMatch(/token-\d/);
    expect(Object.keys(world.store)).not.toContain('inside');
  });
});

describe('TokenError', () => {
  it('is an Error with a code, and says whether trying again can help', () => {
    const error = new TokenError('rate_limited', 'too many', {
      status: 429,
      retryAfterSeconds: 5,
      hint: 'wait',
    });
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'TokenError',
      status: 429,
      retryAfterSeconds: 5,
      transient: true,
      hint: 'wait',
    });
  });
});
