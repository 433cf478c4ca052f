// Tabs that share, in virtual time. Real tabs are in ../tabs-chromium.
import { describe, expect, it, vi } from 'vitest';
import { TokenError, type TokenStore, type TokenStoreOptions } from '../../src/index.js';
import { outcomeOf } from './outcome.js';
import { farEnd, hours, minutes, pass, seconds, sleep, token, type Far } from './virtual-page.js';
import { useVirtualTabs } from './virtual-tabs.js';

const browser = useVirtualTabs();
function openTab(far: Far, options: Partial<TokenStoreOptions> = {}): TokenStore {
  return browser.open({ authenticator: far.authenticator, share: 'session-1', ...options });
}

function openTabs(far: Far, count: number): TokenStore[] {
  return Array.from({ length: count }, () => openTab(far));
}

async function startAll(tabs: readonly TokenStore[]): Promise<void> {
  for (const tab of tabs) void tab.start().catch(() => undefined);
  await pass(seconds(2));
}

function overlap(far: Far, latencyMs: number): number {
  return Math.max(
    ...far.calls.map(
      ({ atMs }) => far.calls.filter((other) => other.atMs >= atMs && other.atMs < atMs + latencyMs).length,
    ),
  );
}

describe('eight tabs', () => {
  it('opened together make one call', async () => {
    const far = farEnd(600);
    const tabs = openTabs(far, 8);
    await startAll(tabs);
    expect(far.calls).toHaveLength(1);
    expect(tabs.map((tab) => tab.peek())).toEqual(Array.from({ length: 8 }, () => 'token-1'));
  });

  it('in an hour of 600 s tokens make no more calls than one tab may make, one at a time', async () => {
    const far = farEnd(600);
    await startAll(openTabs(far, 8));
    await pass(hours(1));
    // A tab alone refreshes every 270 s at the earliest, after a first refresh that may be early.
    expect(far.calls.length).toBeLessThanOrEqual(Math.ceil(3600 / 270) + 2);
    expect(overlap(far, 200)).toBe(1);
  });

  it('that slept for three hours and wake together make one call, and interrupt nobody', async () => {
    const far = farEnd(600);
    const tabs = openTabs(far, 8);
    await startAll(tabs);
    await pass(minutes(30));
    const before = far.calls.length;
    sleep(hours(3));
    window.dispatchEvent(new Event('focus'));
    const tokens = Promise.all(tabs.map((tab) => tab.getToken()));
    await pass(seconds(2));
    expect(new Set(await tokens).size).toBe(1);
    expect(far.calls.length - before).toBe(1);
  });

  it('are all held back by one Retry-After', async () => {
    const far = farEnd(600);
    far.answers = [
      () => {
        throw new TokenError('rate_limited', 'slow down', { retryAfterSeconds: 120 });
      },
      ({ n }) => token(n, 600),
    ];
    await startAll(openTabs(far, 8));
    await pass(seconds(110));
    expect(far.calls).toHaveLength(1);
    await pass(seconds(40));
    expect(far.calls.length).toBe(2);
  });

  it('are all signed out by one 401, and come back with one sign-in', async () => {
    const far = farEnd(600);
    const tabs = openTabs(far, 8);
    await startAll(tabs);
    far.answers = [
      () => {
        throw new TokenError('unauthenticated', 'session over');
      },
      ({ n }) => token(n, 600),
    ];
    void tabs[3]!.refresh().catch(() => undefined);
    await pass(seconds(2));
    expect(tabs.map((tab) => tab.state.status)).toEqual(Array.from({ length: 8 }, () => 'signed-out'));
    expect(tabs.map((tab) => tab.peek())).toEqual(Array.from({ length: 8 }, () => null));
    expect(far.calls).toHaveLength(2);
    void tabs[5]!.start();
    await pass(seconds(2));
    expect(tabs.map((tab) => tab.peek())).toEqual(Array.from({ length: 8 }, () => 'token-3'));
    expect(far.calls).toHaveLength(3);
  });
});

describe('what a tab tells the others', () => {
  it('of a sign-out arrives although a listener stops the store at once', async () => {
    const far = farEnd(600);
    const tabs = openTabs(far, 2);
    await startAll(tabs);
    far.answers = [
      () => {
        throw new TokenError('unauthenticated', 'the session has ended');
      },
    ];
    tabs[0]!.on('signed-out', () => tabs[0]!.stop());
    tabs[0]!.refresh().catch(() => undefined);
    await pass(seconds(2));
    expect(tabs.map((tab) => tab.state.status)).toEqual(['stopped', 'signed-out']);
    expect(tabs[1]!.peek()).toBeNull();
  });

  it('is not undone by an answer to an earlier call of their own', async () => {
    const far = farEnd(600);
    const slow = farEnd(600, 9_900);
    const [late, prompt] = [openTab(slow), openTab(far)];
    void late.start();
    await pass(seconds(2));
    void prompt.start();
    // It waits five seconds for the turn that the first one holds.
    await pass(seconds(6));
    expect([late.peek(), far.calls.length]).toEqual(['token-1', 1]);
    const codes: string[] = [];
    for (const tab of [late, prompt]) tab.on('diagnostic', ({ code }) => codes.push(code));
    const expiresAt = () => (late.state.status === 'active' ? late.state.expiresAt : 0);
    const before = expiresAt();
    await pass(seconds(5));
    expect(slow.calls).toHaveLength(1);
    expect(expiresAt()).toBe(before);
    expect(codes).toEqual([]);
  });
});

describe('a new tab', () => {
  it('takes the token of another one, with the life that is left, and makes no call', async () => {
    const far = farEnd(3600);
    const first = openTab(far);
    await startAll([first]);
    await pass(minutes(2));
    const second = openTab(far);
    void second.start();
    await pass(50);
    expect(second.peek()).toBe('token-1');
    expect(far.calls).toHaveLength(1);
    const expiry = (store: TokenStore) => (store.state as { expiresAt: number }).expiresAt;
    expect(Math.abs(expiry(second) - expiry(first))).toBeLessThan(100);
  });

  it('that opens while a Retry-After holds the others back is held back too', async () => {
    const far = farEnd(600);
    far.answers = [
      () => {
        throw new TokenError('unavailable', 'down', { retryAfterSeconds: 120 });
      },
    ];
    await startAll([openTab(far)]);
    await pass(seconds(10));
    const second = openTab(far);
    void second.start();
    await pass(200);
    await pass(seconds(60));
    expect(far.calls).toHaveLength(1);
    expect(second.state).toMatchObject({ status: 'acquiring', error: { code: 'rate_limited' } });
  });

  it('is held back for 15 minutes at most, whatever another one was told', async () => {
    const far = farEnd(600);
    const [first, other] = [openTab(far), openTab(far)];
    await startAll([first, other]);
    far.answers = [
      () => {
        throw new TokenError('rate_limited', 'slow down', { retryAfterSeconds: 86_400 });
      },
      ({ n }) => token(n, 600),
    ];
    first.refresh().catch(() => undefined);
    await pass(seconds(2));
    first.stop();
    await pass(minutes(11));
    const second = openTab(far);
    void second.start();
    await pass(minutes(20));
    expect([other.state.status, second.state.status]).toEqual(['active', 'active']);
  });

  it('whose caller wants more life than the others’ token has gets a new one', async () => {
    const far = farEnd(3600);
    const first = openTab(far);
    await startAll([first]);
    await pass(minutes(2));
    const asked = outcomeOf(openTab(far).getToken({ minValiditySeconds: 3500 }));
    await pass(seconds(2));
    expect(asked.is).toBe('token-2');
  });

  it('alone starts at most 55 ms later than without sharing', async () => {
    const far = farEnd(600, 0);
    const store = openTab(far);
    void store.start();
    await pass(55);
    expect(store.state.status).toBe('active');
  });
});

describe('a tab that is alone, for another reason', () => {
  it('another key shares nothing', async () => {
    const far = farEnd(600);
    await startAll([openTab(far, { share: 'ada' }), openTab(far, { share: 'bob' })]);
    expect(far.calls).toHaveLength(2);
  });

  it('another base URL shares nothing', async () => {
    const far = farEnd(600);
    await startAll([openTab(far), openTab(far, { baseUrl: 'https://mdh.example.org' })]);
    expect(far.calls).toHaveLength(2);
  });

  it('no key shares nothing, and opens no channel', async () => {
    const channel = vi.fn();
    vi.stubGlobal('BroadcastChannel', channel);
    const far = farEnd(600);
    await startAll([browser.open({ authenticator: far.authenticator })]);
    expect(channel).not.toHaveBeenCalled();
    expect(far.calls).toHaveLength(1);
  });

  it.each<[string, () => void]>([
    [
      'no Web Locks',
      () => Object.defineProperty(navigator, 'locks', { value: undefined, configurable: true }),
    ],
    [
      'Web Locks that throw',
      () =>
        Object.defineProperty(navigator, 'locks', {
          value: {
            request() {
              throw new DOMException('denied', 'SecurityError');
            },
          },
          configurable: true,
        }),
    ],
    ['no BroadcastChannel', () => vi.stubGlobal('BroadcastChannel', undefined)],
    [
      'a BroadcastChannel that throws',
      () =>
        vi.stubGlobal('BroadcastChannel', function denied() {
          throw new DOMException('denied', 'SecurityError');
        }),
    ],
    ['no digest', () => vi.stubGlobal('crypto', {})],
  ])('%s costs at most one call a tab and life', async (_name, breakIt) => {
    breakIt();
    const far = farEnd(600);
    const tabs = openTabs(far, 3);
    await startAll(tabs);
    expect(tabs.every((tab) => tab.state.status === 'active')).toBe(true);
    expect(far.calls.length).toBeLessThanOrEqual(3);
  });
});

describe('a lock that somebody holds for ever', () => {
  it('keeps a tab without a token waiting for five seconds, not longer', async () => {
    const far = farEnd(600);
    const stuck = openTab({ ...far, authenticator: () => new Promise(() => {}) }, { timeoutSeconds: 3600 });
    await startAll([stuck]);
    const second = openTab(far);
    void second.start();
    await pass(seconds(4));
    expect(far.calls).toHaveLength(0);
    await pass(seconds(2));
    expect(second.state.status).toBe('active');
    expect(stuck.state.status).toBe('active');
  });
});

it('a lock that somebody holds keeps a caller who wants more life waiting for five seconds, not longer', async () => {
  const far = farEnd(3600);
  const tab = openTab(far);
  await startAll([tab]);
  await pass(minutes(2));
  const hung = openTab({ ...far, authenticator: () => new Promise(() => {}) }, { timeoutSeconds: 3600 });
  await startAll([hung]);
  hung.refresh().catch(() => undefined);
  await pass(seconds(1));
  const asked = outcomeOf(tab.getToken({ minValiditySeconds: 3500 }));
  await pass(seconds(4));
  expect(asked.is).toBeUndefined();
  await pass(seconds(2));
  expect(asked.is).toBe('token-2');
});

it('a page that cannot hash after all works alone, at once, and causes no unhandled rejection', async () => {
  vi.spyOn(crypto.subtle, 'digest').mockRejectedValue(new Error('denied'));
  const unhandled = vi.fn();
  process.on('unhandledRejection', unhandled);
  const tab = openTab(farEnd(600));
  void tab.start();
  await pass(seconds(1));
  expect(tab.state.status).toBe('active');
  // Node tells of them between two turns of the real event loop.
  vi.useRealTimers();
  await new Promise((resolve) => setImmediate(resolve));
  process.off('unhandledRejection', unhandled);
  expect(unhandled).not.toHaveBeenCalled();
});

describe('a message', () => {
  async function hearing(message: unknown): Promise<{ whys: unknown[]; store: TokenStore }> {
    const far = farEnd(600);
    far.answers = [() => ({ ...token(1, 600), subject: 'ada' })];
    let name = '';
    const RealChannel = BroadcastChannel;
    vi.stubGlobal(
      'BroadcastChannel',
      class extends RealChannel {
        constructor(text: string) {
          super(text);
          name = text;
        }
      },
    );
    const store = openTab(far);
    const whys: unknown[] = [];
    store.on('diagnostic', ({ code, details }) =>
      whys.push(code === 'tab_message_dropped' ? details['why'] : code),
    );
    await startAll([store]);
    expect(name).toMatch(/^mdh-tokens:[0-9a-f]{64}$/);
    const stranger = new RealChannel(name);
    stranger.postMessage(message);
    await pass(20);
    stranger.close();
    return { whys, store };
  }

  const response = { access_token: 'stolen', expires_in: 900, token_type: 'Bearer', subject: 'ada' };
  const good = () => ({
    type: 'token',
    sentAt: Date.now(),
    generation: 9,
    lifeSeconds: 900,
    refreshInSeconds: 400,
    response,
  });

  it('that is fresher is taken', async () => {
    const { whys, store } = await hearing(good());
    expect(whys).toEqual([]);
    expect(store.peek()).toBe('stolen');
  });

  it.each<[string, () => unknown, string]>([
    ['nonsense', () => 'token', 'malformed'],
    ['null', () => null, 'malformed'],
    ['an unknown type', () => ({ ...good(), type: 'tokens' }), 'malformed'],
    ['no date', () => ({ ...good(), sentAt: undefined }), 'malformed'],
    ['no generation', () => ({ ...good(), generation: 'x' }), 'malformed'],
    ['a token that is none', () => ({ ...good(), response: { ...response, access_token: '' } }), 'malformed'],
    ['a life shorter than what is left', () => ({ ...good(), lifeSeconds: 10 }), 'malformed'],
    ['an old date', () => ({ ...good(), sentAt: Date.now() - 60_000 }), 'late'],
    ['a date to come', () => ({ ...good(), sentAt: Date.now() + 60_000 }), 'late'],
    [
      'a life that is over',
      () => ({ ...good(), sentAt: Date.now() - 5_000, response: { ...response, expires_in: 4 } }),
      'expired',
    ],
    ['a token that ends sooner', () => ({ ...good(), response: { ...response, expires_in: 100 } }), 'older'],
    [
      'another participant’s token',
      () => ({ ...good(), response: { ...response, subject: 'bob' } }),
      'subject',
    ],
    [
      'the token of nobody knows whom',
      () => ({ ...good(), response: { ...response, subject: undefined } }),
      'subject',
    ],
    [
      'a failure without an age',
      () => ({ type: 'failure', sentAt: Date.now(), code: 'unauthenticated' }),
      'malformed',
    ],
    [
      'a failure of an unknown kind',
      () => ({ type: 'failure', sentAt: Date.now(), agoMs: 0, code: 'failed' }),
      'malformed',
    ],
  ])('with %s is dropped, with a diagnostic', async (_name, message, why) => {
    const { whys, store } = await hearing(message());
    expect(whys).toEqual([why]);
    expect(store.peek()).toBe('token-1');
  });

  it('names nothing but a hash, and nothing is written to storage', async () => {
    const far = farEnd(600);
    await startAll([openTab(far, { share: 'secret-session' })]);
    expect(localStorage.length + sessionStorage.length).toBe(0);
    expect(document.cookie).toBe('');
  });
});
