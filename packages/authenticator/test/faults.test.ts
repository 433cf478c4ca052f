// What MyDataHelps may do to us, and what stays possible meanwhile.
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAuthenticator, createTokenExchange, type TokenExchangeOptions } from '../src/index.js';
import { exchangeFor, issuedTo, somebody, startEmulator } from './emulated-exchange.js';
import {
  grantEverything,
  onParticipantGrant,
  sendJson,
  sendParticipant,
  startIdentityServer,
  type IdentityServer,
  type Respond,
} from './identity-server.js';
import { developmentKey } from './keys.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

const silent = { warn: () => undefined, error: () => undefined };

/** Clocks stand still unless a test moves them; timers and sockets are real. */
beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
afterEach(() => void vi.useRealTimers());

const pass = (seconds: number) => vi.advanceTimersByTime(seconds * 1000);

async function setUp(respond?: Respond, options: Partial<TokenExchangeOptions> = {}) {
  const identity = await startIdentityServer(respond);
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    projectId: 'project-1',
    logger: silent,
    ...options,
  });
  return { identity, exchange };
}

const unavailable: Respond = (_request, response) => sendJson(response, 503, {});
const grants = (identity: IdentityServer) => identity.count('delegated_participant');

describe('while MyDataHelps is away', () => {
  test('a participant keeps getting the cached token for as long as it is good', async () => {
    const { identity, exchange } = await setUp();
    const first = await exchange.participantToken({ id: 'p-1' });
    identity.respond = unavailable;
    pass(3000);
    expect(await exchange.participantToken({ id: 'p-1' })).toEqual({ ...first, expires_in: 600 });
    pass(598);
    await expect(exchange.participantToken({ id: 'p-1' })).rejects.toMatchObject({ code: 'unavailable' });
  });

  test('a refused token is not given again', async () => {
    const { identity, exchange } = await setUp();
    await exchange.participantToken({ id: 'p-1' });
    identity.respond = unavailable;
    await expect(exchange.participantToken({ id: 'p-1' }, { fresh: true })).rejects.toMatchObject({
      code: 'unavailable',
    });
  });

  test('who says again that it was refused hears of the failure, and after 5 s it is tried again', async () => {
    const { identity, exchange } = await setUp();
    const refused = await exchange.participantToken({ id: 'p-1' });
    identity.respond = unavailable;
    const ask = () => exchange.participantToken({ id: 'p-1' }, { fresh: true });
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable' });
    pass(4);
    await expect(ask()).rejects.toMatchObject({ code: 'unavailable' });
    expect(grants(identity)).toBe(2);
    identity.respond = grantEverything;
    pass(1);
    const renewed = await ask();
    expect(renewed.access_token).not.toBe(refused.access_token);
    expect(await ask()).toMatchObject({ access_token: renewed.access_token });
    expect(grants(identity)).toBe(3);
  });

  test('a refusal ends the use of the cached token: the participant may be gone', async () => {
    const { identity, exchange } = await setUp();
    await exchange.participantToken({ id: 'p-1' });
    identity.respond = onParticipantGrant((_request, response) =>
      sendJson(response, 400, { error: 'invalid_grant' }),
    );
    pass(2000);
    await expect(exchange.participantToken({ id: 'p-1' })).rejects.toMatchObject({ code: 'forbidden' });
  });

  test('a connection that is cut leaves nothing behind: the next call succeeds', async () => {
    const { identity, exchange } = await setUp((_request, response) => void response.destroy());
    for (let count = 0; count < 3; count += 1) {
      await expect(exchange.participantToken({ id: 'p-1' })).rejects.toMatchObject({ code: 'unavailable' });
    }
    identity.respond = grantEverything;
    await expect(exchange.participantToken({ id: 'p-1' })).resolves.toMatchObject({ token_type: 'Bearer' });
  });

  test('callers that wait for a failing call all hear of it, and the identity server is asked once', async () => {
    const { identity, exchange } = await setUp(unavailable);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, index) => exchange.participantToken({ id: `p-${index}` })),
    );
    expect(outcomes.every(({ status }) => status === 'rejected')).toBe(true);
    expect(identity.received).toHaveLength(1);
  });
});

describe('asked to slow down', () => {
  const slowDown: Respond = (_request, response) => sendJson(response, 429, {}, { 'retry-after': '30' });

  test('the participant’s calls are not made until the time is over, and others’ are', async () => {
    const { identity, exchange } = await setUp(
      onParticipantGrant((request, response, count) =>
        (request.form.get('participant_id') === 'p-1' ? slowDown : grantEverything)(request, response, count),
      ),
    );
    const limited = { code: 'rate_limited', retryAfterSeconds: 30 };
    await expect(exchange.participantToken({ id: 'p-1' })).rejects.toMatchObject(limited);
    pass(20);
    await expect(exchange.participantToken({ id: 'p-1' })).rejects.toMatchObject({
      ...limited,
      retryAfterSeconds: 10,
    });
    expect(grants(identity)).toBe(1);
    await expect(exchange.participantToken({ id: 'p-2' })).resolves.toMatchObject({ token_type: 'Bearer' });
    identity.respond = grantEverything;
    pass(10);
    await expect(exchange.participantToken({ id: 'p-1' })).resolves.toMatchObject({ token_type: 'Bearer' });
  });

  test('the service account’s calls wait, too', async () => {
    const { identity, exchange } = await setUp(slowDown);
    await expect(exchange.serviceToken()).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(exchange.participantToken({ id: 'p-1' })).rejects.toMatchObject({ code: 'rate_limited' });
    expect(identity.received).toHaveLength(1);
  });
});

describe('the service token', () => {
  test('in hand is used while the key is refused, with a warning; then the account is told as refused', async () => {
    const warn = vi.fn();
    const { identity, exchange } = await setUp(grantEverything, {
      logger: { warn, error: warn },
      cache: false,
    });
    await exchange.participantToken({ id: 'p-1' });
    identity.respond = (request, response, count) => {
      if (request.form.get('grant_type') === 'delegated_participant')
        grantEverything(request, response, count);
      else sendJson(response, 400, { error: 'invalid_client' });
    };
    pass(3560);
    await expect(exchange.participantToken({ id: 'p-1' })).resolves.toMatchObject({ token_type: 'Bearer' });
    await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1), { timeout: 20_000 });
    expect(warn.mock.calls[0]).toEqual([
      expect.objectContaining({ code: 'misconfigured' }),
      'the service token could not be renewed ahead of its end',
    ]);
    await exchange.participantToken({ id: 'p-1' });
    expect(identity.count('client_credentials')).toBe(2);
    pass(60);
    await expect(exchange.participantToken({ id: 'p-1' })).rejects.toMatchObject({ code: 'misconfigured' });
    identity.respond = grantEverything;
    await expect(exchange.participantToken({ id: 'p-1' })).resolves.toMatchObject({ token_type: 'Bearer' });
  });

  test('is renewed once for invalid_grant, and the second one means the participant', async () => {
    const { identity, exchange } = await setUp(
      onParticipantGrant((_request, response) => sendJson(response, 400, { error: 'invalid_grant' })),
    );
    await exchange.serviceToken();
    pass(11);
    await expect(exchange.participantToken({ id: 'p-1' })).rejects.toMatchObject({ code: 'forbidden' });
    expect(identity.count('client_credentials')).toBe(2);
    expect(grants(identity)).toBe(2);
  });

  test('is asked for once in a cold start of 50 participants', async () => {
    const { identity, exchange } = await setUp();
    await Promise.all(
      Array.from({ length: 50 }, (_, index) => exchange.participantToken({ id: `p-${index}` })),
    );
    expect(identity.count('client_credentials')).toBe(1);
    expect(grants(identity)).toBe(50);
  });
});

describe('the look-up', () => {
  const onLookUp =
    (respond: Respond): Respond =>
    (request, response, count) =>
      (request.method === 'GET' ? respond : grantEverything)(request, response, count);
  const found: Respond = (request, response) => sendParticipant(request, response, 'p-1');

  test('encodes the identifier, sends the service token, and is remembered for an hour', async () => {
    const { identity, exchange } = await setUp(onLookUp(found));
    await exchange.findParticipant('a/b?c#d e%2F@x.org');
    await exchange.findParticipant('a/b?c#d e%2F@x.org');
    const lookups = () => identity.received.filter(({ method }) => method === 'GET');
    expect(lookups().map(({ path }) => path)).toEqual([
      '/api/v1/administration/projects/project-1/participants/a%2Fb%3Fc%23d%20e%252F%40x.org',
    ]);
    expect(lookups()[0]?.headers.authorization).toBe('Bearer service-1');
    pass(3601);
    await exchange.findParticipant('a/b?c#d e%2F@x.org');
    expect(lookups()).toHaveLength(2);
  });

  test('stops before the limit is broken, and known participants go on', async () => {
    const { identity, exchange } = await setUp(
      onLookUp((request, response) =>
        sendParticipant(request, response, 'p-1', { 'ratelimit-remaining': '0', 'ratelimit-reset': '120' }),
      ),
    );
    await exchange.findParticipant('alice');
    await expect(exchange.findParticipant('bob')).rejects.toMatchObject({
      code: 'rate_limited',
      retryAfterSeconds: 120,
    });
    expect(identity.received.filter(({ method }) => method === 'GET')).toHaveLength(1);
    await expect(exchange.findParticipant('alice')).resolves.toBe('p-1');
    pass(121);
    await expect(exchange.findParticipant('bob')).resolves.toBe('p-1');
  });

  test('replaces a refused service token once', async () => {
    const { identity, exchange } = await setUp(
      onLookUp((request, response, count) => {
        if (request.headers.authorization === 'Bearer service-1') sendJson(response, 401, {});
        else found(request, response, count);
      }),
    );
    await exchange.serviceToken();
    pass(11);
    await expect(exchange.findParticipant('alice')).resolves.toBe('p-1');
    expect(identity.count('client_credentials')).toBe(2);
  });

  test('does not remember that somebody is missing', async () => {
    const { identity, exchange } = await setUp(onLookUp((_request, response) => sendJson(response, 404, {})));
    await expect(exchange.findParticipant('alice')).resolves.toBeNull();
    identity.respond = onLookUp(found);
    await expect(exchange.findParticipant('alice')).resolves.toBe('p-1');
  });

  test('in vain becomes ever rarer, and who is enrolled later is found within a minute', async () => {
    const { identity, exchange } = await setUp(onLookUp((_request, response) => sendJson(response, 404, {})));
    const lookups = () => identity.received.filter(({ method }) => method === 'GET').length;
    for (let second = 0; second < 300; second += 1) {
      await expect(exchange.findParticipant('alice')).resolves.toBeNull();
      pass(1);
    }
    expect(lookups()).toBeLessThan(15);
    await expect(exchange.findParticipant('bob')).resolves.toBeNull();
    identity.respond = onLookUp(found);
    pass(60);
    await expect(exchange.findParticipant('alice')).resolves.toBe('p-1');
  });

  test('is not done again and again for a participant that goes on being refused', async () => {
    const { identity, exchange } = await setUp((request, response, count) => {
      if (request.method === 'GET') sendParticipant(request, response, 'withdrawn');
      else if (request.form.has('participant_id')) sendJson(response, 400, { error: 'invalid_grant' });
      else grantEverything(request, response, count);
    });
    for (let second = 0; second < 300; second += 1) {
      await expect(exchange.participantToken({ identifier: 'alice' })).rejects.toMatchObject({
        code: 'forbidden',
      });
      pass(1);
    }
    expect(identity.received.filter(({ method }) => method === 'GET').length).toBeLessThan(15);
  });

  test('is done again when the participant behind an identifier is refused', async () => {
    let id = 'old';
    const { exchange } = await setUp((request, response, count) => {
      if (request.method === 'GET') sendParticipant(request, response, id);
      else if (request.form.get('participant_id') === 'old')
        sendJson(response, 400, { error: 'invalid_grant' });
      else grantEverything(request, response, count);
    });
    await expect(exchange.participantToken({ identifier: 'alice' })).rejects.toMatchObject({
      code: 'forbidden',
    });
    id = 'new';
    await expect(exchange.participantToken({ identifier: 'alice' })).resolves.toMatchObject({
      token_type: 'Bearer',
    });
  });

  test.each<[string, Respond, string, string]>([
    [
      '403',
      (_request, response) => sendJson(response, 403, {}),
      'misconfigured',
      'the service account may not look participants up',
    ],
    [
      '401 twice',
      (_request, response) => sendJson(response, 401, {}),
      'misconfigured',
      'the administration API refuses the service access token',
    ],
    [
      '429',
      (_request, response) => sendJson(response, 429, {}, { 'ratelimit-reset': '7' }),
      'rate_limited',
      'the MyDataHelps participant look-up asks to slow down',
    ],
    [
      '500',
      (_request, response) => sendJson(response, 500, {}),
      'unavailable',
      'the MyDataHelps participant look-up is unavailable (HTTP 500)',
    ],
    [
      'HTML',
      (_request, response) => void response.writeHead(200).end('<html>'),
      'bad_gateway',
      'the MyDataHelps participant look-up answered with something that is not JSON',
    ],
    [
      'no id',
      (_request, response) => sendJson(response, 200, { participants: [] }),
      'bad_gateway',
      'the MyDataHelps participant look-up gave a participant without an id',
    ],
    [
      'a redirect',
      (_request, response) => void response.writeHead(302, { location: '/login' }).end(),
      'bad_gateway',
      'the MyDataHelps participant look-up redirects elsewhere (HTTP 302)',
    ],
  ])('%s', async (_name, respond, code, message) => {
    const { exchange } = await setUp(onLookUp(respond));
    await expect(exchange.participantToken({ identifier: 'alice' })).rejects.toMatchObject({ code, message });
  });
});

describe('a clock that is off by ten minutes', () => {
  test('behind the server: the message says so', async () => {
    const emulator = await startEmulator({ now: () => Date.now() + 600_000 });
    const { url } = emulator;
    const identityDate: typeof fetch = async (...call) => {
      const answer = await fetch(...call);
      const headers = new Headers(answer.headers);
      headers.set('date', new Date(Date.now() + 600_000).toUTCString());
      return new Response(answer.body, { status: answer.status, headers });
    };
    await expect(
      exchangeFor(emulator, { baseUrl: url, fetch: identityDate }).serviceToken(),
    ).rejects.toMatchObject({
      code: 'misconfigured',
      hint: expect.stringMatching(/^This machine's clock is (599|600) s behind the identity server's/),
    });
  });

  test('ahead of the server: tokens are had, and their life is counted from here', async () => {
    const emulator = await startEmulator({ now: () => Date.now() - 600_000, tokenLifetimeSeconds: 300 });
    const token = await exchangeFor(emulator).participantToken({ id: somebody(emulator).id });
    expect(token.expires_in).toBe(300);
  });
});

test('a participant whose token was revoked gets a fresh one with the reason rejected', async () => {
  const emulator = await startEmulator();
  const { id } = somebody(emulator);
  const authenticator = createAuthenticator({ exchange: exchangeFor(emulator), participant: () => ({ id }) });
  const ask = async (reason: string) => {
    const request = new Request('http://app.test/', { method: 'POST', body: JSON.stringify({ reason }) });
    return (await (await authenticator.fetch(request)).json()) as { access_token: string };
  };
  const works = async (accessToken: string) => {
    const headers = { authorization: `Bearer ${accessToken}` };
    return (await fetch(`${emulator.url}api/v1/delegated/participant`, { headers })).status;
  };
  const first = await ask('start');
  emulator.revoke({ accessToken: first.access_token });
  expect(await works(first.access_token)).toBe(401);
  expect((await ask('schedule')).access_token).toBe(first.access_token);
  const fresh = await ask('rejected');
  expect(await works(fresh.access_token)).toBe(200);
});

test('no answer has less than half of its life left while MyDataHelps gives new ones', async () => {
  const lifeSeconds = 600;
  const emulator = await startEmulator({
    tokenLifetimeSeconds: lifeSeconds,
    serviceTokenLifetimeSeconds: 120,
  });
  const ids = emulator.participants.slice(0, 3).map((participant) => participant.id);
  const step = fc.record({
    waitSeconds: fc.nat({ max: 400 }),
    who: fc.constantFrom(...ids),
    fresh: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 25 }), async (steps) => {
      const exchange = exchangeFor(emulator, { logger: silent });
      for (const { waitSeconds, who, fresh } of steps) {
        pass(waitSeconds);
        const token = await exchange.participantToken({ id: who }, { fresh });
        expect(token.expires_in).toBeGreaterThanOrEqual(lifeSeconds / 2);
        const issued = emulator.issued.find(({ accessToken }) => accessToken === token.access_token);
        // What the page is told is never more than what the token has.
        expect(token.expires_in * 1000).toBeLessThanOrEqual((issued?.expiresAt ?? 0) - Date.now());
      }
    }),
    { numRuns: 25 },
  );
  expect(issuedTo(emulator, 'service').length).toBeGreaterThan(0);
});

test('a logger that throws does not end the process when a renewal in the background fails', async () => {
  const warn = vi.fn(() => {
    throw new Error('the log is closed');
  });
  const { identity, exchange } = await setUp(undefined, { logger: { warn, error: warn } });
  const token = await exchange.serviceToken();
  identity.respond = unavailable;
  pass(3_570);
  // An unhandled rejection would fail this run.
  expect(await exchange.serviceToken()).toBe(token);
  await vi.waitFor(() => expect(warn).toHaveBeenCalledTimes(1));
});

test.each<[string, keyof SubtleCrypto & ('importKey' | 'deriveBits')]>([
  ['the key', 'importKey'],
  ['the subject', 'deriveBits'],
])('work on %s that a runtime dropped with its request is done again', async (_name, step) => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  const { exchange } = await setUp();
  const dropped = vi
    .spyOn(crypto.subtle, step)
    .mockImplementationOnce(() => new Promise<never>(() => undefined));
  onTestFinished(() => dropped.mockRestore());
  const first = exchange.participantToken({ id: 'p-1' });
  const lost = expect(first).rejects.toMatchObject({ code: 'timeout' });
  await vi.waitFor(() => expect(dropped).toHaveBeenCalled());
  await vi.advanceTimersByTimeAsync(9_000);
  await lost;
  pass(60);
  await expect(exchange.participantToken({ id: 'p-1' })).resolves.toMatchObject({ token_type: 'Bearer' });
});
