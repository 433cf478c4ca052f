// fleet.ts
import { createAuthenticator, createTokenExchange, exchangeOptionsFrom } from '@mdh-tokens/authenticator';
import { connectRedis } from '@mdh-tokens/authenticator/redis';
import { readSession } from './session.js';

const redis = connectRedis({
  url: process.env.REDIS_URL ?? '',
  encryptionKey: process.env.REDIS_ENCRYPTION_KEY ?? '',
});

export const authenticator = createAuthenticator({
  exchange: createTokenExchange({
    ...exchangeOptionsFrom(process.env),
    cache: redis.tokenCache,
  }),
  participant: async (request) => {
    const user = await readSession(request.headers.get('cookie'));
    return user === null ? null : { identifier: user.studyId };
  },
  rateLimit: redis.rateLimiter({ perMinute: 60 }),
});

export const close = () => redis.close();
