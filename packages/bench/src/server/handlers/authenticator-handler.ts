// The authenticator with every protection that is on by default.
import { generateKeyPairSync } from 'node:crypto';
import type { RequestListener } from 'node:http';
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import type { HandlerSpec } from './handler-spec.js';
import { serviceAccount } from './token-forms.js';

/** The soak's outages would fill the terminal. */
const silent = { warn: () => undefined, error: () => undefined };

/** Whoever has a session is the next participant in turn. */
export function createAuthenticatorHandler(
  baseUrl: string,
  { name, participants, isUnlimited = false }: HandlerSpec,
): RequestListener {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const exchange = createTokenExchange({
    serviceAccount,
    privateKey,
    baseUrl,
    logger: silent,
    ...(name === 'cache off' ? { cache: false } : {}),
  });
  const signedIn = Array.from({ length: participants }, (_, index) => ({
    id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  }));
  let turn = 0;
  return toNodeHandler(
    createAuthenticator({
      exchange,
      logger: silent,
      participant: (request) =>
        request.headers.get('cookie') === null ? null : (signedIn[turn++ % participants] ?? null),
      ...(isUnlimited ? { rateLimit: { perMinute: 1_000_000_000 } } : {}),
    }),
  );
}
