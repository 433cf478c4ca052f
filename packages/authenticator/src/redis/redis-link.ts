// Redis when it is there, and a quick no when it is not.
import { Redis } from 'ioredis';
import { toLogFields } from '../log-fields.js';
import type { Logger } from '../logger.js';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';

/** A connection whose failures cost the caller next to nothing. */
export interface RedisLink {
  client: Redis;
  /** Runs a command; `null` when Redis does not answer. Never rejects. */
  attempt<T>(command: (client: Redis) => Promise<T>): Promise<{ value: T } | null>;
  /** Whether commands are answered now. */
  isUp(): boolean;
  close(): void;
}

/** After a command has failed, Redis is left alone for this time. */
const restMs = 1_000;

/** @param url checked: `rediss:`, or `redis:` on this machine */
export function createRedisLink(url: URL, logger: Logger): RedisLink {
  const client = new Redis(url.href, {
    // A command that cannot be sent or answered at once is answered from memory instead of being kept.
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    commandTimeout: 1_000,
    connectTimeout: 5_000,
    retryStrategy: (attempt) => Math.min(100 * 2 ** Math.min(attempt, 6), 5_000),
    lazyConnect: false,
  });
  let failedAt: Instant | null = null;
  let up = true;

  function fail(error: unknown): void {
    failedAt = readClocks();
    if (up) logger.warn(toLogFields(error), 'Redis is away: this process goes on with its own memory');
    up = false;
  }

  client.on('error', fail);
  client.on('ready', () => {
    failedAt = null;
    if (!up) logger.info?.({}, 'Redis is back');
    up = true;
  });

  return {
    client,
    async attempt(command) {
      if (failedAt !== null && elapsedMs(failedAt, readClocks()) < restMs) return null;
      if (up && (client.status === 'connecting' || client.status === 'connect')) await connection(client);
      try {
        const value = await command(client);
        failedAt = null;
        return { value };
      } catch (error) {
        fail(error);
        return null;
      }
    },
    isUp: () => client.status === 'ready',
    close: () => client.disconnect(),
  };
}

/**
 * At the start of a process the first commands wait for the connection, so that a fleet that starts together shares.
 * After a failure none does: who says nothing today would cost every request its wait.
 */
async function connection(client: Redis): Promise<void> {
  await new Promise<void>((resolve) => {
    const done = (): void => {
      clearTimeout(timer);
      for (const event of ['ready', 'close', 'error'] as const) client.off(event, done);
      resolve();
    };
    const timer = setTimeout(done, 2_000);
    for (const event of ['ready', 'close', 'error'] as const) client.once(event, done);
  });
}
