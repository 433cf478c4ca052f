// Numbers, sizes and lines that strangers and broken servers choose.
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import {
  AuthenticatorError,
  createAuthenticator,
  createMemoryRateLimiter,
  createMemoryTokenCache,
  createTokenExchange,
  type AuthenticatorOptions,
  type ParticipantReference,
  type TokenCache,
  type TokenExchange,
} from '../src/index.js';
import { grantEverything, onParticipantGrant, sendJson, startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';

const silent = { warn: () => undefined, error: () => undefined };

const anyToken: TokenExchange = {
  serviceToken: () => Promise.resolve('service'),
  findParticipant: () => Promise.resolve(null),
  participantToken: () => Promise.resolve({ access_token: 'token', expires_in: 60, token_type: 'Bearer' }),
};

function endpoint(options: Partial<AuthenticatorOptions> = {}) {
  const authenticator = createAuthenticator({
    exchange: anyToken,
    participant: () => ({ id: 'p-1' }),
    logger: silent,
    ...options,
  });
  return (init: RequestInit = {}) =>
    authenticator.fetch(new Request('https://app.test/token', { method: 'POST', ...init }));
}

describe('the life that the identity server names', () => {
  beforeEach(() => void vi.useFakeTimers({ toFake: ['Date', 'performance'] }));
  afterEach(() => void vi.useRealTimers());

  async function ask(body: string, lateMs = 0) {
    const identity = await startIdentityServer(
      onParticipantGrant((_request, response) => {
        vi.advanceTimersByTime(lateMs);
        response.writeHead(200, { 'content-type': 'application/json' }).end(body);
      }),
    );
    const exchange = createTokenExchange({
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      baseUrl: identity.url,
      logger: silent,
    });
    return exchange.participantToken({ id: 'p-1' });
  }

  test.each(['1e305', '1e308', '1e309', '315360001', '1e15', '0', '-1', '1e-5', '0.001', '0.2', '0.999'])(
    '%s is no life: trouble upstream',
    async (life) => {
      await expect(ask(`{"access_token":"t","expires_in":${life}}`)).rejects.toMatchObject({
        code: 'bad_gateway',
      });
    },
  );

  test.each([
    ['2', 2],
    ['2.9', 2],
    ['"600"', 600],
    ['315360000', 315_360_000],
  ])('%s is told as %i', async (life, told) => {
    const token = await ask(`{"access_token":"t","expires_in":${life}}`);
    expect(token.expires_in).toBe(told);
    expect(JSON.parse(JSON.stringify(token))).toMatchObject({ expires_in: told });
  });

  test('that is over when it arrives is told as that', async () => {
    await expect(ask('{"access_token":"t","expires_in":5}', 4_500)).rejects.toMatchObject({
      code: 'bad_gateway',
      message: 'the token endpoint gave a token that is over on arrival',
    });
  });
});

describe('the cache in memory', () => {
  test('is bounded in bytes: 3,000 tokens of 60 KB take no more than 32 MiB', async () => {
    const cache = createMemoryTokenCache();
    const size = 60_000;
    const entry = { value: 'x'.repeat(size), lifetimeMs: 60_000, remainingMs: 60_000 };
    for (let index = 0; index < 3_000; index += 1) await cache.set(`key-${index}`, entry);
    let kept = 0;
    for (let index = 0; index < 3_000; index += 1) if ((await cache.get(`key-${index}`)) !== null) kept += 1;
    expect(kept).toBeGreaterThan(500);
    expect(kept * size).toBeLessThanOrEqual(32 * 1024 * 1024);
    expect(await cache.get('key-2999')).toMatchObject({ value: entry.value });
  });

  test.each([0, -1, 1.5, Number.NaN, Infinity, '5' as unknown as number])(
    'is not made for %j entries',
    (bound) => {
      expect(() => createMemoryTokenCache({ maxEntries: bound })).toThrow(
        expect.objectContaining({ code: 'invalid_option', option: 'maxEntries' }),
      );
    },
  );
});

describe('a request whose body is larger than it says', () => {
  test('is not read to its end', async () => {
    let sent = 0;
    const body = new ReadableStream<Uint8Array>({
      pull: (controller) => {
        sent += 1;
        controller.enqueue(new Uint8Array(64 * 1024));
        if (sent > 640) controller.close();
      },
    });
    const request = new Request('https://app.test/', { method: 'POST', body, duplex: 'half' } as RequestInit);
    const { fetch: ask } = createAuthenticator({
      exchange: anyToken,
      participant: () => ({ id: 'p' }),
      logger: silent,
    });
    request.headers.set('content-length', '10');
    expect((await ask(request)).status).toBe(413);
    expect(sent).toBeLessThan(10);
  });
});

describe('the limit', () => {
  async function allowed(references: ParticipantReference[]): Promise<number[]> {
    const turn = references[Symbol.iterator]();
    const ask = endpoint({ rateLimit: { perMinute: 1 }, participant: () => turn.next().value });
    const statuses: number[] = [];
    for (let index = 0; index < references.length; index += 1) statuses.push((await ask()).status);
    return statuses;
  }

  test('counts a GUID once, however it is written', async () => {
    const id = 'CD8B7D52-06AC-4D6D-A2B9-C73BD5B8A1E3';
    expect(await allowed([{ id }, { id: id.toLowerCase() }])).toEqual([200, 429]);
  });

  test('is not used up for one participant in the name of another', async () => {
    expect(await allowed([{ id: 'identifier victim' }, { identifier: 'victim' }])).toEqual([200, 200]);
    expect(await allowed([{ id: 'identifier:victim' }, { identifier: 'victim' }])).toEqual([200, 200]);
    expect(await allowed([{ identifier: 'id victim' }, { id: 'victim' }])).toEqual([200, 200]);
  });

  test.each([undefined, null, Number.NaN, 0, -1, 0.5, Infinity, '60'])(
    'of %j a minute is refused',
    (perMinute) => {
      const wrong = expect.objectContaining({ code: 'invalid_option', option: 'rateLimit.perMinute' });
      expect(() => createMemoryRateLimiter({ perMinute: perMinute as number })).toThrow(wrong);
      expect(() => endpoint({ rateLimit: { perMinute: perMinute as number } })).toThrow(wrong);
    },
  );

  test('that does not answer lets the request through after a second, with a warning', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const warn = vi.fn();
    const consume = () => new Promise<never>(() => undefined);
    const answer = endpoint({ rateLimit: { consume }, logger: { warn, error: warn } })();
    await vi.advanceTimersByTimeAsync(1_000);
    expect((await answer).status).toBe(200);
    expect(warn).toHaveBeenCalledTimes(1);
  });
});

describe('a limiter that fails', () => {
  const down = new Error('the store is down: key of p-1');

  test.each<[string, () => never | Promise<never>]>([
    [
      'throws',
      () => {
        throw down;
      },
    ],
    ['rejects', () => Promise.reject(down)],
  ])('and %s lets requests through, with ten warnings a minute', async (_name, consume) => {
    const warn = vi.fn();
    const ask = endpoint({ rateLimit: { consume }, logger: { warn, error: warn } });
    for (let count = 0; count < 30; count += 1) expect((await ask()).status).toBe(200);
    expect(warn).toHaveBeenCalledTimes(10);
    expect(JSON.stringify(warn.mock.calls)).not.toContain('p-1');
  });

  test('with an error of this package chooses the answer', async () => {
    const consume = () => {
      throw new AuthenticatorError('rate_limited', 'not at night', { hint: 'Come back in the morning.' });
    };
    expect((await endpoint({ rateLimit: { consume } })()).status).toBe(429);
  });
});

describe('callbacks that give undefined', () => {
  test('as a participant mean nobody', async () => {
    const participant = () => undefined;
    expect((await endpoint({ participant })()).status).toBe(401);
    expect((await endpoint({ participant: () => Promise.resolve(undefined) })()).status).toBe(401);
  });

  test('as a decision of the limiter let the request through', async () => {
    expect((await endpoint({ rateLimit: { consume: () => undefined as never } })()).status).toBe(200);
  });

  test('as an entry of the cache mean none: a Map will do', async () => {
    const identity = await startIdentityServer((request, response, count) =>
      request.method === 'GET'
        ? sendJson(response, 200, { id: 'p-1', participantIdentifier: 'alice' })
        : grantEverything(request, response, count),
    );
    const exchange = createTokenExchange({
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      baseUrl: identity.url,
      projectId: 'project-1',
      cache: new Map() as unknown as TokenCache,
    });
    const first = await exchange.participantToken({ identifier: 'alice' });
    const second = await exchange.participantToken({ identifier: 'alice' });
    expect(second.access_token).toBe(first.access_token);
  });

  test('or null as options are no options', async () => {
    const identity = await startIdentityServer();
    const exchange = createTokenExchange({
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      baseUrl: identity.url,
      projectId: null as never,
      tokenUrl: null as never,
      cache: null as never,
      fetch: null as never,
      scope: null as never,
      logger: null as never,
      whenUnknown: null as never,
      onMeasure: null as never,
    });
    await expect(exchange.participantToken({ id: 'p-1' }, { scope: null as never })).resolves.toBeDefined();
    await expect(
      exchange.participantToken({ id: 'p-1', identifier: null } as unknown as ParticipantReference),
    ).resolves.toBeDefined();
  });
});

describe('the log', () => {
  test('does not grow with what strangers send: the first lines of a minute, and how many were left out', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const lines: Array<Record<string, unknown>> = [];
    const note = (fields: Record<string, unknown>) => void lines.push(fields);
    const ask = endpoint({ participant: () => null, logger: { info: note, warn: note, error: note } });
    for (let count = 0; count < 1_000; count += 1) {
      await ask();
      await ask({ headers: { origin: `https://evil-${count}.example` } });
      await ask({ method: 'PUT' });
    }
    expect(lines).toHaveLength(30);
    vi.advanceTimersByTime(60_000);
    await ask();
    expect(lines.at(-1)).toMatchObject({ code: 'unauthenticated', linesLeftOut: 990 });
  });

  test('has every line of the server’s own trouble', async () => {
    const warn = vi.fn();
    const participant = () => Promise.reject(new Error('no session store'));
    const ask = endpoint({ participant, logger: { warn, error: warn } });
    for (let count = 0; count < 50; count += 1) await ask();
    expect(warn).toHaveBeenCalledTimes(50);
  });
});

test('what the identity server says in words is in the log at debug only, and in no error', async () => {
  const said = 'no S 3 C R E T for alice@example.org, alias MDH-1002';
  const identity = await startIdentityServer(
    onParticipantGrant((_request, response) =>
      sendJson(response, 400, { error: 'invalid_scope', error_description: said, message: said }),
    ),
  );
  const lines = { debug: [] as unknown[], other: [] as unknown[] };
  const other = (...line: unknown[]) => void lines.other.push(line);
  const logger = {
    debug: (...line: unknown[]) => void lines.debug.push(line),
    info: other,
    warn: other,
    error: other,
  };
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    logger,
  });
  await endpoint({ exchange, logger })();
  const error = await exchange.participantToken({ id: 'p-1' }).catch((caught: unknown) => caught);
  expect(JSON.stringify(lines.debug)).toContain('alice@example.org');
  for (const told of [JSON.stringify(lines.other), JSON.stringify(error), String(error)])
    expect(told).not.toMatch(/alice|S 3 C|1002/);
  expect(error).toMatchObject({ upstream: { status: 400, error: 'invalid_scope' } });
});

test('an error code that is none of OAuth’s is not repeated: it may be anything', async () => {
  const identity = await startIdentityServer(
    onParticipantGrant((_request, response) => sendJson(response, 400, { error: 'alice_example_org' })),
  );
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    logger: silent,
  });
  const error = await exchange.participantToken({ id: 'p-1' }).catch((caught: unknown) => caught);
  expect(error).toMatchObject({ code: 'bad_gateway', upstream: { status: 400 } });
  expect(JSON.stringify(error)).not.toContain('alice');
});

describe('a token that is known as somebody else’s is trouble upstream', () => {
  async function setUp(tokenOf: (participantId: string | null) => string) {
    const identity = await startIdentityServer(({ form }, response) =>
      sendJson(response, 200, { access_token: tokenOf(form.get('participant_id')), expires_in: 3600 }),
    );
    return createTokenExchange({
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      baseUrl: identity.url,
      logger: silent,
    });
  }

  test('the service token as a participant’s', async () => {
    const exchange = await setUp(() => 'one-for-all');
    await expect(exchange.participantToken({ id: 'p-1' })).rejects.toMatchObject({ code: 'bad_gateway' });
  });

  test('one participant’s as another’s', async () => {
    const exchange = await setUp((id) => (id === null ? 'service' : 'participant'));
    await expect(exchange.participantToken({ id: 'p-1' })).resolves.toMatchObject({
      access_token: 'participant',
    });
    await expect(exchange.participantToken({ id: 'p-2' })).rejects.toMatchObject({ code: 'bad_gateway' });
    // The same participant may get the same token again.
    await expect(exchange.participantToken({ id: 'P-1' }, { fresh: true })).resolves.toBeDefined();
  });
});
