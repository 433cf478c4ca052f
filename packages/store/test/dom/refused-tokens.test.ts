// Tokens that the API refuses, and the requests that were sent with them.
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTokenStore, type TokenSource, type TokenStore } from '../../src/index.js';
import { outcomeOf } from './outcome.js';
import { baseUrl } from './sdk-world.js';
import { pass, seconds, token, useVirtualTime } from './virtual-page.js';

const participantUrl = `${baseUrl}api/v1/delegated/participant`;
const opened: TokenStore[] = [];

async function openStarted(authenticator: TokenSource): Promise<TokenStore> {
  const store = createTokenStore({ authenticator, baseUrl });
  opened.push(store);
  void store.start();
  await pass(seconds(1));
  return store;
}

useVirtualTime();
afterEach(() => {
  for (const store of opened.splice(0)) store.stop();
});

/** Answers each request by its token, and counts them. */
function stubApi(statusOf: (accessToken: string) => number): { requests: number } {
  const api = { requests: 0 };
  vi.stubGlobal('fetch', async (request: Request) => {
    api.requests += 1;
    const accessToken = request.headers.get('authorization')!.replace('Bearer ', '');
    return new Response(null, { status: statusOf(accessToken) });
  });
  return api;
}

describe('a token that is refused', () => {
  it('by an endpoint that refuses every one is told of once, however often it is refused', async () => {
    stubApi(() => 401);
    let calls = 0;
    const store = await openStarted(async () => token((calls += 1), 600));
    const told: unknown[] = [];
    store.on('diagnostic', ({ code }) => told.push(code));
    for (let n = 0; n < 50; n++) {
      store.fetch(participantUrl).catch(() => undefined);
      await pass(100);
    }
    // The first at once, the second a second later, the third two seconds after that.
    expect(calls).toBe(4);
    expect(told).toEqual(Array.from({ length: 3 }, () => 'rejected_again'));
  });

  it('is not made good again by a call that left before, and whose answer a cache knows', async () => {
    let cached = 'A';
    let isRevoked = false;
    const reasons: string[] = [];
    stubApi((accessToken) => (isRevoked && accessToken === 'A' ? 401 : 200));
    const store = await openStarted(async ({ reason }) => {
      reasons.push(reason);
      if (reason === 'rejected') cached = 'B';
      const answer = { access_token: cached, expires_in: 600, token_type: 'Bearer' };
      await new Promise((resolve) => setTimeout(resolve, 500));
      return answer;
    });
    await pass((store.state as { refreshAt: number }).refreshAt - Date.now() + 100);
    expect(reasons).toEqual(['start', 'schedule']);
    isRevoked = true;
    const status = outcomeOf(store.fetch(participantUrl).then((response) => response.status));
    await pass(seconds(3));
    expect(status.is).toBe(200);
    expect(reasons).toEqual(['start', 'schedule', 'rejected']);
  });

  it('is no valid token: the state says so while no new one comes', async () => {
    let calls = 0;
    const store = await openStarted(async () => {
      if (++calls > 1) throw new Error('down');
      return token(1, 600);
    });
    store.invalidate('token-1');
    await pass(seconds(10));
    expect([store.peek(), store.state.status]).toEqual([null, 'expired']);
  });
});

describe('a request that was refused', () => {
  it('leaves at once when it is aborted while the next token is awaited', async () => {
    stubApi(() => 401);
    let calls = 0;
    const store = await openStarted(() =>
      ++calls === 1 ? Promise.resolve(token(1, 600)) : new Promise(() => {}),
    );
    const caller = new AbortController();
    const outcome = outcomeOf(store.fetch(participantUrl, { signal: caller.signal }));
    await pass(100);
    caller.abort();
    await pass(1);
    expect(outcome.is).toMatchObject({ name: 'AbortError' });
  });

  it.each([
    ['custom/x', 1],
    ['API/v1/Delegated/custom/x', 1],
    ['api/v1//delegated/Custom/x', 1],
    ['api/v1/delegated/%63ustom/x', 1],
    ['api/v1/delegated/customevents', 2],
  ])('as a write to %s is sent %i times', async (path, times) => {
    const api = stubApi(() => 401);
    let calls = 0;
    const store = await openStarted(async () => token(++calls, 600));
    void store.fetch(`${baseUrl}${path}`, { method: 'POST', body: 'x' });
    await pass(seconds(3));
    expect(api.requests).toBe(times);
  });
});
