// The authenticator: tokens for whoever is signed in.
import { createAuthenticator, createTokenExchange, exchangeOptionsFrom } from '@mdh-tokens/authenticator';
import { readSession } from '../../session.js';

let authenticator;

export function POST(request) {
  // Made with the first request: a build has no environment.
  authenticator ??= createAuthenticator({
    exchange: createTokenExchange(exchangeOptionsFrom(process.env)),
    participant: async () => {
      const session = await readSession();
      return session === null ? null : { identifier: session.studyId };
    },
  });
  return authenticator.fetch(request);
}
