// A 403 signs a page out, so invalid_grant is believed to mean the participant only where nothing else is left.
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createTokenExchange } from '../src/index.js';
import { grantEverything, sendJson, startIdentityServer, type Respond } from './identity-server.js';
import { developmentKey } from './keys.js';

beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

/** Knows its own tokens only, and its participants all but `unknown`. */
function createIdentity() {
  const serviceTokens = new Set<string>();
  let isKnown = (_token: string): boolean => true;
  const respond: Respond = (request, response, count) => {
    const { form } = request;
    if (form.get('grant_type') === 'client_credentials') {
      serviceTokens.add(`service-${count}`);
      grantEverything(request, response, count);
    } else if (
      serviceTokens.has(form.get('token') ?? '') &&
      isKnown(form.get('token') ?? '') &&
      form.get('participant_id') !== 'unknown'
    ) {
      grantEverything(request, response, count);
    } else sendJson(response, 400, { error: 'invalid_grant' });
  };
  return {
    respond,
    loseTokens: () => serviceTokens.clear(),
    lag: (knows: (token: string) => boolean) => (isKnown = knows),
  };
}

async function setUp() {
  const tokens = createIdentity();
  const identity = await startIdentityServer(tokens.respond);
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    cache: false,
    logger: { warn: () => undefined, error: () => undefined },
  });
  const ask = (id: string) => exchange.participantToken({ id });
  return { identity, tokens, exchange, ask };
}

const isToken = { token_type: 'Bearer' };

describe('invalid_grant', () => {
  test('with an old service token costs a new one, and the page notices nothing', async () => {
    const { identity, tokens, exchange, ask } = await setUp();
    await exchange.serviceToken();
    pass(11);
    tokens.loseTokens();
    await expect(ask('p-1')).resolves.toMatchObject(isToken);
    expect(identity.count('client_credentials')).toBe(2);
  });

  test('after a restart of the server, with a service token that is young, is trouble that passes', async () => {
    const { tokens, exchange, ask } = await setUp();
    await exchange.serviceToken();
    pass(3);
    tokens.loseTokens();
    for (const id of ['p-1', 'p-2', 'p-3']) {
      const error = (await ask(id).catch((caught: unknown) => caught)) as { retryAfterSeconds: number };
      expect(error).toMatchObject({ code: 'unavailable' });
      expect(error.retryAfterSeconds).toBeLessThanOrEqual(7);
    }
    pass(7);
    await expect(ask('p-1')).resolves.toMatchObject(isToken);
  });

  test('of a server that has not heard yet of a new service token is outwaited', async () => {
    const { tokens, ask } = await setUp();
    const refused = new Map<string, number>();
    // Like a replica that lags: it knows a token the second time.
    tokens.lag((token) => {
      refused.set(token, (refused.get(token) ?? 0) + 1);
      return (refused.get(token) ?? 0) > 1;
    });
    await expect(ask('p-1')).resolves.toMatchObject(isToken);
  });

  test('of an unknown participant is 403: at a cold start, and with a service token that is old', async () => {
    const { exchange, ask } = await setUp();
    await expect(ask('unknown')).rejects.toMatchObject({ code: 'forbidden' });
    const { exchange: other, ask: askOther } = await setUp();
    await other.serviceToken();
    pass(11);
    await expect(askOther('unknown')).rejects.toMatchObject({ code: 'forbidden' });
    expect(exchange).not.toBe(other);
  });

  test('of an unknown participant does not cost a service token each time', async () => {
    const { identity, ask } = await setUp();
    for (let second = 0; second < 55; second += 5) {
      await expect(ask('unknown')).rejects.toMatchObject({ code: 'forbidden' });
      pass(5);
    }
    expect(identity.count('client_credentials')).toBe(1);
  });

  test('that never ends is never told as the participant’s for one who had tokens a moment ago', async () => {
    const { tokens, ask } = await setUp();
    await ask('p-1');
    pass(2);
    tokens.lag(() => false);
    for (let second = 0; second < 7; second += 1) {
      await expect(ask('p-1')).rejects.toMatchObject({ code: 'unavailable' });
      pass(1);
    }
  });
});
