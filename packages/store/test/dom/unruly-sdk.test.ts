// SDKs that throw, are connected twice, belong to another store, or sit in a native app.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { connectSdk, createTokenStore, type TokenStore, type TokenStoreOptions } from '../../src/index.js';
import { createTestStore } from '../../src/testing/index.js';
import { outcomeOf } from './outcome.js';
import { farEnd, pass, seconds, useVirtualTime } from './virtual-page.js';

const opened: TokenStore[] = [];
function open(options: Partial<TokenStoreOptions> = {}): TokenStore {
  const store = createTokenStore({ authenticator: farEnd(600).authenticator, ...options });
  opened.push(store);
  return store;
}

useVirtualTime();
afterEach(() => {
  for (const store of opened.splice(0)) store.stop();
});

const refuse = () => {
  throw new Error('no');
};
const hasGate = (sdk: MyDataHelps) => Object.hasOwn(sdk, 'connect');

describe('an SDK', () => {
  it('that cannot give its hint is supplied all the same, and the error is reported', async () => {
    const reported = vi.fn<(error: unknown) => void>();
    vi.stubGlobal('reportError', reported);
    const sdk = new MyDataHelps();
    sdk.on = refuse;
    void open({ sdk }).start();
    await pass(seconds(1));
    expect(sdk.token.access_token).toBe('token-1');
    expect(reported).toHaveBeenCalledTimes(1);
  });

  it('that throws when it is let go is free for another store', async () => {
    vi.stubGlobal('reportError', () => {});
    const sdk = new MyDataHelps();
    const store = open({ sdk });
    void store.start();
    await pass(seconds(1));
    sdk.off = refuse;
    store.stop();
    const started = outcomeOf(open({ sdk }).start());
    await pass(seconds(1));
    expect(started).toHaveProperty('is', undefined);
  });

  it('that throws when it is disconnected has its methods back, and is free while the store goes on', async () => {
    vi.stubGlobal('reportError', () => {});
    const sdk = new MyDataHelps();
    const store = open();
    const disconnect = connectSdk(store, sdk);
    void store.start();
    await pass(seconds(1));
    sdk.off = refuse;
    disconnect();
    expect(hasGate(sdk)).toBe(false);
    const started = outcomeOf(open({ sdk }).start());
    await pass(seconds(1));
    expect(started).toHaveProperty('is', undefined);
  });

  it.each(['enableStandaloneMode', 'setParticipantAccessToken'] as const)(
    'whose %s throws leaves store and SDK free for a better one',
    async (method) => {
      vi.stubGlobal('reportError', () => {});
      const sdk = new MyDataHelps();
      const store = open();
      void store.start();
      await pass(seconds(1));
      Object.defineProperty(sdk, method, { value: refuse, configurable: true });
      const connecting = () => connectSdk(store, sdk);
      if (method === 'enableStandaloneMode') {
        expect(connecting).toThrow(expect.objectContaining({ code: 'invalid_option' }) as Error);
      } else {
        connecting()();
      }
      Reflect.deleteProperty(sdk, method);
      expect(hasGate(sdk)).toBe(false);
      const started = outcomeOf(open({ sdk }).start());
      await pass(seconds(1));
      expect(started).toHaveProperty('is', undefined);
      expect(sdk.token.access_token).toBe('token-1');
    },
  );

  it('whose makeRequest cannot be replaced is left as it was, however often that is tried', () => {
    const sdk = new MyDataHelps();
    Object.defineProperty(sdk, 'makeRequest', { value: () => Promise.resolve(new Response()) });
    const added = vi.spyOn(window, 'addEventListener');
    const removed = vi.spyOn(window, 'removeEventListener');
    const store = open();
    for (let tries = 0; tries < 2; tries++) {
      expect(() => connectSdk(store, sdk)).toThrow(
        expect.objectContaining({ code: 'invalid_option' }) as Error,
      );
    }
    expect(hasGate(sdk)).toBe(false);
    expect(removed).toHaveBeenCalledTimes(added.mock.calls.length);
  });

  it('whose makeRequest cannot be replaced is free for another store, though the first one goes on', async () => {
    const sdk = new MyDataHelps();
    Object.defineProperty(sdk, 'makeRequest', { value: () => Promise.resolve(new Response()) });
    const store = open();
    void store.start();
    await pass(seconds(1));
    expect(() => connectSdk(store, sdk)).toThrow(
      expect.objectContaining({ code: 'invalid_option' }) as Error,
    );
    const other = open();
    connectSdk(other, sdk, { intercept: false });
    const started = outcomeOf(other.start());
    await pass(seconds(1));
    expect(started).toHaveProperty('is', undefined);
    expect(sdk.token.access_token).toBe('token-1');
  });

  it('without makeRequest lacks nothing where its calls are not led through the store', async () => {
    const sdk = new MyDataHelps();
    Object.defineProperty(sdk, 'makeRequest', { value: undefined });
    const store = open();
    const codes: string[] = [];
    store.on('diagnostic', ({ code }) => codes.push(code));
    connectSdk(store, sdk, { intercept: false });
    void store.start();
    await pass(seconds(1));
    expect(sdk.token.access_token).toBe('token-1');
    expect(codes).toEqual([]);
  });

  it('that throws at the start only lets the start reject, and is free for another store', async () => {
    const sdk = new MyDataHelps();
    const store = open({ sdk });
    Object.defineProperty(sdk, 'enableStandaloneMode', { value: refuse, configurable: true });
    const started = outcomeOf(store.start());
    await pass(seconds(1));
    expect([started.is, store.state.status]).toEqual(['invalid_option', 'failed']);
    Reflect.deleteProperty(sdk, 'enableStandaloneMode');
    const second = outcomeOf(open({ sdk }).start());
    await pass(seconds(1));
    expect(second).toHaveProperty('is', undefined);
  });

  it('that is connected twice to one store is supplied once, and freed by either', async () => {
    const sdk = new MyDataHelps();
    const far = farEnd(600);
    const store = open({ authenticator: far.authenticator, sdk });
    const disconnect = connectSdk(store, sdk);
    void store.start();
    await pass(seconds(1));
    expect(sdk.token.access_token).toBe('token-1');
    disconnect();
    expect([sdk.token, hasGate(sdk)]).toEqual([null, false]);
    expect(far.calls).toHaveLength(1);
  });

  it('that is connected to a stopped store says so to its callers, and is freed by disconnecting', async () => {
    const sdk = new MyDataHelps();
    const store = open();
    store.stop();
    const disconnect = connectSdk(store, sdk);
    await expect(sdk.connect()).rejects.toMatchObject({ code: 'stopped' });
    disconnect();
    expect(hasGate(sdk)).toBe(false);
  });
});

it('an SDK that throws when a sign-in in another tab brings a token leaves none in the SDK beside it', async () => {
  const first = createTestStore({ share: 'session-1' });
  const second = first.openTab();
  const [bad, good] = [new MyDataHelps(), new MyDataHelps()];
  for (const sdk of [bad, good]) connectSdk(second.store, sdk, { intercept: false });
  for (const { store } of [first, second]) void store.start();
  await first.clock.advance(seconds(1));
  first.store.signOut();
  await first.clock.advance(seconds(1));
  const elsewhere = connectSdk(open(), good);
  Object.defineProperty(bad, 'enableStandaloneMode', { value: refuse });
  void first.store.start();
  await first.clock.advance(seconds(1));
  expect([first.store.state.status, second.store.state.status]).toEqual(['active', 'failed']);
  expect(good.token).toBeNull();
  elsewhere();
  first.store.stop();
});

describe('a second store', () => {
  it('that is refused, and refused again, keeps no other SDK', async () => {
    const [free, taken] = [new MyDataHelps(), new MyDataHelps()];
    void open({ sdk: taken }).start();
    const refused = open({ sdk: free });
    connectSdk(refused, taken);
    const outcomes = [outcomeOf(refused.start()), outcomeOf(refused.start())];
    await pass(10);
    expect(outcomes.map(({ is }) => is)).toEqual(['sdk_in_use', 'sdk_in_use']);
    const started = outcomeOf(open({ sdk: free }).start());
    await pass(seconds(1));
    expect(started).toHaveProperty('is', undefined);
  });

  it('that takes an SDK over tells it its host before the first token', async () => {
    const sdk = new MyDataHelps();
    const first = open({ sdk, baseUrl: 'https://a.example.org' });
    void first.start();
    await pass(seconds(1));
    const second = open({ sdk, baseUrl: 'https://b.example.org' });
    first.stop();
    void second.start();
    await pass(10);
    expect(sdk.baseUrl).toBe('https://b.example.org/');
  });
});

describe('a page that MyDataHelps hosts', () => {
  afterEach(() => {
    Reflect.deleteProperty(window, 'webkit');
  });

  it('in its iOS app, whose handlers are not listed, is recognised, and its bridge stays whole', async () => {
    const bridge = {};
    for (const name of ['GetDelegatedAccessToken', 'GetDeviceInfo']) {
      // A function that is not made of script.
      Object.defineProperty(bridge, name, { value: { postMessage: Math.max } });
    }
    const webkit = { messageHandlers: bridge };
    Object.assign(window, { webkit });
    const far = farEnd(600);
    const store = open({ authenticator: far.authenticator, sdk: new MyDataHelps() });
    void store.start();
    await pass(seconds(1));
    expect(far.calls).toEqual([]);
    expect(webkit.messageHandlers).toBe(bridge);
  });

  it('is left alone from the moment a running store is told of it', async () => {
    const far = farEnd(600);
    const store = open({ authenticator: far.authenticator });
    const codes: string[] = [];
    store.on('diagnostic', ({ code }) => codes.push(code));
    void store.start();
    await pass(seconds(1));
    const first = new MyDataHelps();
    connectSdk(store, first);
    connectSdk(store, new MyDataHelps(), { hosted: true });
    const elsewhere = outcomeOf(open({ sdk: first }).start());
    const asked = outcomeOf(store.getToken());
    await pass(seconds(3600));
    expect(codes).toEqual(['hosted']);
    expect(asked.is).toBe('hosted');
    expect(elsewhere).toHaveProperty('is', undefined);
    expect(far.calls).toHaveLength(1);
  });
});
