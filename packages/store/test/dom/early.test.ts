// A request for the first token that left before the store was there.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { earlyScript, earlyScriptTag } from '../../src/sources/early/index.js';
import {
  createTokenStore,
  type TokenResponse,
  type TokenStore,
  type TokenStoreOptions,
} from '../../src/index.js';
import { minutes, pass, seconds, token, useVirtualTime } from './virtual-page.js';
import { useVirtualTabs } from './virtual-tabs.js';

interface Page {
  readonly requests: { readonly url: string; readonly init: RequestInit; readonly atMs: number }[];
  /** What the authenticator answers; the n-th token for the n-th request. */
  answer(n: number): Response | Promise<Response>;
}

/** The network's far end, after 200 ms. */
function openPage(): Page {
  const page: Page = { requests: [], answer: (n) => Response.json(token(n, 600)) };
  vi.stubGlobal('fetch', async (url: string | URL, init: RequestInit) => {
    const n = page.requests.push({ url: String(url), init, atMs: performance.now() });
    await new Promise((resolve) => setTimeout(resolve, 200));
    return page.answer(n);
  });
  return page;
}

/** Runs the script's text as a page's head does. */
function runEarlyScript(authenticator = '/token'): void {
  const script = document.createElement('script');
  script.dataset['authenticator'] = authenticator;
  vi.spyOn(document, 'currentScript', 'get').mockReturnValue(script);
  // oxlint-disable-next-line no-eval -- the text is what a page runs
  (0, eval)(earlyScript);
}

function startStore(options: Partial<TokenStoreOptions> = {}): TokenStore {
  const store = createTokenStore({ authenticator: '/token', ...options });
  onTestFinished(() => store.stop());
  void store.start();
  return store;
}

useVirtualTime();

describe('the early script', () => {
  it('is at most 350 bytes', () => {
    expect(new TextEncoder().encode(earlyScript).length).toBeLessThanOrEqual(350);
  });

  it("sends the store's own first request", async () => {
    const page = openPage();
    runEarlyScript();
    const [early] = page.requests;
    await pass(minutes(1));
    delete (window as { mdhEarly?: unknown }).mdhEarly;
    startStore();
    await pass(seconds(1));
    const [, own] = page.requests;
    expect(early?.url).toBe(own?.url);
    const { signal: _signal, headers, credentials, ...rest } = own!.init;
    expect(early?.init).toMatchObject(rest);
    // What `fetch` does by itself.
    expect(credentials).toBe('same-origin');
    expect(new Headers(early?.init.headers)).toEqual(new Headers(headers));
  });

  it('is written for a server with its attributes escaped, and without a token', () => {
    const html = earlyScriptTag('/token?a=1&b="<', { nonce: 'n' });
    expect(html).toBe(
      `<script data-authenticator="/token?a=1&amp;b=&quot;&lt;" nonce="n">${earlyScript}</script>`,
    );
    expect(earlyScript).not.toContain('</');
  });
});

describe('an early answer', () => {
  it('is the first token, and no second request leaves', async () => {
    const page = openPage();
    runEarlyScript();
    await pass(150);
    const store = startStore();
    await pass(60);
    expect(store.peek()).toBe('token-1');
    expect(page.requests).toHaveLength(1);
  });

  it('counts its life from before it left', async () => {
    openPage();
    runEarlyScript();
    const leftAt = Date.now();
    await pass(seconds(3));
    const store = startStore();
    await pass(10);
    expect(store.state).toMatchObject({ status: 'active', issuedAt: leftAt, expiresAt: leftAt + 600_000 });
  });

  it('counts what the device has slept since', async () => {
    openPage();
    runEarlyScript();
    const leftAt = Date.now();
    await pass(100);
    vi.setSystemTime(Date.now() + 300_000);
    const store = startStore();
    await pass(200);
    expect(store.state).toMatchObject({ status: 'active', expiresAt: leftAt + 600_000 });
  });

  it('is used once: the refresh makes its own request', async () => {
    const page = openPage();
    runEarlyScript();
    const store = startStore();
    await pass(minutes(8));
    expect(page.requests.length).toBeGreaterThan(1);
    expect(store.peek()).not.toBe('token-1');
  });

  it('that came more than five seconds ago is not used', async () => {
    const page = openPage();
    runEarlyScript();
    await pass(seconds(6));
    const store = startStore();
    await pass(300);
    expect(store.peek()).toBe('token-2');
    expect(page.requests).toHaveLength(2);
  });

  it('that is still on its way after five seconds is waited for', async () => {
    const page = openPage();
    page.answer = async (n) => {
      await new Promise((resolve) => setTimeout(resolve, 7_000));
      return Response.json(token(n, 600));
    };
    runEarlyScript();
    await pass(seconds(6));
    const store = startStore();
    await pass(seconds(2));
    expect(store.peek()).toBe('token-1');
    expect(page.requests).toHaveLength(1);
  });

  it.each([
    ['a 401', () => new Response('', { status: 401 })],
    ['a page of HTML', () => new Response('<html></html>', { headers: { 'content-type': 'text/html' } })],
    ['a network error', () => Promise.reject(new TypeError('failed'))],
  ])('that is %s makes the store call as always, in the same flight', async (_name, failed) => {
    const page = openPage();
    page.answer = (n) => (n === 1 ? failed() : Response.json(token(n, 600)));
    runEarlyScript();
    await pass(300);
    const failures: unknown[] = [];
    const store = startStore();
    store.on('refresh-failure', (failure) => failures.push(failure));
    await pass(300);
    expect(store.peek()).toBe('token-2');
    expect(failures).toEqual([]);
  });

  it('is never used after a sign-out', async () => {
    const page = openPage();
    const store = createTokenStore({ authenticator: '/token' });
    onTestFinished(() => store.stop());
    runEarlyScript();
    store.signOut();
    void store.start();
    await pass(300);
    expect(page.requests).toHaveLength(2);
    expect(store.peek()).toBe('token-2');
  });

  it('is not found by a second store, nor by a script of the page', async () => {
    const page = openPage();
    runEarlyScript();
    startStore();
    await pass(10);
    expect(window).not.toHaveProperty('mdhEarly');
    const second = startStore();
    await pass(300);
    expect(second.peek()).toBe('token-2');
    expect(page.requests).toHaveLength(2);
  });

  it.each([
    ['another URL', { authenticator: '/other' }],
    ['headers of its own', { headers: { 'x-csrf': '1' } }],
    ['other credentials', { credentials: 'include' as const }],
  ])('is left alone by a store with %s', async (_name, options) => {
    const page = openPage();
    runEarlyScript();
    const store = startStore(options);
    await pass(300);
    expect(store.peek()).toBe('token-2');
    expect(page.requests).toHaveLength(2);
  });

  it('is gone when the page is left, so that a restored page asks anew', async () => {
    const page = openPage();
    runEarlyScript();
    await pass(250);
    window.dispatchEvent(new Event('pagehide'));
    const store = startStore();
    await pass(300);
    expect(store.peek()).toBe('token-2');
    expect(page.requests).toHaveLength(2);
  });

  it('that is on its way when a page is restored is given up', async () => {
    const page = openPage();
    runEarlyScript();
    const store = startStore();
    await pass(100);
    window.dispatchEvent(Object.assign(new Event('pageshow'), { persisted: true }));
    await pass(seconds(2));
    expect(store.peek()).toBe('token-2');
    expect(page.requests).toHaveLength(2);
  });

  it('of a store that is stopped at once, as a double mount does, serves the next one', async () => {
    const page = openPage();
    runEarlyScript();
    const store = startStore();
    store.stop();
    void store.start();
    await pass(300);
    expect(store.peek()).toBe('token-1');
    expect(page.requests).toHaveLength(1);
  });
});

describe('firstAnswer', () => {
  it.each([
    ['a Response', () => Response.json(token(7, 600))],
    ['a token answer', () => token(7, 600)],
  ])('can be a promise of %s, counted from the start of the navigation', async (_name, make) => {
    openPage();
    const store = startStore({
      authenticator: async () => token(1, 600),
      firstAnswer: Promise.resolve(make()),
    });
    const navigatedAt = Date.now() - performance.now();
    await pass(10);
    expect(store.peek()).toBe('token-7');
    const { expiresAt } = store.state as { expiresAt: number };
    expect(Math.abs(expiresAt - navigatedAt - 600_000)).toBeLessThan(60);
  });

  it('that rejects harms nobody', async () => {
    openPage();
    const store = startStore({ firstAnswer: Promise.reject(new Error('no network')) });
    await pass(300);
    expect(store.peek()).toBe('token-1');
  });

  it('whose life is over when it comes, since the page is old, makes the store call as always', async () => {
    openPage();
    const elapsedMs = performance.now.bind(performance);
    vi.spyOn(performance, 'now').mockImplementation(() => minutes(20) + elapsedMs());
    const failures: unknown[] = [];
    const firstAnswer = new Promise<TokenResponse>((resolve) => {
      setTimeout(() => resolve(token(7, 600)), 100);
    });
    const store = startStore({ firstAnswer });
    store.on('refresh-failure', (failure) => failures.push(failure));
    await pass(400);
    expect([store.peek(), failures]).toEqual(['token-1', []]);
  });

  it('must be a promise', () => {
    const options = { authenticator: '/token', firstAnswer: {} } as never;
    expect(() => createTokenStore(options)).toThrow('firstAnswer must be a promise');
  });
});

describe('with share', () => {
  const browser = useVirtualTabs();

  it('the tab that has an early answer tells the others', async () => {
    const page = openPage();
    runEarlyScript();
    const first = browser.open({ authenticator: '/token', share: 'session-1' });
    const other = browser.open({ authenticator: '/token', share: 'session-1' });
    void first.start();
    void other.start();
    await pass(seconds(2));
    expect([first.peek(), other.peek()]).toEqual(['token-1', 'token-1']);
    expect(page.requests).toHaveLength(1);
  });

  it('an answer to a request that left before the user signed out in another tab is not used', async () => {
    const page = openPage();
    const share = 'session-1';
    const other = browser.open({ authenticator: async () => token(9, 600), share });
    void other.start();
    await pass(seconds(1));
    runEarlyScript();
    await pass(300);
    other.signOut();
    await pass(300);
    const store = browser.open({ authenticator: '/token', share });
    void store.start();
    await pass(seconds(2));
    expect(page.requests).toHaveLength(2);
    expect(store.peek()).toBe('token-2');
  });

  it('an answer to a request that left long after it is used', async () => {
    const page = openPage();
    const share = 'session-1';
    const other = browser.open({ authenticator: async () => token(9, 600), share });
    void other.start();
    await pass(seconds(1));
    other.signOut();
    await pass(seconds(20));
    runEarlyScript();
    await pass(300);
    const store = browser.open({ authenticator: '/token', share });
    void store.start();
    await pass(seconds(2));
    expect(page.requests).toHaveLength(1);
    expect(store.peek()).toBe('token-1');
  });
});
