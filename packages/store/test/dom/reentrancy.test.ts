// An app's own code, called in the middle of the store's: listeners, subscribers, the authenticator function.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { describe, expect, it } from 'vitest';
import { connectSdk, connectSink, createTokenStore, type TokenStore } from '../../src/index.js';
import { outcomeOf } from './outcome.js';
import { farEnd, pass, seconds, token, useVirtualTime } from './virtual-page.js';

useVirtualTime();

describe('a listener', () => {
  it('that stops the store while a caller is answered does not leave it with an empty text', async () => {
    const store = createTokenStore({ authenticator: farEnd(600).authenticator });
    void store.start();
    await pass(seconds(6));
    store.on('diagnostic', () => store.stop());
    const outcome = outcomeOf(store.getToken({ minValiditySeconds: 5000 }));
    await pass(seconds(5));
    expect(outcome.is).toBe('token-1');
    expect(store.state.status).toBe('stopped');
  });

  it('that aborts a caller which is only just beginning to wait is heeded', async () => {
    const caller = new AbortController();
    const store = createTokenStore({ authenticator: () => new Promise(() => {}) });
    store.on('state', () => caller.abort());
    const outcome = outcomeOf(store.getToken({ signal: caller.signal }));
    await pass(1);
    expect(outcome.is).toBe('aborted');
    store.stop();
  });

  it('that unsubscribes twice takes off one registration', () => {
    const store = createTokenStore({ authenticator: farEnd(600).authenticator });
    let heard = 0;
    const handler = () => heard++;
    const leave = store.on('state', handler);
    store.on('state', handler);
    leave();
    leave();
    store.stop();
    expect(heard).toBe(1);
  });
});

it('an SDK that goes to the next store while the first one signs out keeps nothing of the first', async () => {
  const sdk = new MyDataHelps();
  const [first, next] = [1, 2].map(() => createTokenStore({ authenticator: farEnd(600).authenticator }));
  connectSink(first!, { handOver: () => undefined, drop: () => void connectSdk(next!, sdk) });
  connectSdk(first!, sdk);
  void first!.start();
  await pass(seconds(1));
  expect(sdk.token.access_token).toBe('token-1');
  first!.signOut();
  expect(sdk.token).toBeNull();
});

it('a subscription to state$ that is made in a subscriber is told nothing twice', async () => {
  const store = createTokenStore({ authenticator: farEnd(600).authenticator });
  const told: string[] = [];
  let isSubscribed = false;
  store.state$.subscribe(({ status }) => {
    if (status !== 'acquiring' || isSubscribed) return;
    isSubscribed = true;
    store.state$.subscribe((state) => told.push(state.status));
  });
  void store.start();
  await pass(seconds(1));
  expect(told).toEqual(['acquiring', 'active']);
  store.stop();
});

it.each(['authenticator function', 'SDK method'])(
  'stop() and start() inside an app’s %s begin a new run',
  async (where) => {
    const sdk = new MyDataHelps();
    const setToken = sdk.setParticipantAccessToken.bind(sdk);
    let calls = 0;
    const beginAnew = () => {
      store.stop();
      void store.start();
    };
    if (where === 'SDK method') {
      sdk.setParticipantAccessToken = (...args) => {
        setToken(...args);
        if (calls === 1) beginAnew();
      };
    }
    const store: TokenStore = createTokenStore({
      sdk,
      async authenticator() {
        if (++calls === 1 && where === 'authenticator function') beginAnew();
        return token(calls, 600);
      },
    });
    store.start().catch(() => undefined);
    await pass(seconds(5));
    expect(store.state.status).toBe('active');
    expect(store.peek()).toBe('token-2');
    store.stop();
  },
);
