// What connectSdk does to the real SDK, and what it leaves alone.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { connectSdk, createTokenStore, TokenError } from '../../src/index.js';
import { baseUrl, createWorld } from './sdk-world.js';
import { days, farEnd, hours, minutes, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();
beforeEach(() => {
  // The survey's page is not loaded here; a test speaks for it.
  const { happyDOM } = window as unknown as {
    happyDOM: { settings: { handleDisabledFileLoadingAsSuccess: boolean } };
  };
  happyDOM.settings.handleDisabledFileLoadingAsSuccess = true;
});
afterEach(() => {
  Reflect.deleteProperty(window, 'webkit');
});

/** The rejection of a promise, without leaving it unhandled while time passes. */
function rejectionOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => new Error('it resolved'),
    (error: unknown) => error,
  );
}

describe('before the first token', () => {
  it('lets a call made before start() wait, and succeed', async () => {
    const world = createWorld(600);
    const early = world.sdk.getParticipantInfo();
    void world.store.start();
    await pass(seconds(1));
    expect(await early).toMatchObject({ participantID: 'p-1' });
    expect(world.authenticatorCalls).toHaveLength(1);
  });

  it('tells the SDK its host, so that nothing goes elsewhere', () => {
    const sdk = new MyDataHelps();
    createTokenStore({ authenticator: async () => neverAnswer(), sdk, baseUrl: 'https://mdh.example.org' });
    expect(sdk.isStandaloneMode()).toBe(true);
    expect(sdk.baseUrl).toBe('https://mdh.example.org/');
  });

  it('rejects the calls that wait when the user turns out to be signed out', async () => {
    const world = createWorld(600);
    world.answer = () => ({ status: 401 });
    const early = rejectionOf(world.sdk.getParticipantInfo());
    void world.store.start();
    await pass(seconds(1));
    expect(await early).toMatchObject({ name: 'TokenError', code: 'unauthenticated' });
  });

  it('assigns the base URL of an SDK without enableStandaloneMode, and says so', async () => {
    const sdk = new MyDataHelps();
    Object.defineProperty(sdk, 'enableStandaloneMode', { value: undefined, configurable: true });
    const far = farEnd(600);
    const store = createTokenStore({ authenticator: far.authenticator });
    const codes: string[] = [];
    store.on('diagnostic', ({ code }) => codes.push(code));
    connectSdk(store, sdk, { baseUrl: 'https://mdh.example.org' });
    expect(sdk.baseUrl).toBe('https://mdh.example.org/');
    void store.start();
    expect(codes).toEqual(['sdk_outdated']);
    store.stop();
  });

  it('an SDK without makeRequest is supplied all the same, and each start says what it lacks', async () => {
    const sdk = new MyDataHelps();
    Object.defineProperty(sdk, 'makeRequest', { value: undefined, configurable: true });
    const far = farEnd(600);
    const store = createTokenStore({ authenticator: far.authenticator, sdk });
    const missing: unknown[] = [];
    store.on('diagnostic', ({ code, details }) => missing.push([code, details]));
    for (const run of [1, 2]) {
      void store.start();
      await pass(seconds(2));
      expect(missing).toHaveLength(run);
      expect(sdk.token.access_token).toBe(`token-${run}`);
      store.stop();
    }
    expect(missing).toContainEqual(['sdk_outdated', { missing: 'makeRequest' }]);
  });
});

describe('the token in the SDK', () => {
  it('has exactly the three documented fields, and the life that is left', async () => {
    const world = createWorld(600);
    void world.store.start();
    await pass(seconds(1));
    const copy = structuredClone(world.sdk.token);
    expect(Object.keys(copy).toSorted()).toEqual(['access_token', 'expires_in', 'token_type']);
    expect(copy).toEqual({ access_token: 'token-1', expires_in: 599, token_type: 'Bearer' });
  });

  it('tells whoever looks later the life that is left then', async () => {
    const world = createWorld(86_400);
    void world.store.start();
    await pass(hours(1));
    expect(structuredClone(world.sdk.token).expires_in).toBe(86_400 - 3_600);
  });

  it('is handed over with a life that the SDK’s timer can hold, and is believed for all of its own', async () => {
    const world = createWorld(60 * 86_400);
    const handed: number[] = [];
    const original = world.sdk.setParticipantAccessToken.bind(world.sdk);
    world.sdk.setParticipantAccessToken = (token, url) => {
      handed.push(token.expires_in);
      original(token, url);
    };
    void world.store.start();
    await pass(seconds(1));
    expect(handed).toEqual([2_147_603]);
    expect(world.sdk.tokenExpires).toBeGreaterThan(Date.now() + days(60) - seconds(2));
    expect(world.sdk.token.expires_in).toBe(2_147_603);
  });

  it('is handed over once: a clock that is set leaves no timer more in the SDK', async () => {
    const world = createWorld(7200);
    const given = vi.spyOn(world.sdk, 'setParticipantAccessToken');
    void world.store.start();
    await pass(minutes(1));
    for (let n = 0; n < 10; n++) {
      world.setWall(-minutes(5));
      await pass(minutes(1));
    }
    expect(given).toHaveBeenCalledTimes(1);
    expect(world.sdk.tokenExpires - Date.now()).toBeLessThan(7200_000 - minutes(10));
  });

  it('is handed over again when the wall clock jumps, so that the SDK neither refuses it nor trusts it too long', async () => {
    const world = createWorld(7200);
    void world.store.start();
    await pass(minutes(1));
    world.setWall(-hours(10));
    await pass(minutes(2));
    expect(Math.abs(world.sdk.tokenExpires - Date.now() - (7200 - 180) * 1000)).toBeLessThan(seconds(180));
  });

  it('is accepted by the SDK as long as the store gives it out, to the last millisecond', async () => {
    const world = createWorld(600);
    world.answer = (call) => (call === 1 ? { token: true } : { unreachable: true });
    void world.store.start();
    await pass(seconds(1));
    const { expiresAt } = world.store.state as { expiresAt: number };
    await pass(expiresAt - Date.now() - seconds(2));
    const outcomes: string[] = [];
    for (let left = 1900; left > 100; left -= 100) {
      const call = world.sdk.connect();
      void call.then(
        () => outcomes.push('ok'),
        (error: unknown) => outcomes.push(String(error)),
      );
      await pass(100);
    }
    // Those who came while a try was on its way wait for what it brings.
    world.answer = () => ({ token: true });
    await pass(seconds(20));
    expect(outcomes).toEqual(Array.from({ length: 18 }, () => 'ok'));
  });

  it('is taken away on sign-out, and calls reject with the reason', async () => {
    const world = createWorld(600);
    void world.store.start();
    await pass(seconds(1));
    world.answer = () => ({ status: 401 });
    const refresh = rejectionOf(world.store.refresh());
    await pass(seconds(2));
    expect(await refresh).toMatchObject({ code: 'unauthenticated' });
    expect(world.sdk.token).toBeNull();
    expect(await rejectionOf(world.sdk.getParticipantInfo())).toMatchObject({ code: 'unauthenticated' });
  });

  it('comes back when start() begins again', async () => {
    const world = createWorld(600);
    world.answer = (call) => (call === 1 ? { status: 401 } : { token: true });
    void world.store.start();
    await pass(seconds(1));
    void world.store.start();
    await pass(seconds(2));
    expect(
      await Promise.race([world.sdk.getParticipantInfo(), pass(seconds(1)).then(() => 'late')]),
    ).toMatchObject({
      participantID: 'p-1',
    });
  });
});

describe('tokenWillExpire', () => {
  it('forged or stale, causes no call', async () => {
    const world = createWorld(600);
    void world.store.start();
    await pass(seconds(1));
    for (let n = 0; n < 500; n++) world.sdk.triggerEvent({ type: 'tokenWillExpire' });
    await pass(seconds(5));
    expect(world.authenticatorCalls).toHaveLength(1);
  });
});

describe('a 401 of the API', () => {
  it('in fifty parallel calls causes one refresh, and all of them succeed', async () => {
    const world = createWorld(600);
    void world.store.start();
    await pass(seconds(2));
    world.revoke();
    const many = Promise.all(Array.from({ length: 50 }, () => world.sdk.getParticipantInfo()));
    await pass(seconds(3));
    expect(await many).toHaveLength(50);
    expect(world.authenticatorCalls).toHaveLength(2);
    expect(world.reasons).toEqual(['start', 'rejected']);
  });

  it('that comes late, for an older token, causes no further refresh', async () => {
    const world = createWorld(600);
    void world.store.start();
    await pass(seconds(2));
    const old = await world.store.getToken();
    world.revoke();
    void world.sdk.getParticipantInfo();
    await pass(seconds(2));
    for (let n = 0; n < 10; n++) world.store.invalidate(old);
    await pass(seconds(5));
    expect(world.authenticatorCalls).toHaveLength(2);
  });

  it('of one endpoint that always refuses does not become a refresh loop', async () => {
    const world = createWorld(3600);
    world.refusePath = (path) => path.includes('/project');
    void world.store.start();
    await pass(seconds(2));
    const outcomes: unknown[] = [];
    const timer = setInterval(() => {
      void rejectionOf(world.sdk.getProjectInfo()).then((error) => outcomes.push(error));
      void world.sdk.getParticipantInfo();
    }, 1_000);
    await pass(minutes(10));
    clearInterval(timer);
    await pass(seconds(30));
    expect(outcomes.length).toBeGreaterThan(590);
    // 1 s, doubling to 60 s: seven refreshes in the first two minutes, then one a minute.
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(18);
  });

  it('replays writes too, since a 401 means that they were not applied', async () => {
    const world = createWorld(600);
    void world.store.start();
    await pass(seconds(2));
    world.revoke();
    void world.sdk.persistDeviceData([]);
    await pass(seconds(3));
    expect(world.apiRequests.map(({ method, status }) => [method, status])).toEqual([
      ['POST', 401],
      ['POST', 200],
    ]);
  });

  it('does not replay a write under custom/, whose meaning the project defines', async () => {
    const world = createWorld(600);
    void world.store.start();
    await pass(seconds(2));
    world.revoke();
    const write = rejectionOf(world.sdk.invokeCustomApi('pay', 'POST', null, true));
    await pass(seconds(3));
    expect(await write).toMatchObject({
      code: 'rejected',
      status: 401,
      message: expect.stringContaining('POST custom') as string,
    });
    expect(world.apiRequests).toHaveLength(1);
    const read = world.sdk.invokeCustomApi('balance', 'GET', null, true);
    world.revoke();
    await pass(seconds(3));
    expect(await read).toMatchObject({ participantID: 'p-1' });
  });
});

describe('a survey’s frame', () => {
  async function ask(
    world: ReturnType<typeof createWorld>,
  ): Promise<{ accessToken: Record<string, unknown> }> {
    world.sdk.startSurvey('mood');
    const frame = document.querySelector('iframe')!;
    const answered = new Promise<{ accessToken: Record<string, unknown> }>((resolve) => {
      const postMessage = (message: { accessToken: Record<string, unknown> }) =>
        resolve(structuredClone(message));
      Object.defineProperty(frame, 'contentWindow', { value: { postMessage } });
    });
    const say = (name: string) =>
      window.dispatchEvent(
        new MessageEvent('message', {
          data: { name },
          origin: new URL(baseUrl).origin,
          source: frame.contentWindow,
        }),
      );
    say('GetDelegatedAccessToken');
    await pass(seconds(3));
    say('SurveyFinished');
    return answered;
  }

  it('is told the life that is left at that moment, in exactly three fields', async () => {
    const world = createWorld(86_400);
    void world.store.start();
    await pass(minutes(50));
    const { accessToken } = await ask(world);
    expect(Object.keys(accessToken).toSorted()).toEqual(['access_token', 'expires_in', 'token_type']);
    expect(accessToken['expires_in']).toBeLessThanOrEqual(86_400 - 3000);
    expect(accessToken['expires_in']).toBeGreaterThan(86_400 - 3005);
  });

  it('is given a new token where less than 120 s is left of a longer life', async () => {
    const world = createWorld(600, { safetyMarginSeconds: 30 });
    void world.store.start();
    await pass(seconds(2));
    while (Math.round((world.store.state as { expiresAt: number }).expiresAt - Date.now()) > seconds(100)) {
      await pass(seconds(1));
    }
    const { accessToken } = await ask(world);
    expect(accessToken['expires_in']).toBeGreaterThan(590);
  });
});

describe('one SDK and two stores', () => {
  it('refuses the second one that is started', async () => {
    const world = createWorld(600);
    const second = createTokenStore({ authenticator: farEnd(600).authenticator, sdk: world.sdk });
    void world.store.start();
    await pass(seconds(1));
    expect(await rejectionOf(second.start())).toMatchObject({ code: 'sdk_in_use' });
    expect(second.state.status).toBe('failed');
    expect(world.sdk.token.access_token).toBe('token-1');
    const call = world.sdk.getParticipantInfo();
    await pass(seconds(1));
    expect(await call).toMatchObject({ participantID: 'p-1' });
  });

  it('lets the second one start when the first has stopped', async () => {
    const world = createWorld(600);
    const far = farEnd(600);
    const second = createTokenStore({ authenticator: far.authenticator, sdk: world.sdk, baseUrl });
    void world.store.start();
    await pass(seconds(1));
    world.store.stop();
    void second.start();
    await pass(seconds(1));
    expect(second.state.status).toBe('active');
    expect(far.calls).toHaveLength(1);
  });
});

describe('stop and disconnect', () => {
  it('take the token, and the gate says so until the SDK is disconnected', async () => {
    const world = createWorld(600);
    expect(Object.hasOwn(world.sdk, 'connect')).toBe(true);
    void world.store.start();
    await pass(seconds(1));
    world.store.stop();
    expect(world.sdk.token).toBeNull();
    expect(await rejectionOf(world.sdk.getParticipantInfo())).toMatchObject({ code: 'stopped' });
  });

  it('disconnect leaves the store at work', async () => {
    const sdk = new MyDataHelps();
    const store = createTokenStore({ authenticator: farEnd(600).authenticator });
    const disconnect = connectSdk(store, sdk);
    void store.start();
    await pass(seconds(1));
    disconnect();
    expect(sdk.token).toBeNull();
    expect(Object.hasOwn(sdk, 'connect')).toBe(false);
    expect(await store.getToken()).toBe('token-1');
  });

  it('disconnect leaves a wrapper alone that somebody put over ours, and goes through it without us', async () => {
    const world = createWorld(600);
    const disconnect = connectSdk(world.store, world.sdk);
    const ours = world.sdk.connect;
    let passed = 0;
    const theirs = function connect(this: MyDataHelps): Promise<void> {
      passed++;
      return ours.call(this);
    };
    world.sdk.connect = theirs;
    void world.store.start();
    await pass(seconds(1));
    disconnect();
    expect(world.sdk.connect).toBe(theirs);
    expect(await rejectionOf(world.sdk.connect())).toContain('must be explicitly provided');
    expect(passed).toBe(1);
  });

  it('start, stop, start works, and StrictMode’s double mount makes one call', async () => {
    const world = createWorld(600);
    void world.store.start();
    world.store.stop();
    void world.store.start();
    const call = world.sdk.getParticipantInfo();
    await pass(seconds(1));
    expect(await call).toMatchObject({ participantID: 'p-1' });
    expect(world.authenticatorCalls).toHaveLength(1);
  });

  it('intercept: false hands over tokens and leaves the methods alone', async () => {
    const sdk = new MyDataHelps();
    const store = createTokenStore({ authenticator: farEnd(600).authenticator });
    connectSdk(store, sdk, { intercept: false });
    expect(Object.hasOwn(sdk, 'connect')).toBe(false);
    void store.start();
    await pass(seconds(1));
    expect(sdk.token.access_token).toBe('token-1');
  });

  it('can connect an SDK to a store that already has a token', async () => {
    const sdk = new MyDataHelps();
    const store = createTokenStore({ authenticator: farEnd(600).authenticator });
    void store.start();
    await pass(seconds(1));
    connectSdk(store, sdk);
    expect(sdk.token.access_token).toBe('token-1');
    const second = createTokenStore({ authenticator: farEnd(600).authenticator });
    void second.start();
    expect(() => connectSdk(second, sdk)).toThrow(TokenError);
  });
});

describe('a page that MyDataHelps hosts', () => {
  it.each([
    ['a native handler', () => setHandlers({ GetDeviceInfo: { postMessage() {} } })],
    ['a web view step', () => setHandlers({ ResearchKit: { postMessage() {} } })],
  ])('(%s) is left to the platform', async (_name, make) => {
    const sdk = new MyDataHelps();
    make();
    const far = farEnd(600);
    const store = createTokenStore({ authenticator: far.authenticator, sdk });
    const codes: string[] = [];
    store.on('diagnostic', ({ code }) => codes.push(code));
    await store.start();
    expect(codes).toEqual(['hosted']);
    expect(store.state).toEqual({ status: 'hosted' });
    expect(await rejectionOf(store.getToken())).toMatchObject({ code: 'hosted' });
    await pass(seconds(5));
    expect(far.calls).toHaveLength(0);
    expect(Object.hasOwn(sdk, 'connect')).toBe(false);
  });

  it('is taken for an ordinary one where the app says so, and the other way round', async () => {
    const sdk = new MyDataHelps();
    setHandlers({ GetDeviceInfo: { postMessage() {} } });
    const store = createTokenStore({ authenticator: farEnd(600).authenticator });
    connectSdk(store, sdk, { hosted: false });
    void store.start();
    await pass(seconds(1));
    expect(sdk.token.access_token).toBe('token-1');

    const hosted = createTokenStore({ authenticator: farEnd(600).authenticator });
    connectSdk(hosted, new MyDataHelps(), { hosted: true });
    expect(await rejectionOf(hosted.getToken())).toMatchObject({ code: 'hosted' });
  });

  it('is not assumed of an ordinary page with the SDK’s own handlers', async () => {
    const sdk = new MyDataHelps();
    const far = farEnd(600);
    void createTokenStore({ authenticator: far.authenticator, sdk }).start();
    await pass(seconds(1));
    expect(far.calls).toHaveLength(1);
  });
});

function setHandlers(messageHandlers: Record<string, unknown>): void {
  Object.assign(window, { webkit: { messageHandlers } });
}

function neverAnswer(): Promise<never> {
  return new Promise(() => {});
}
