// Where the store runs beside a plain page: without globals that browsers have, in old browsers, on restored pages.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { describe, expect, it, vi } from 'vitest';
import { connectSdk, connectSink, createTokenStore, TokenError } from '../../src/index.js';
import { outcomeOf } from './outcome.js';
import { active, baseUrl, createWorld } from './sdk-world.js';
import { farEnd, minutes, pass, seconds, token, useVirtualTime } from './virtual-page.js';

useVirtualTime();

describe('without what a browser has', () => {
  it('no document: the store starts, and wakes by its timer', async () => {
    vi.stubGlobal('document', undefined);
    const far = farEnd(600);
    const store = createTokenStore({ authenticator: far.authenticator });
    void store.start();
    await pass(minutes(20));
    expect(store.state.status).toBe('active');
    expect(far.calls.length).toBeGreaterThan(2);
    store.stop();
  });

  it('a navigator that does not say whether it is online is taken for online', async () => {
    vi.stubGlobal('navigator', {});
    const failures: string[] = [];
    const store = createTokenStore({ authenticator: () => Promise.reject(new TypeError('no network')) });
    store.on('refresh-failure', ({ error }) => failures.push(error.code));
    void store.start();
    await pass(seconds(10));
    expect(failures.length).toBeGreaterThan(1);
    expect(new Set(failures)).toEqual(new Set(['network']));
    store.stop();
  });

  it('no URL.canParse and no Object.hasOwn: a framed page and its survey have a token', async () => {
    vi.stubGlobal('location', { href: location.href, ancestorOrigins: ['https://around.example'] });
    const { canParse } = URL;
    const { hasOwn } = Object;
    Reflect.deleteProperty(URL, 'canParse');
    Reflect.deleteProperty(Object, 'hasOwn');
    try {
      const world = await active();
      await expect(world.sdk.connect()).resolves.toBeUndefined();
      expect(world.store.state.status).toBe('active');
      world.store.stop();
    } finally {
      Object.assign(URL, { canParse });
      Object.assign(Object, { hasOwn });
    }
  });

  it('no ReadableStream (React Native): fetch has the token, and sends again after a 401', async () => {
    const world = await active();
    await pass(seconds(2));
    world.revoke();
    vi.stubGlobal('ReadableStream', undefined);
    const response = outcomeOf(
      world.store.fetch(`${baseUrl}api/v1/delegated/devicedata`, { method: 'POST', body: '[]' }),
    );
    await pass(seconds(3));
    expect(response.is).toMatchObject({ status: 200 });
  });

  it('no reason on a signal (React Native): an aborted fetch rejects with an error all the same', async () => {
    const world = createWorld(600);
    world.answer = () => ({ hangs: true });
    const controller = new AbortController();
    const response = world.store.fetch(`${baseUrl}api/v1/delegated/participant`, {
      signal: controller.signal,
    });
    const failure = expect(response).rejects.toMatchObject({ code: 'aborted' });
    await pass(seconds(1));
    vi.spyOn(AbortSignal.prototype, 'reason', 'get').mockReturnValue(undefined);
    controller.abort();
    await failure;
  });

  it('a Request without a body attribute (Firefox) is sent again after a 401, if it is a GET', async () => {
    const world = await active();
    await pass(seconds(2));
    world.revoke();
    const input = new Request(`${baseUrl}api/v1/delegated/participant`);
    Object.defineProperty(input, 'body', { value: undefined });
    const response = world.store.fetch(input);
    await pass(seconds(3));
    expect((await response).status).toBe(200);
  });
});

describe('an SDK that cannot be changed', () => {
  it('is told through the promise of start(), never as an exception', async () => {
    const sdk = Object.seal(new MyDataHelps());
    const store = createTokenStore({ authenticator: farEnd(600).authenticator });
    connectSdk(store, sdk, { intercept: false });
    const outcome = outcomeOf(store.start());
    await pass(seconds(2));
    expect(outcome.is).toBe('invalid_option');
    expect(store.state.status).toBe('failed');
  });

  it('that ignores the base URL of enableStandaloneMode knows its host all the same, before the first token', () => {
    const sdk = new MyDataHelps();
    sdk.enableStandaloneMode = () => undefined;
    const store = createTokenStore({
      authenticator: farEnd(600).authenticator,
      sdk,
      baseUrl: 'https://ours.example',
    });
    expect(sdk.baseUrl).toBe('https://ours.example/');
    store.stop();
  });
});

describe('other code and the SDK', () => {
  it('a token that it has taken away is put back at the next call, with a word', async () => {
    const world = await active();
    const codes: string[] = [];
    world.store.on('diagnostic', ({ code }) => codes.push(code));
    Object.assign(world.sdk, { token: null });
    const call = world.sdk.getParticipantInfo();
    await pass(seconds(1));
    expect(await call).toMatchObject({ participantID: 'p-1' });
    expect(codes).toEqual(['sdk_token_replaced']);
  });

  it('leave no token in what lies on the SDK, once the user has signed out', async () => {
    const world = await active();
    Object.assign(world.sdk, { token: null });
    const call = world.sdk.getParticipantInfo();
    await pass(seconds(1));
    await call;
    world.store.signOut();
    const owner = Reflect.get(world.sdk, Symbol.for('@mdh-tokens/store:owner')) as object;
    expect(Object.values(owner)).not.toContain('token-1');
  });

  it('a host that it has put there does not get the token', async () => {
    const world = await active();
    world.sdk.baseUrl = 'https://hostile.example/';
    const call = world.sdk.getParticipantInfo();
    await pass(seconds(1));
    await call;
    expect(world.apiRequests.every(({ url }) => url.startsWith(baseUrl))).toBe(true);
    expect(world.sdk.baseUrl).toBe(baseUrl);
  });

  it('an SDK option that is undefined is told', async () => {
    const store = createTokenStore({ authenticator: farEnd(600).authenticator, sdk: undefined });
    const codes: string[] = [];
    store.on('diagnostic', ({ code }) => codes.push(code));
    void store.start();
    await pass(seconds(1));
    expect(codes).toEqual(['sdk_missing']);
    store.stop();
  });

  it('a second copy of the SDK on the page is told', async () => {
    vi.stubGlobal('MyDataHelps', { constructor: 'of another copy' });
    const world = createWorld(600);
    const codes: string[] = [];
    world.store.on('diagnostic', ({ code }) => codes.push(code));
    void world.store.start();
    await pass(seconds(1));
    expect(codes).toEqual(['sdk_copies']);
  });

  it('a parameter of the URL that switches the SDK’s embedded mode on does not decide who manages the token', async () => {
    const sdk = new MyDataHelps();
    sdk.enableStandaloneMode(true);
    const far = farEnd(600);
    const store = createTokenStore({ authenticator: far.authenticator, sdk });
    void store.start();
    await pass(seconds(1));
    expect(sdk.isEmbeddedMode()).toBe(false);
    expect(sdk.token.access_token).toBe('token-1');
    store.stop();
  });
});

describe('calls that were rejected for want of a token', () => {
  it('are asked for again by the vendor’s components, which are told once when a token is back', async () => {
    const world = createWorld(600, { callTimeoutSeconds: 5 });
    world.answer = () => ({ status: 503 });
    void world.store.start();
    let loads = 0;
    let shown = 'loading';
    const load = async () => {
      try {
        await world.sdk.getParticipantInfo();
        shown = `loaded ${(loads += 1)}`;
      } catch (error) {
        shown = (error as TokenError).code;
      }
    };
    world.sdk.on('applicationDidBecomeVisible', () => void load());
    void load();
    await pass(seconds(6));
    expect(shown).toBe('timeout');
    world.answer = () => ({ token: true });
    await pass(seconds(30));
    expect(shown).toBe('loaded 1');
    await pass(minutes(30));
    expect(shown).toBe('loaded 1');
  });

  it('are, also where the token was refused and no other one came in time to send them again', async () => {
    const world = createWorld(600, { callTimeoutSeconds: 5 });
    void world.store.start();
    await pass(seconds(2));
    let shown: unknown;
    const load = () => {
      world.sdk.getParticipantInfo().then(
        () => (shown = 'loaded'),
        (error: TokenError) => (shown = error.code),
      );
    };
    world.sdk.on('applicationDidBecomeVisible', load);
    world.revoke();
    world.answer = () => ({ status: 503 });
    load();
    await pass(seconds(6));
    expect(shown).toBe('timeout');
    world.answer = () => ({ token: true });
    await pass(seconds(30));
    expect(shown).toBe('loaded');
  });

  it('are not, if the app says so', async () => {
    const far = farEnd(600);
    const sdk = new MyDataHelps();
    const store = createTokenStore({ authenticator: far.authenticator, callTimeoutSeconds: 1 });
    connectSdk(store, sdk, { reviveComponents: false });
    far.answers = [() => Promise.reject(new TokenError('unavailable', 'down')), () => token(2, 600)];
    let told = 0;
    sdk.on('applicationDidBecomeVisible', () => (told += 1));
    void store.start();
    const call = sdk.connect().catch(() => 'rejected');
    await pass(seconds(20));
    expect([await call, told, store.state.status]).toEqual([expect.anything(), 0, 'active']);
    store.stop();
  });
});

function restorePage(): void {
  window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
}

describe('a page from the back/forward cache', () => {
  it('asks who is signed in before it gives anything out', async () => {
    const world = await active();
    world.answer = () => ({ token: true, subject: 'b' });
    restorePage();
    expect([world.store.peek(), world.sdk.token]).toEqual([null, null]);
    const call = world.sdk.getParticipantInfo();
    await pass(seconds(2));
    await call;
    expect(world.authenticatorCalls).toHaveLength(2);
  });

  it('gives nothing out to a sink either that asks for another token when its own is taken away', async () => {
    const world = await active();
    world.answer = () => ({ token: true, subject: 'b' });
    let next: Promise<string> | undefined;
    const sink = { handOver: () => undefined, drop: () => (next ??= world.store.getToken()) };
    connectSink(world.store, sink);
    restorePage();
    await pass(seconds(2));
    expect(await next).toBe('token-2');
  });

  it('in which another user has signed in ends, with nothing of the first one', async () => {
    const world = createWorld(600);
    world.answer = (call) => ({ token: true, subject: call === 1 ? 'a' : 'b' });
    void world.store.start();
    await pass(seconds(1));
    restorePage();
    const call = outcomeOf(world.sdk.getParticipantInfo());
    await pass(seconds(2));
    expect(world.store.state).toMatchObject({ status: 'signed-out', error: { code: 'participant_changed' } });
    expect(call.is).toBe('participant_changed');
    expect(world.apiRequests).toHaveLength(0);
  });

  it('does not repeat a write, if nobody says whose the new token is', async () => {
    const world = await active();
    await pass(seconds(2));
    world.revoke();
    const write = outcomeOf(world.store.fetch(`${baseUrl}api/v1/delegated/participant`, { method: 'POST' }));
    await pass(1);
    restorePage();
    await pass(seconds(5));
    expect(world.apiRequests.map(({ method, status }) => `${method} ${status}`)).toEqual(['POST 401']);
    expect((write.is as Response).status).toBe(401);
  });
});

describe('what the authenticator function throws', () => {
  it.each([
    ['axios', { response: { status: 401, headers: {}, data: {} } }, 'signed-out'],
    ['ky', { response: new Response('', { status: 401 }) }, 'signed-out'],
    ['a fetch wrapper', { status: 401 }, 'signed-out'],
    [
      'axios: no participant',
      { response: { status: 403, headers: {}, data: { error: 'forbidden' } } },
      'denied',
    ],
    ['axios: a firewall', { response: { status: 403, headers: {}, data: '<html>' } }, 'acquiring'],
    ['axios: a wrong path', { response: { status: 404, headers: {}, data: '' } }, 'failed'],
    ['anything else', {}, 'acquiring'],
  ])('%s is read as its status', async (_name, more, status) => {
    const store = createTokenStore({
      authenticator: () => Promise.reject(Object.assign(new Error('Request failed'), more)),
    });
    void store.start();
    await pass(500);
    expect(store.state.status).toBe(status);
    store.stop();
  });

  it('a Response that it returns is read as the store’s own call is', async () => {
    const store = createTokenStore({ authenticator: async () => new Response('', { status: 401 }) });
    await expect(store.start()).rejects.toMatchObject({ code: 'unauthenticated', status: 401 });
    const good = createTokenStore({ authenticator: async () => Response.json(token(1, 600)) });
    void good.start();
    await pass(10);
    expect(good.peek()).toBe('token-1');
    good.stop();
  });

  it('a function that waits for the store’s own getToken() is told so', async () => {
    const store = createTokenStore({
      async authenticator() {
        await store.getToken();
        return token(1, 600);
      },
      timeoutSeconds: 2,
    });
    const failures: TokenError[] = [];
    store.on('refresh-failure', ({ error }) => failures.push(error));
    void store.start();
    await pass(seconds(3));
    expect(failures[0]).toMatchObject({
      code: 'timeout',
      hint: expect.stringContaining('waits for itself') as string,
    });
    store.stop();
  });
});

it('a token that is refused again and again rejects with `rejected`, and says what was asked for', async () => {
  const world = createWorld(600);
  world.refusePath = () => true;
  void world.store.start();
  await pass(seconds(2));
  const call = outcomeOf(world.sdk.getParticipantInfo());
  await pass(seconds(3));
  expect(call.is).toBe('rejected');
});

it('a firewall’s 403 while a token is good signs nobody out', async () => {
  const world = createWorld(600);
  world.answer = (call) =>
    call === 1
      ? { token: true }
      : { status: 403, headers: { 'content-type': 'application/json' }, body: '{"message":"Forbidden"}' };
  void world.store.start();
  await pass(minutes(6));
  expect(world.store.state).toMatchObject({ status: 'degraded', error: { code: 'malformed' } });
});

it('an aborted fetch rejects as fetch does, before the token is there', async () => {
  const store = createTokenStore({ authenticator: () => new Promise(() => {}) });
  const caller = new AbortController();
  const outcome = store
    .fetch(`${baseUrl}api/v1/x`, { signal: caller.signal })
    .catch((error: unknown) => error);
  await pass(10);
  caller.abort();
  await pass(10);
  expect(await outcome).toMatchObject({ name: 'AbortError' });
  store.stop();
});
