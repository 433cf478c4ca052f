// The session ends, or changes hands: nothing of one participant reaches the next, in this tab or through another.
import { MyDataHelps } from '@careevolution/mydatahelps-js';
import { describe, expect, it, vi } from 'vitest';
import { TokenError, type TokenSource, type TokenStore } from '../../src/index.js';
import { baseUrl } from './sdk-world.js';
import { serverSession } from './server-session.js';
import { pass, seconds, token } from './virtual-page.js';
import { useVirtualTabs } from './virtual-tabs.js';

const tabs = useVirtualTabs();
const openTab = (authenticator: TokenSource): TokenStore => tabs.open({ authenticator, share: 'key' });

async function openStarted(...authenticators: TokenSource[]): Promise<TokenStore[]> {
  const stores = authenticators.map(openTab);
  for (const store of stores) void store.start().catch(() => undefined);
  await pass(seconds(2));
  return stores;
}

async function refreshInVain(store: TokenStore): Promise<void> {
  store.refresh().catch(() => undefined);
  await pass(seconds(2));
}

const statuses = (...stores: TokenStore[]) => stores.map(({ state }) => state.status);

describe('a write that is refused after the account has been switched', () => {
  /** An API that answers its first request when it is told to, and with 401. */
  function slowApi() {
    const sent: string[] = [];
    const api = { sent, refuse: () => {} };
    vi.stubGlobal('fetch', async (input: Request | string, init?: RequestInit) => {
      const { headers } = typeof input === 'string' ? { headers: new Headers(init?.headers) } : input;
      if (sent.push(headers.get('authorization') ?? '') > 1) return new Response('{}');
      await new Promise<void>((resolve) => (api.refuse = resolve));
      return new Response('', { status: 401 });
    });
    return api;
  }

  const writes: [string, (store: TokenStore, sdk: MyDataHelps) => Promise<unknown>][] = [
    ['through the SDK', (_store, sdk) => sdk.persistParticipantInfo({ firstName: 'Ada' }, {})],
    [
      'through store.fetch',
      (store) => store.fetch(`${baseUrl}api/v1/delegated/participant`, { method: 'PUT', body: '{}' }),
    ],
  ];
  it('through store.fetch is not repeated either where that happens in the same turn', async () => {
    const api = slowApi();
    const session = serverSession();
    const store = tabs.open({ authenticator: session.authenticator, baseUrl });
    void store.start();
    await pass(100);
    const write = store.fetch(`${baseUrl}api/v1/delegated/participant`, { method: 'PUT', body: '{}' });
    store.stop();
    session.participant = 'bob';
    void store.start();
    await pass(seconds(2));
    api.refuse();
    await pass(seconds(2));
    expect((await write).status).toBe(401);
    expect(api.sent).toHaveLength(1);
  });

  it.each(writes)('%s is not repeated as the next participant', async (_how, write) => {
    vi.spyOn(console, 'log').mockReturnValue(undefined);
    const api = slowApi();
    const session = serverSession();
    const sdk = new MyDataHelps();
    const store = tabs.open({ authenticator: session.authenticator, sdk, baseUrl });
    void store.start();
    await pass(100);
    write(store, sdk).catch(() => undefined);
    await pass(100);
    store.stop();
    session.participant = 'bob';
    void store.start();
    api.refuse();
    await pass(seconds(2));
    expect(store.peek()).toBe('bob-2');
    expect(api.sent).toEqual(['Bearer ada-1']);
  });
});

describe('another participant in one of the tabs', () => {
  it('after stop() and start() gets a token of their own, not the last one’s out of another tab', async () => {
    const session = serverSession();
    const [here] = await openStarted(session.authenticator, session.authenticator);
    here!.stop();
    session.participant = 'bob';
    void here!.start();
    await pass(seconds(2));
    expect(here!.peek()).toBe('bob-2');
  });

  it('ends the run of the others, and start() begins with the new one', async () => {
    const session = serverSession();
    const [here, there] = await openStarted(session.authenticator, session.authenticator);
    session.participant = 'bob';
    await refreshInVain(here!);
    expect(statuses(here!, there!)).toEqual(['signed-out', 'signed-out']);
    expect(here!.state).toMatchObject({ error: { code: 'participant_changed' } });
    void here!.start();
    await pass(seconds(2));
    expect(here!.peek()).toMatch(/^bob/);
  });

  it('is not brought back as the last one by a third tab', async () => {
    const session = serverSession();
    const [here] = await openStarted(session.authenticator, session.authenticator);
    session.participant = 'bob';
    await refreshInVain(here!);
    const [third] = await openStarted(session.authenticator);
    expect([here!.peek(), third!.peek()]).toEqual([null, expect.stringMatching(/^bob/)]);
  });

  it('does not sign out who has signed in since', async () => {
    const session = serverSession();
    const [here, there] = await openStarted(session.authenticator, session.authenticator);
    here!.stop();
    session.participant = 'bob';
    void here!.start();
    await pass(seconds(2));
    await refreshInVain(there!);
    expect(statuses(here!, there!)).toEqual(['active', 'signed-out']);
  });
});

describe('a sign-out that a tab could not hear', () => {
  it('because it was frozen is noticed when it thaws, and nobody is brought back', async () => {
    const session = serverSession();
    const RealChannel = BroadcastChannel;
    const missed: (() => void)[] = [];
    let isFrozen = false;
    vi.stubGlobal(
      'BroadcastChannel',
      class extends (RealChannel as unknown as typeof EventTarget) {
        override addEventListener(type: string, listener: never): void {
          const hear = listener as EventListener;
          super.addEventListener(type, (event) => {
            if (isFrozen) missed.push(() => hear(event));
            else hear(event);
          });
        }
      },
    );
    const [frozen] = await openStarted(session.authenticator);
    vi.stubGlobal('BroadcastChannel', RealChannel);
    const [other] = await openStarted(session.authenticator);
    isFrozen = true;
    session.isOver = true;
    await refreshInVain(other!);
    await pass(seconds(30));
    isFrozen = false;
    for (const hear of missed) hear();
    window.dispatchEvent(new Event('focus'));
    await pass(seconds(2));
    expect(statuses(frozen!)).toEqual(['signed-out']);
    const [third] = await openStarted(session.authenticator);
    expect(statuses(frozen!, other!, third!)).toEqual(['signed-out', 'signed-out', 'signed-out']);
  });

  it('because it was in the back/forward cache is noticed when it is restored', async () => {
    const session = serverSession();
    const [cached] = await openStarted(session.authenticator);
    window.dispatchEvent(new Event('pagehide'));
    session.isOver = true;
    const [other] = await openStarted(session.authenticator);
    await pass(seconds(30));
    window.dispatchEvent(new Event('pageshow'));
    await pass(seconds(2));
    expect(statuses(cached!, other!)).toEqual(['signed-out', 'signed-out']);
  });

  it('because it was told the old token meanwhile reaches it after all', async () => {
    let issued = 0;
    let endSession = () => {};
    const authenticator: TokenSource = async ({ reason }) => {
      if (reason !== 'forced') return token(++issued, 3600);
      await new Promise<void>((resolve) => (endSession = resolve));
      throw new TokenError('unauthenticated', 'the session is over');
    };
    const [here, there] = await openStarted(authenticator, authenticator);
    here!.refresh().catch(() => undefined);
    await pass(seconds(1));
    const third = openTab(authenticator);
    void third.start().catch(() => undefined);
    // The third tab asks and is being answered when the first one learns of the end.
    await pass(1);
    endSession();
    await pass(seconds(2));
    expect(statuses(here!, there!, third)).toEqual(['signed-out', 'signed-out', 'signed-out']);
  });

  it('does not keep a tab from coming back with a sign-in after it', async () => {
    const session = serverSession();
    const [here, there] = await openStarted(session.authenticator, session.authenticator);
    session.isOver = true;
    await refreshInVain(here!);
    session.isOver = false;
    void here!.start();
    await pass(seconds(2));
    expect(statuses(here!, there!)).toEqual(['active', 'active']);
  });
});
