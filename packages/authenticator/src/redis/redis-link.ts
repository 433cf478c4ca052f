// Redis when it is there, and a quick no when it is not.
import type { Redis } from 'ioredis';
import { toLogFields } from '../log-fields.js';
import type { Logger } from '../logger.js';
import { elapsedMs, readClocks, type Instant } from '../platform/clock.js';
import { requirePeer } from './optional-peer.js';

/** A connection whose failures cost the caller next to nothing. */
export interface RedisLink {
  client: Redis;
  /** Runs a command; `null` when Redis does not answer, or too slowly to be of use. Never rejects. */
  attempt<T>(command: (client: Redis) => Promise<T>): Promise<{ value: T } | null>;
  /** Whether commands are answered now. */
  isUp(): boolean;
  close(): void;
}

/** After a command has failed, Redis is left alone for this time. */
const restMs = 1_000;

const commandTimeoutMs = 800;

/** A command that takes longer than this costs more than it saves. */
const slowMs = 300;

/** A request has several commands: after so many slow ones in a row the others are answered from memory for a while. */
const mostSlowInARow = 3;

const settings = {
  // A command that cannot be sent or answered at once is answered from memory instead of being kept.
  enableOfflineQueue: false,
  maxRetriesPerRequest: 0,
  commandTimeout: commandTimeoutMs,
  connectTimeout: 5_000,
  retryStrategy: (attempt: number) => Math.min(100 * 2 ** Math.min(attempt, 6), 5_000),
  lazyConnect: false,
};

/** @param url checked: `rediss:`, or `redis:` on this machine */
export function createRedisLink(url: URL, logger: Logger): RedisLink {
  const { Redis: Client } = requirePeer('ioredis');
  const client = new Client(url.href, settings);
  const health = createHealth(logger);
  client.on('error', health.fail);
  client.on('ready', health.recover);
  return {
    client,
    async attempt(command) {
      if (health.isResting()) return null;
      const isStarting = client.status === 'connecting' || client.status === 'connect';
      if (health.isUp() && isStarting) await connection(client);
      const since = readClocks();
      try {
        const value = await command(client);
        health.answered(since);
        return { value };
      } catch (error) {
        health.fail(error);
        return null;
      }
    },
    isUp: () => client.status === 'ready' && health.isUp(),
    close: () => client.disconnect(),
  };
}

/** What is known of Redis by its answers, and told when it changes. */
interface Health {
  isUp(): boolean;
  /** Whether it is left alone for now. */
  isResting(): boolean;
  fail(this: void, error: unknown): void;
  recover(this: void): void;
  /** A command that was sent then has been answered. */
  answered(since: Instant): void;
}

function createHealth(logger: Logger): Health {
  let failedAt: Instant | null = null;
  let up = true;
  let slowInARow = 0;

  /** A connection that stays open through a slow moment has no event for its end: an answer is the sign. */
  function recover(): void {
    failedAt = null;
    if (!up) logger.info?.({}, 'Redis is back');
    up = true;
  }

  return {
    isUp: () => up,
    isResting: () => failedAt !== null && elapsedMs(failedAt, readClocks()) < restMs,
    fail(error) {
      failedAt = readClocks();
      if (up) logger.warn(toLogFields(error), 'Redis is away: this process goes on with its own memory');
      up = false;
    },
    recover,
    answered(since) {
      // One that was sent before the failure says nothing about the time after it.
      if (failedAt === null || elapsedMs(since, failedAt) <= 0) recover();
      slowInARow = elapsedMs(since, readClocks()) > slowMs ? slowInARow + 1 : 0;
      if (slowInARow >= mostSlowInARow) failedAt = readClocks();
    },
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
