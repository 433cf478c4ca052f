// fleet.ts
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { connectRedis } from '@mdh-tokens/authenticator/redis';
import { readSession } from './session.js';

const redis = connectRedis({
  url: process.env.REDIS_URL ?? '',
  encryptionKey: process.env.REDIS_ENCRYPTION_KEY ?? '',
});

export const authenticator = createAuthenticator({
  exchange: createTokenExchange({
    serviceAccount: process.env.MDH_SERVICE_ACCOUNT ?? '',
    privateKey: process.env.MDH_PRIVATE_KEY ?? '',
    projectId: process.env.MDH_PROJECT_ID,
    baseUrl: process.env.MDH_BASE_URL,
    cache: redis.tokenCache,
  }),
  participant: async (request) => {
    const user = await readSession(request.headers.get('cookie'));
    return user === null ? null : { identifier: user.studyId };
  },
  rateLimit: redis.rateLimiter({ perMinute: 60 }),
});

export const close = () => redis.close();
