// A fleet behind one real Redis.
import { once } from 'node:events';
import net, { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Emulator } from '@mdh-tokens/emulator';
import { Redis } from 'ioredis';
import { beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAuthenticator } from '../src/index.js';
import { connectRedis } from '../src/redis.js';
import { exchangeFor, issuedTo, somebody, startEmulator } from './emulated-exchange.js';
import { findRedisServer, startRedis, type RedisServer } from './redis-server.js';
import { startMember, type Ask } from './start-member.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

const encryptionKey = 'thirty-two characters for a test';

/** Starts a process of the fleet that ends with the test. */
function startFleetMember(emulator: Emulator, redis: RedisServer, perMinute = 60): Promise<Ask> {
  return startMember(join(import.meta.dirname, 'fleet-member.mjs'), {
    serviceAccount: emulator.serviceAccount,
    privateKey: emulator.privateKey,
    projectId: emulator.projectId,
    baseUrl: emulator.url,
    redisUrl: redis.url,
    encryptionKey,
    perMinute,
  });
}

async function startFleet(perMinute?: number) {
  const [emulator, redis] = await Promise.all([startEmulator(), startRedis()]);
  const members = await Promise.all(
    Array.from({ length: 4 }, () => startFleetMember(emulator, redis, perMinute)),
  );
  return { emulator, redis, members };
}

beforeAll(() => void findRedisServer(), 180_000);

describe('four processes behind one Redis', () => {
  test('make one service-token call, and one call for a participant, between them', async () => {
    const { emulator, members } = await startFleet();
    const reference = { identifier: somebody(emulator).identifier };
    const asked = members.flatMap((ask) => [
      ask('participantToken', { reference }),
      ask('participantToken', { reference }),
    ]);
    const tokens = (await Promise.all(asked)) as Array<{ access_token: string; subject: string }>;
    expect(issuedTo(emulator, 'service')).toHaveLength(1);
    expect(issuedTo(emulator, 'participant')).toHaveLength(1);
    expect(new Set(tokens.map((token) => token.access_token)).size).toBe(1);
    expect(new Set(tokens.map((token) => token.subject)).size).toBe(1);
  });

  test('hold one limit', async () => {
    const { emulator, members } = await startFleet(10);
    const reference = { id: somebody(emulator).id };
    const answers = (await Promise.all(
      members.flatMap((ask) => Array.from({ length: 5 }, () => ask('ask', { reference }))),
    )) as Array<{ status: number }>;
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(10);
  });

  test('leave nothing readable in Redis, and nothing that outlives its token', async () => {
    const { emulator, redis, members } = await startFleet();
    const { id, identifier } = somebody(emulator);
    await Promise.all(members.map((ask) => ask('ask', { reference: { identifier } })));
    const client = new Redis(redis.url);
    onTestFinished(() => client.disconnect());
    const names = await client.keys('*');
    expect(names.length).toBeGreaterThanOrEqual(4);
    const secrets = [id, identifier, encryptionKey, emulator.serviceAccount];
    secrets.push(...emulator.issued.map((token) => token.accessToken));
    for (const name of names) {
      const value = await client.getBuffer(name);
      const everything = `${name} ${value?.toString('latin1')} ${value?.toString('base64')}`;
      for (const secret of secrets) expect(everything).not.toContain(secret);
      expect(await client.pttl(name)).toBeGreaterThan(0);
      expect(await client.pttl(name)).toBeLessThanOrEqual(3_600_000);
    }
  });

  test('go on, when Redis goes away, with what they only have seen there', async () => {
    const { emulator, redis, members } = await startFleet();
    const [one, other] = members as [Ask, Ask];
    const reference = { identifier: somebody(emulator).identifier };
    const issued = (await one('participantToken', { reference })) as { access_token: string };
    await other('participantToken', { reference });
    await redis.kill();
    expect(await other('participantToken', { reference })).toMatchObject({
      access_token: issued.access_token,
    });
    expect(issuedTo(emulator, 'participant')).toHaveLength(1);
    expect(issuedTo(emulator, 'service')).toHaveLength(1);
  });

  test('take the token that one of them got after a refusal', async () => {
    const { emulator, members } = await startFleet();
    const [one, other] = members as [Ask, Ask];
    const reference = { id: somebody(emulator).id };
    const first = (await one('participantToken', { reference })) as { access_token: string };
    const fresh = (await one('participantToken', { reference, fresh: true })) as { access_token: string };
    const seen = (await other('participantToken', { reference })) as { access_token: string };
    expect(fresh.access_token).not.toBe(first.access_token);
    expect(seen.access_token).toBe(fresh.access_token);
  });
});

test('Redis going away degrades to memory with one warning, and Redis is used again when it is back', async () => {
  const [emulator, redis] = await Promise.all([startEmulator(), startRedis()]);
  const ask = await startFleetMember(emulator, redis);
  const reference = { id: somebody(emulator).id };
  const before = (await ask('participantToken', { reference })) as { access_token: string };
  await redis.kill();
  for (let count = 0; count < 10; count += 1) {
    expect(await ask('ask', { reference })).toMatchObject({
      status: 200,
      body: { access_token: before.access_token },
    });
  }
  expect(issuedTo(emulator, 'participant')).toHaveLength(1);
  expect(issuedTo(emulator, 'service')).toHaveLength(1);
  const warnings = (await ask('warnings')) as Array<{ message: string }>;
  expect(warnings.map(({ message }) => message)).toEqual([
    'Redis is away: this process goes on with its own memory',
  ]);
  await redis.restart();
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  await vi.waitFor(
    async () => {
      await ask('participantToken', { reference, fresh: true });
      expect(await client.dbsize()).toBeGreaterThan(0);
    },
    { timeout: 15_000, interval: 200 },
  );
});

test('a Redis that was never there costs no request', async () => {
  const emulator = await startEmulator();
  const warn = vi.fn();
  const redis = connectRedis({
    url: 'redis://127.0.0.1:9',
    encryptionKey,
    logger: { warn, error: warn },
  });
  onTestFinished(() => redis.close());
  const exchange = exchangeFor(emulator, { cache: redis.tokenCache });
  const { id } = somebody(emulator);
  const [first, second] = [await exchange.participantToken({ id }), await exchange.participantToken({ id })];
  expect(second.access_token).toBe(first.access_token);
  expect(redis.isUp()).toBe(false);
  expect(warn).toHaveBeenCalledTimes(1);
});

test('a Redis that takes connections and says nothing is waited for once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'Date', 'performance'] });
  onTestFinished(() => void vi.useRealTimers());
  const server = createServer(() => undefined).listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  const fleet = connectRedis({
    url: `rediss://127.0.0.1:${(server.address() as AddressInfo).port}`,
    encryptionKey,
    logger: { warn: () => undefined, error: () => undefined },
  });
  onTestFinished(() => fleet.close());
  const first = fleet.tokenCache.get('one');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await first).toBeNull();
  await vi.advanceTimersByTimeAsync(1_000);
  const second = Promise.resolve(fleet.tokenCache.get('one'));
  const turn = new Promise((resolve) => setImmediate(resolve, 'it waits'));
  expect(await Promise.race([second, turn])).toBeNull();
});

test('each time that Redis goes away and comes back is told, also where its connection stays', async () => {
  const redis = await startRedis();
  const lines: string[] = [];
  const note = (_fields: unknown, message: string) => void lines.push(message);
  const fleet = connectRedis({
    url: redis.url,
    encryptionKey,
    logger: { info: note, warn: note, error: note },
  });
  onTestFinished(() => fleet.close());
  const client = new Redis(redis.url);
  client.on('error', () => undefined);
  onTestFinished(() => client.disconnect());
  const told = (messages: string[]) =>
    vi.waitFor(
      async () => {
        await fleet.tokenCache.get('one');
        expect(lines).toEqual(messages);
      },
      { timeout: 20_000, interval: 50 },
    );
  const away = 'Redis is away: this process goes on with its own memory';
  await fleet.tokenCache.get('one');
  await client.call('CLIENT', 'PAUSE', '1500', 'ALL');
  await told([away]);
  await told([away, 'Redis is back']);
  await redis.kill();
  await told([away, 'Redis is back', away]);
});

test('a Redis that is slow is asked a few times by a request, and then the rest comes from memory', async () => {
  const redis = await startRedis();
  let commands = 0;
  // Later than is worth it, and earlier than a command is given up.
  const lateMs = 500;
  const slow = createServer((socket) => {
    const target = net.connect(redis.port, '127.0.0.1');
    socket.on('data', (chunk: Buffer) => {
      commands += 1;
      target.write(chunk);
    });
    target.on('data', (chunk: Buffer) => void setTimeout(() => socket.write(chunk), lateMs));
    for (const end of [socket, target]) end.on('error', () => end.destroy());
    socket.on('close', () => target.destroy());
  }).listen(0, '127.0.0.1');
  await once(slow, 'listening');
  onTestFinished(() => void slow.close());
  const fleet = connectRedis({
    url: `redis://127.0.0.1:${(slow.address() as AddressInfo).port}`,
    encryptionKey,
    logger: { warn: () => undefined, error: () => undefined },
  });
  onTestFinished(() => fleet.close());
  await vi.waitFor(() => expect(fleet.isUp()).toBe(true), { timeout: 20_000 });
  const emulator = await startEmulator();
  const { identifier } = somebody(emulator);
  const authenticator = createAuthenticator({
    exchange: exchangeFor(emulator, { cache: fleet.tokenCache }),
    participant: () => ({ identifier }),
    rateLimit: fleet.rateLimiter({ perMinute: 60 }),
  });
  const ask = async () => {
    commands = 0;
    const answer = await authenticator.fetch(new Request('http://app.test/', { method: 'POST' }));
    expect(answer.status).toBe(200);
    return commands;
  };
  // Some commands leave in two parts.
  expect(await ask()).toBeLessThanOrEqual(5);
  expect(await ask()).toBe(0);
});

test('a life that somebody has lengthened in Redis is no longer than it was', async () => {
  const redis = await startRedis();
  const fleet = connectRedis({ url: redis.url, encryptionKey });
  onTestFinished(() => fleet.close());
  await fleet.tokenCache.set('one', { value: 'secret', lifetimeMs: 60_000, remainingMs: 30_000 });
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  for (const name of await client.keys('*')) await client.pexpire(name, 3_600_000);
  expect(await fleet.tokenCache.get('one')).toMatchObject({ lifetimeMs: 60_000, remainingMs: 60_000 });
});

test('a value that was moved, damaged or sealed with another key counts as none', async () => {
  const redis = await startRedis();
  const connect = (key: string) => {
    const fleet = connectRedis({ url: redis.url, encryptionKey: key, prefix: 'p:' });
    onTestFinished(() => fleet.close());
    return fleet.tokenCache;
  };
  const cache = connect(encryptionKey);
  const entry = { value: 'secret', lifetimeMs: 60_000, remainingMs: 60_000 };
  await cache.set('one', entry);
  expect(await cache.get('one')).toMatchObject({ value: 'secret', lifetimeMs: 60_000 });
  await cache.set('other', { ...entry, value: 'another' });
  const client = new Redis(redis.url);
  onTestFinished(() => client.disconnect());
  const [first, second] = (await client.keys('p:*')) as [string, string];
  await client.rename(first, 'kept');
  await client.rename(second, first);
  await client.rename('kept', second);
  expect([await cache.get('one'), await cache.get('other')]).toEqual([null, null]);
  expect(await connect('another key of thirty-two characters').get('one')).toBeNull();
});

test.each([
  [{ url: 'redis://redis.example.org', encryptionKey }, 'url is neither rediss: nor redis: on this machine'],
  [{ url: 'redis.example.org', encryptionKey }, 'url is not a URL'],
  [
    { url: 'rediss://user:100%@redis.example.org', encryptionKey },
    'url has a user name or password with a % that escapes nothing',
  ],
  [{ url: 'redis://127.0.0.1', encryptionKey: 'short' }, 'encryptionKey is shorter than 32 characters'],
])('%j: %s', (options, message) => {
  expect(() => connectRedis(options)).toThrow(expect.objectContaining({ code: 'invalid_option', message }));
});

test.each([0, -1, 1.5, Number.NaN])(
  'a limit of %d a minute is refused as it is without Redis',
  (perMinute) => {
    const fleet = connectRedis({
      url: 'redis://127.0.0.1:9',
      encryptionKey,
      logger: { warn: () => undefined, error: () => undefined },
    });
    onTestFinished(() => fleet.close());
    expect(() => fleet.rateLimiter({ perMinute })).toThrow(
      expect.objectContaining({
        code: 'invalid_option',
        message: expect.stringMatching(/^rateLimit\.perMinute is/),
      }),
    );
  },
);
