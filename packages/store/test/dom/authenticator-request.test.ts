// The request to the authenticator, as `fetch` is given it.
import { describe, expect, it, onTestFinished } from 'vitest';
import { createTokenStore, type TokenStoreOptions } from '../../src/index.js';
import { pass, seconds, token, useVirtualTime } from './virtual-page.js';

useVirtualTime();

interface Sent {
  url: RequestInfo | URL;
  init: RequestInit;
}

/** The first request of a store that gets its token with it. */
async function firstRequest(options: Partial<TokenStoreOptions> = {}): Promise<Sent> {
  const requests: Sent[] = [];
  const store = createTokenStore({
    authenticator: 'https://app.example/api/token',
    async fetch(url, init) {
      requests.push({ url, init: init! });
      return Response.json(token(1, 600));
    },
    ...options,
  });
  onTestFinished(() => store.stop());
  void store.start();
  await pass(seconds(1));
  expect(store.peek()).toBe('token-1');
  expect(requests).toHaveLength(1);
  return requests[0]!;
}

describe('the request to the authenticator', () => {
  it('is a POST that says why, in JSON', async () => {
    const { url, init } = await firstRequest();
    expect(url).toEqual(new URL('https://app.example/api/token'));
    expect(init).toMatchObject({ method: 'POST', body: '{"reason":"start"}' });
    expect(Object.fromEntries(new Headers(init.headers))).toEqual({
      accept: 'application/json',
      'content-type': 'application/json',
    });
  });

  it('follows no redirect, and is answered by no cache', async () => {
    expect((await firstRequest()).init).toMatchObject({ redirect: 'manual', cache: 'no-store' });
  });

  it.each<[string, RequestCredentials | undefined, RequestCredentials]>([
    ['of the own origin only, where the app says nothing', undefined, 'same-origin'],
    ['of other origins too, where the app says so', 'include', 'include'],
    ['not at all, where the app says so', 'omit', 'omit'],
  ])('carries cookies %s', async (_name, credentials, sent) => {
    const options = credentials === undefined ? {} : { credentials };
    expect((await firstRequest(options)).init.credentials).toBe(sent);
  });

  it('carries the app’s headers, and never another content type', async () => {
    const { init } = await firstRequest({ headers: { 'x-csrf': 'abc', 'content-type': 'text/plain' } });
    const headers = new Headers(init.headers);
    expect([headers.get('x-csrf'), headers.get('content-type')]).toEqual(['abc', 'application/json']);
  });
});
