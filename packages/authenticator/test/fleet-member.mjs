// One process of a fleet: the built package, asked over IPC.
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { connectRedis } from '@mdh-tokens/authenticator/redis';

const { redisUrl, encryptionKey, perMinute, ...options } = JSON.parse(process.argv[2]);
const warnings = [];
const logger = {
  warn: (fields, message) => warnings.push({ message, ...fields }),
  error: (fields, message) => warnings.push({ message, ...fields }),
};
const redis = connectRedis({ url: redisUrl, encryptionKey, logger });
const exchange = createTokenExchange({ ...options, cache: redis.tokenCache, logger });
let participant = null;
const authenticator = createAuthenticator({
  exchange,
  participant: () => participant,
  rateLimit: redis.rateLimiter({ perMinute }),
  logger,
});

const commands = {
  serviceToken: () => exchange.serviceToken(),
  participantToken: ({ reference, fresh }) => exchange.participantToken(reference, { fresh }),
  ask: async ({ reference }) => {
    participant = reference;
    const answer = await authenticator.fetch(new Request('http://app.test/', { method: 'POST' }));
    return { status: answer.status, body: await answer.json() };
  },
  warnings: () => warnings,
};

async function run({ id, command, ...rest }) {
  try {
    process.send({ id, result: await commands[command](rest) });
  } catch (error) {
    process.send({ id, error: error.code ?? error.name });
  }
}

process.on('message', (message) => void run(message));
process.on('disconnect', () => process.exit());
process.send({ id: 0 });
