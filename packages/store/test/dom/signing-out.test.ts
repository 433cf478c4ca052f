// signOut() ends the session here and in every tab, whatever is on its way.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { describe, expect, it, vi } from 'vitest';
import { parseTokenResponse } from '@mdh-tokens/contract';
import { severityOf } from '../../src/core/token-error.js';
import { TokenError, type TokenStore } from '../../src/index.js';
import { readTabMessage } from '../../src/engine/tabs/tab-message.js';
import { signOut } from '../readme/sign-out.js';
import { active } from './sdk-world.js';
import { minutes, pass, seconds, token } from './virtual-page.js';
import { useVirtualTabs } from './virtual-tabs.js';

const session = vi.hoisted(() => ({ signedIn: true }));
vi.mock('../readme/your-session-client.js', () => ({
  endSession: async () => {
    session.signedIn = false;
  },
}));

const browser = useVirtualTabs();

/** Reads the session as the request arrives, and answers 300 ms later. */
function slowAuthenticator() {
  let calls = 0;
  return async () => {
    const isSignedIn = session.signedIn;
    const n = (calls += 1);
    await new Promise((resolve) => setTimeout(resolve, 300));
    if (!isSignedIn) throw new TokenError('unauthenticated', 'no session');
    return token(n, 3600);
  };
}

const isRefreshing = (store: TokenStore) => (store.state as { refreshing?: boolean }).refreshing === true;

describe('the README’s sign-out', () => {
  it.each(['nobody', 'own', 'other'])(
    'reaches the other tab at once (a call on its way: %s)',
    async (busy) => {
      session.signedIn = true;
      const authenticator = slowAuthenticator();
      const a = browser.open({ authenticator, share: 's' });
      const b = browser.open({ authenticator, share: 's' });
      void a.start();
      void b.start();
      await pass(seconds(busy === 'nobody' ? 12 : 2));
      const byHand = busy === 'other' ? b.refresh().catch(() => undefined) : null;
      if (busy === 'other') while (!isRefreshing(b)) await pass(5);
      if (busy === 'own') while (!isRefreshing(a)) await pass(50);
      const done = signOut(a);
      await pass(seconds(5));
      await done;
      const afterSeconds = b.state.status;
      await pass(minutes(30));
      await byHand;
      expect(new Set([a.state.status, afterSeconds, b.state.status])).toEqual(new Set(['signed-out']));
      expect(b.peek()).toBeNull();
    },
  );

  it('of a store that was never started is heard by the tabs that were', async () => {
    session.signedIn = true;
    const authenticator = slowAuthenticator();
    const idle = browser.open({ authenticator, share: 's' });
    const other = browser.open({ authenticator, share: 's' });
    void other.start();
    await pass(seconds(2));
    idle.signOut();
    await pass(seconds(1));
    expect([idle.state.status, other.state.status]).toEqual(['signed-out', 'signed-out']);
  });

  it('is over for a tab in which the user signs in again, and for the others with it', async () => {
    session.signedIn = true;
    const authenticator = slowAuthenticator();
    const a = browser.open({ authenticator, share: 's' });
    const b = browser.open({ authenticator, share: 's' });
    void a.start();
    void b.start();
    await pass(seconds(2));
    a.signOut();
    await pass(seconds(10));
    void a.start();
    await pass(seconds(2));
    expect([a.state.status, b.state.status, b.peek()]).toEqual(['active', 'active', a.peek()]);
  });
});

describe('signOut()', () => {
  it('takes the token from the SDK without a call, and says so to its callers', async () => {
    const world = await active();
    const calls = world.authenticatorCalls.length;
    const heard: string[] = [];
    world.store.on('signed-out', ({ error }) => heard.push(error.code));
    world.store.signOut();
    expect(world.sdk.token).toBeNull();
    expect(world.store.state).toMatchObject({ status: 'signed-out', error: { code: 'signed_out' } });
    await expect(world.sdk.getParticipantInfo()).rejects.toMatchObject({ code: 'signed_out' });
    await expect(world.store.getToken()).rejects.toMatchObject({ code: 'signed_out' });
    await pass(minutes(10));
    expect([world.authenticatorCalls.length, heard]).toEqual([calls, ['signed_out']]);
  });

  it('reads like no failure', async () => {
    const world = await active();
    world.store.signOut();
    const { error } = world.store.state as { error: TokenError };
    expect(`${error.message} ${error.hint}`).toBe('the user has signed out After a sign-in, call start().');
  });

  it('leaves a page alone that MyDataHelps hosts', async () => {
    vi.stubGlobal('webkit', { messageHandlers: { ResearchKit: { postMessage() {} } } });
    const sdk = new MyDataHelps();
    const store = browser.open({ authenticator: async () => token(1, 600), sdk });
    await store.start();
    store.signOut();
    expect(store.state).toEqual({ status: 'hosted' });
  });
});

describe('names', () => {
  it('of lock and channel do not tell each other: locks can be listed by any script of the origin', async () => {
    const names = { locks: new Set<string>(), channels: new Set<string>() };
    const { request } = navigator.locks;
    vi.spyOn(navigator.locks, 'request').mockImplementation(((name: string, ...rest: never[]) => {
      names.locks.add(name);
      return (request as (...all: unknown[]) => Promise<unknown>).call(navigator.locks, name, ...rest);
    }) as never);
    const Channel = BroadcastChannel;
    vi.stubGlobal(
      'BroadcastChannel',
      class extends Channel {
        constructor(name: string) {
          super(name);
          names.channels.add(name);
        }
      },
    );
    const store = browser.open({ authenticator: async () => token(1, 600), share: 'a-session-key' });
    void store.start();
    await pass(seconds(1));
    const all = [...names.locks, ...names.channels];
    expect([names.locks.size, names.channels.size, new Set(all).size]).toEqual([1, 1, 2]);
    expect(all.every((name) => /^mdh-tokens:[\da-f]{64}$/.test(name))).toBe(true);
  });
});

describe('another tab', () => {
  it('that loses its call on its way out is no news of this tab’s network', async () => {
    let calls = 0;
    const authenticator = async () => {
      if ((calls += 1) === 1) throw new TypeError('the page is left');
      return token(calls, 600);
    };
    const leaving = browser.open({ authenticator, share: 's' });
    const staying = browser.open({ authenticator, share: 's' });
    void leaving.start();
    void staying.start();
    const failures: string[] = [];
    staying.on('refresh-failure', ({ error }) => failures.push(error.code));
    await pass(100);
    leaving.stop();
    await pass(seconds(1));
    expect([staying.state.status, failures]).toEqual(['active', []]);
  });

  it('cannot hand this one a token of twenty megabytes', () => {
    const response = { access_token: 'x'.repeat(20_000_000), expires_in: 8_000, token_type: 'Bearer' };
    const message = {
      type: 'token',
      sentAt: 0,
      generation: 9,
      lifeSeconds: 9_000,
      refreshInSeconds: 10,
      response,
    };
    expect(readTabMessage(message, 1, { parseTokenResponse, severityOf, TokenError })).toEqual({
      type: 'dropped',
      why: 'malformed',
    });
  });
});
