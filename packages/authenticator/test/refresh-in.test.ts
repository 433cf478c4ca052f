// A page whose next call is planned by itself, or by refresh_in, gets a new token each time, whatever a token's life is.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createAuthenticator, createTokenExchange } from '../src/index.js';
import { startIdentityServer, sendJson } from './identity-server.js';
import { developmentKey } from './keys.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

interface Answer {
  access_token: string;
  expires_in: number;
  refresh_in?: number;
}

async function setUp(lifeSeconds: number) {
  const identity = await startIdentityServer(({ form }, response, count) => {
    const isService = form.get('grant_type') === 'client_credentials';
    sendJson(response, 200, { access_token: `token-${count}`, expires_in: isService ? 7200 : lifeSeconds });
  });
  const { fetch: ask } = createAuthenticator({
    exchange: createTokenExchange({
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      baseUrl: identity.url,
      logger: { warn: () => undefined, error: () => undefined },
    }),
    participant: () => ({ id: 'p-1' }),
    rateLimit: false,
  });
  return async (reason: string) => {
    const request = new Request('https://app.test/', { method: 'POST', body: JSON.stringify({ reason }) });
    return (await (await ask(request)).json()) as Answer;
  };
}

/** When the store asks again, as a share of the way to its margin (packages/store/src/core/schedule.ts). */
const whenStoreAsks = (life: number, share: number): number => (life - Math.min(300, life / 2)) * share;

describe.each([20, 60, 300, 600, 3600])('a token that lives for %i s', (life) => {
  test.each([0.1, 0.5, 0.9, 0.95, 1])('costs one call where a page asks at %d of its way', async (share) => {
    const ask = await setUp(life);
    const tokens = [(await ask('start')).access_token];
    for (let count = 0; count < 20; count += 1) {
      pass(whenStoreAsks(life, share));
      tokens.push((await ask('schedule')).access_token);
    }
    expect(new Set(tokens).size).toBe(tokens.length);
  });

  test('is shared by pages that ask at about the same time', async () => {
    const ask = await setUp(life);
    const first = await ask('start');
    pass(life / 30);
    expect((await ask('schedule')).access_token).toBe(first.access_token);
    expect((await ask('start')).access_token).toBe(first.access_token);
  });

  test('says in answers from the cache when there will be a newer one, and then there is', async () => {
    const ask = await setUp(life);
    const first = await ask('start');
    expect(first).not.toHaveProperty('refresh_in');
    pass(life / 4);
    const again = await ask('start');
    expect(again.access_token).toBe(first.access_token);
    expect(again.refresh_in).toBe(Math.floor(life / 4) + 1);
    pass((again.refresh_in ?? 0) - 2);
    expect((await ask('demand')).access_token).toBe(first.access_token);
    pass(2);
    expect((await ask('demand')).access_token).not.toBe(first.access_token);
  });
});
