// The identity provider's key set: what it may be, and what happens while it cannot be had.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { exportJWK, generateKeyPair, SignJWT, type CryptoKey, type JWK } from 'jose';
import { afterEach, beforeAll, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createBearerParticipant } from '../src/index.js';

let keys: { publicKey: CryptoKey; privateKey: CryptoKey };
let publicJwk: JWK;
beforeAll(async () => {
  keys = await generateKeyPair('RS256');
  publicJwk = { ...(await exportJWK(keys.publicKey)), kid: 'one', alg: 'RS256', use: 'sig' };
});

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

const minuteMs = 60_000;

/** A provider whose key set's URL does whatever a test wants. */
async function startProvider(first: RequestListener) {
  const provider = { respond: first, fetches: 0, url: '', bytesWritten: 0 };
  const server = createServer((request, response) => {
    provider.fetches += 1;
    response.on('close', () => (provider.bytesWritten += request.socket.bytesWritten));
    provider.respond(request, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  provider.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/jwks`;
  return provider;
}

const answerKeys =
  (...set: unknown[]): RequestListener =>
  (_request, response) =>
    response.end(JSON.stringify({ keys: set }));
const answerError: RequestListener = (_request, response) => response.writeHead(500).end();
const hangUp: RequestListener = (request) => request.socket.destroy();

function participantOf(provider: { url: string }) {
  const warn = vi.fn<(fields: object, message: string) => void>();
  const logger = { warn, info: () => undefined };
  const participant = createBearerParticipant({
    jwksUrl: provider.url,
    issuer: 'issuer',
    audience: 'app',
    logger,
  });
  const ask = async (header: { kid?: string } = { kid: 'one' }, key: CryptoKey = keys.privateKey) => {
    const token = await new SignJWT({ sub: 'alice' })
      .setProtectedHeader({ alg: 'RS256', ...header })
      .setIssuer('issuer')
      .setAudience('app')
      .setExpirationTime('1h')
      .sign(key);
    return participant(new Request('http://app.test/', { headers: { authorization: `Bearer ${token}` } }));
  };
  return { ask, warn };
}

const alice = { identifier: 'alice' };
const trouble = (hint: string) => ({
  code: 'unavailable',
  hint: expect.stringContaining(hint) as string,
});

describe('a key set', () => {
  test.each<[string, unknown[]]>([
    ['with a key that has no numbers', [{ kty: 'RSA', kid: 'broken' }]],
    ['with a key of nonsense', [{ kty: 'RSA', kid: 'broken', n: '!', e: '' }]],
    ['with a key on no curve', [{ kty: 'EC', crv: 'P-1', kid: 'broken', x: 'AA', y: 'AA' }]],
    ['with entries that are no keys', [null, 7, 'text', [], { kty: 'oct', k: 'AA', kid: 'broken' }]],
    ['with keys for encryption', [{ kty: 'RSA', use: 'enc', kid: 'broken', n: 'AA', e: 'AQAB' }]],
  ])('%s serves the tokens of its other keys', async (_name, others) => {
    const provider = await startProvider((...call) => answerKeys(...others, publicJwk)(...call));
    expect(await participantOf(provider).ask()).toEqual(alice);
  });

  test('with a broken key signs nobody out: its tokens cannot be checked', async () => {
    const broken = { ...publicJwk, kid: 'broken', n: '' };
    const provider = await startProvider((...call) => answerKeys(broken, publicJwk)(...call));
    await expect(participantOf(provider).ask({ kid: 'broken' })).rejects.toMatchObject(
      trouble('a key that cannot be used'),
    );
  });

  test('without key IDs, or with the same for two keys, is tried through', async () => {
    const other = await exportJWK((await generateKeyPair('RS256')).publicKey);
    const { kid: _kid, ...nameless } = publicJwk;
    const provider = await startProvider((...call) => answerKeys(other, nameless)(...call));
    const { ask } = participantOf(provider);
    expect(await ask({})).toEqual(alice);
    expect(await ask({}, (await generateKeyPair('RS256')).privateKey)).toBeNull();
    const twice = await startProvider((...call) => answerKeys({ ...other, kid: 'one' }, publicJwk)(...call));
    expect(await participantOf(twice).ask()).toEqual(alice);
  });

  test.each<[string, RequestListener, string]>([
    ['is an error', answerError, 'the status 500'],
    ['is a page', (_request, response) => response.end('<html>'), 'no public key'],
    ['is null', (_request, response) => response.end('null'), 'no public key'],
    ['has no keys', answerKeys(), 'no public key'],
    ['has 51 keys', (...call) => answerKeys(...Array<JWK>(51).fill(publicJwk))(...call), 'more than 50 keys'],
    ['redirects', (_request, response) => response.writeHead(302, { location: '/' }).end(), 'firewall'],
    ['does not come', hangUp, 'firewall'],
  ])('that %s is trouble, and no refusal', async (_name, respond, reason) => {
    const provider = await startProvider(respond);
    const { ask } = participantOf(provider);
    await expect(ask()).rejects.toMatchObject(trouble(reason));
    await expect(ask()).rejects.toMatchObject(trouble(reason));
    expect(provider.fetches).toBe(1);
    provider.respond = answerKeys(publicJwk);
    vi.advanceTimersByTime(1_001);
    expect(await ask()).toEqual(alice);
  });

  test('of 100 MB is not read to its end', async () => {
    const provider = await startProvider((_request, response) => {
      const chunk = Buffer.alloc(1024 * 1024, ' ');
      let sent = 0;
      const write = (): void => {
        while (sent < 100) {
          sent += 1;
          if (!response.write(chunk)) return void response.once('drain', write);
        }
        response.end();
      };
      write();
    });
    await expect(participantOf(provider).ask()).rejects.toMatchObject(trouble('more than 256 KiB'));
    await vi.waitFor(() => expect(provider.bytesWritten).toBeGreaterThan(0));
    expect(provider.bytesWritten).toBeLessThan(20 * 1024 * 1024);
  });

  test('that unfolds into 250 MB is not unfolded to its end', async () => {
    const bomb = gzipSync(Buffer.alloc(250 * 1024 * 1024, ' '), { level: 1 });
    const provider = await startProvider((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
    });
    const before = process.memoryUsage().rss;
    await expect(participantOf(provider).ask()).rejects.toMatchObject(trouble('more than 256 KiB'));
    expect(process.memoryUsage().rss - before).toBeLessThan(64 * 1024 * 1024);
  });
});

describe('while the provider is away', () => {
  test('its keys are good for 24 hours, and it is asked every 30 s at most', async () => {
    const provider = await startProvider((...call) => answerKeys(publicJwk)(...call));
    const { ask, warn } = participantOf(provider);
    expect(await ask()).toEqual(alice);
    provider.respond = answerError;
    vi.advanceTimersByTime(16 * minuteMs);
    for (let count = 0; count < 10; count += 1) expect(await ask()).toEqual(alice);
    expect(provider.fetches).toBe(2);
    expect(warn).toHaveBeenCalledTimes(1);
    vi.advanceTimersByTime(31_000);
    expect(await ask()).toEqual(alice);
    expect(provider.fetches).toBe(3);
    vi.advanceTimersByTime(24 * 60 * minuteMs);
    await expect(ask()).rejects.toMatchObject(trouble('the status 500'));
  });

  test('nobody waits for it in the first fifteen minutes', async () => {
    const provider = await startProvider((...call) => answerKeys(publicJwk)(...call));
    const { ask } = participantOf(provider);
    await ask();
    let asked = 0;
    provider.respond = () => (asked += 1);
    vi.advanceTimersByTime(11 * minuteMs);
    expect(await ask()).toEqual(alice);
    await vi.waitFor(() => expect(asked).toBe(1));
  });
});

describe('a key that is not in the set', () => {
  test('is looked for at once, and again in the cool-down only after it, without a refusal', async () => {
    const provider = await startProvider((...call) => answerKeys(publicJwk)(...call));
    const { ask } = participantOf(provider);
    await ask();
    vi.advanceTimersByTime(31_000);
    // The provider has published its next key, signs with it, and then with one more.
    provider.respond = answerKeys(publicJwk, { ...publicJwk, kid: 'two' });
    expect(await ask({ kid: 'two' })).toEqual(alice);
    expect(provider.fetches).toBe(2);
    provider.respond = answerKeys({ ...publicJwk, kid: 'two' }, { ...publicJwk, kid: 'three' });
    vi.advanceTimersByTime(10_000);
    await expect(ask({ kid: 'three' })).rejects.toMatchObject({
      code: 'unavailable',
      retryAfterSeconds: 20,
    });
    vi.advanceTimersByTime(20_000);
    expect(await ask({ kid: 'three' })).toEqual(alice);
    expect(provider.fetches).toBe(3);
  });

  test('is refused when a new set does not have it either', async () => {
    const provider = await startProvider((...call) => answerKeys(publicJwk)(...call));
    const { ask } = participantOf(provider);
    await ask();
    vi.advanceTimersByTime(31_000);
    expect(await ask({ kid: 'nobody' })).toBeNull();
    expect(provider.fetches).toBe(2);
  });

  test('is trouble when the set cannot be had', async () => {
    const provider = await startProvider((...call) => answerKeys(publicJwk)(...call));
    const { ask } = participantOf(provider);
    await ask();
    vi.advanceTimersByTime(31_000);
    provider.respond = answerError;
    await expect(ask({ kid: 'two' })).rejects.toMatchObject(trouble('the status 500'));
  });

  test('however many ask, the set is fetched once', async () => {
    const provider = await startProvider((...call) => answerKeys(publicJwk)(...call));
    const { ask } = participantOf(provider);
    await ask();
    vi.advanceTimersByTime(31_000);
    provider.respond = answerKeys(publicJwk, { ...publicJwk, kid: 'two' });
    const all = await Promise.all(Array.from({ length: 20 }, () => ask({ kid: 'two' })));
    expect(all).toEqual(Array.from({ length: 20 }, () => alice));
    expect(provider.fetches).toBe(2);
  });
});
