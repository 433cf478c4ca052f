// Stores that come and go on one SDK, as an app makes one a sign-in or a route.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { describe, expect, it } from 'vitest';
import { createTokenStore, type TokenStore } from '../../src/index.js';
import { farEnd, pass, seconds, useVirtualTime } from './virtual-page.js';

useVirtualTime();

const methods = ['connect', 'makeRequest'] as const;
const hasOwnMethods = (sdk: MyDataHelps) => methods.every((name) => !Object.hasOwn(sdk, name));

function openOn(sdk: MyDataHelps): TokenStore {
  return createTokenStore({ authenticator: farEnd(600).authenticator, sdk });
}

describe('an SDK has its own methods back', () => {
  it.each([
    ['in the order of their creation', [0, 1, 2]],
    ['the last one first', [2, 1, 0]],
    ['the middle one first', [1, 0, 2]],
  ])('when all stores are stopped, %s', (_order, order) => {
    const sdk = new MyDataHelps();
    const stores = [openOn(sdk), openOn(sdk), openOn(sdk)];
    expect(hasOwnMethods(sdk)).toBe(false);
    for (const at of order) stores[at]!.stop();
    expect(hasOwnMethods(sdk)).toBe(true);
  });

  it('after a hundred stores, each created before the one before it was stopped', () => {
    const sdk = new MyDataHelps();
    let last = openOn(sdk);
    for (let n = 0; n < 100; n++) {
      const next = openOn(sdk);
      last.stop();
      last = next;
    }
    last.stop();
    expect(hasOwnMethods(sdk)).toBe(true);
  });

  it('and somebody else’s wrapper is left in its place', async () => {
    const sdk = new MyDataHelps();
    const store = openOn(sdk);
    const ours = sdk.connect.bind(sdk);
    let foreignCalls = 0;
    sdk.connect = () => {
      foreignCalls += 1;
      return ours();
    };
    const foreign = sdk.connect;
    store.stop();
    expect(sdk.connect).toBe(foreign);
    sdk.setParticipantAccessToken({ access_token: 'own', expires_in: 600, token_type: 'Bearer' });
    await expect(sdk.connect()).resolves.toBeUndefined();
    expect(foreignCalls).toBe(1);
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
