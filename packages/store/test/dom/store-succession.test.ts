// Stores that come and go on one SDK, as an app makes one a sign-in or a route.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { describe, expect, it } from 'vitest';
import { connectSdk, createTokenStore, type TokenStore } from '../../src/index.js';
import { outcomeOf } from './outcome.js';
import { active } from './sdk-world.js';
import { farEnd, pass, seconds, token, useVirtualTime } from './virtual-page.js';

useVirtualTime();

const methods = ['connect', 'makeRequest'] as const;
const hasOwnMethods = (sdk: MyDataHelps) => methods.every((name) => !Object.hasOwn(sdk, name));

function openOn(sdk: MyDataHelps): TokenStore {
  return createTokenStore({ authenticator: farEnd(600).authenticator, sdk });
}

const createOn = () => createTokenStore({ authenticator: farEnd(600).authenticator });

describe('an SDK has its own methods back', () => {
  it.each([
    ['in the order of their connection', [0, 1, 2]],
    ['the last one first', [2, 1, 0]],
    ['the middle one first', [1, 0, 2]],
  ])('when all stores are disconnected, %s', (_order, order) => {
    const sdk = new MyDataHelps();
    const disconnects = [0, 1, 2].map(() => connectSdk(createOn(), sdk));
    expect(hasOwnMethods(sdk)).toBe(false);
    for (const at of order) disconnects[at]!();
    expect(hasOwnMethods(sdk)).toBe(true);
  });

  it('after a hundred stores, each connected before the one before it was stopped', () => {
    const sdk = new MyDataHelps();
    let last = createOn();
    let disconnect = connectSdk(last, sdk);
    for (let n = 0; n < 100; n++) {
      const next = createOn();
      disconnect = connectSdk(next, sdk);
      last.stop();
      last = next;
    }
    last.stop();
    disconnect();
    expect(hasOwnMethods(sdk)).toBe(true);
  });

  it('and somebody else’s wrapper is left in its place', async () => {
    const sdk = new MyDataHelps();
    const disconnect = connectSdk(createOn(), sdk);
    const ours = sdk.connect.bind(sdk);
    let foreignCalls = 0;
    sdk.connect = () => {
      foreignCalls += 1;
      return ours();
    };
    const foreign = sdk.connect;
    disconnect();
    expect(sdk.connect).toBe(foreign);
    sdk.setParticipantAccessToken({ access_token: 'own', expires_in: 600, token_type: 'Bearer' });
    await expect(sdk.connect()).resolves.toBeUndefined();
    expect(foreignCalls).toBe(1);
  });
});

describe('a call that waits while its SDK is disconnected', () => {
  it('brings the SDK no token when the store has one', async () => {
    const sdk = new MyDataHelps();
    const store = createOn();
    const disconnect = connectSdk(store, sdk);
    const call = sdk.connect().catch(() => undefined);
    await pass(100);
    disconnect();
    await pass(seconds(1));
    await call;
    expect(store.state.status).toBe('active');
    expect(sdk.token).toBeNull();
    store.stop();
  });

  it('and is refused is not repeated with the token of the next store', async () => {
    const world = await active();
    await pass(seconds(2));
    const sdk = new MyDataHelps();
    const disconnect = connectSdk(world.store, sdk);
    world.revoke();
    const call = outcomeOf(sdk.persistDeviceData([]));
    await pass(1);
    disconnect();
    const next = createTokenStore({
      sdk,
      async authenticator() {
        return token(9, 600);
      },
    });
    void next.start();
    await pass(seconds(5));
    expect(call.is).toBe('rejected');
    expect(world.apiRequests.map(({ status }) => status)).toEqual([401]);
    next.stop();
  });

  it('does not put the token of its store in the place of that of the next one', async () => {
    const sdk = new MyDataHelps();
    const first = createOn();
    const disconnect = connectSdk(first, sdk);
    const call = sdk.connect();
    await pass(100);
    disconnect();
    const next = createTokenStore({
      sdk,
      async authenticator() {
        return token(2, 600);
      },
    });
    void next.start();
    await pass(seconds(1));
    await call;
    expect(first.peek()).toBe('token-1');
    expect(sdk.token.access_token).toBe('token-2');
    first.stop();
    next.stop();
  });
});

describe('the gate after stop()', () => {
  it('says what to do, also to a call before start(), which waits', async () => {
    const sdk = new MyDataHelps();
    const store = openOn(sdk);
    const early = sdk.connect();
    void store.start();
    await pass(seconds(1));
    await expect(early).resolves.toBeUndefined();
    store.stop();
    await expect(sdk.connect()).rejects.toMatchObject({ code: 'stopped', hint: 'start() begins again.' });
  });

  it('is the next store’s as soon as that is connected', async () => {
    const sdk = new MyDataHelps();
    const first = openOn(sdk);
    void first.start();
    await pass(seconds(1));
    first.stop();
    const second = openOn(sdk);
    const call = sdk.connect();
    void second.start();
    await pass(seconds(1));
    await expect(call).resolves.toBeUndefined();
    second.stop();
  });

  it('is not taken by a store that is connected while another one runs', async () => {
    const sdk = new MyDataHelps();
    const first = openOn(sdk);
    void first.start();
    await pass(seconds(1));
    const second = openOn(sdk);
    await expect(sdk.connect()).resolves.toBeUndefined();
    await expect(second.start()).rejects.toMatchObject({ code: 'sdk_in_use' });
    first.stop();
    void second.start();
    await pass(seconds(1));
    await expect(sdk.connect()).resolves.toBeUndefined();
    second.stop();
  });
});

it('a call that waits in a store which is stopped goes on in no other store’s name', async () => {
  const sdk = new MyDataHelps();
  const first = openOn(sdk);
  void first.start();
  const call = sdk.connect();
  const rejected = expect(call).rejects.toMatchObject({ code: 'stopped' });
  first.stop();
  const second = openOn(sdk);
  void second.start();
  await pass(seconds(1));
  await rejected;
  await expect(sdk.connect()).resolves.toBeUndefined();
  second.stop();
});
