// next-authenticator.ts
import {
  createAuthenticator,
  createTokenExchange,
  exchangeOptionsFrom,
  type Authenticator,
} from '@mdh-tokens/authenticator';
import { readSession } from './session';

let authenticator: Authenticator | undefined;

/** Made with the first request: `next build` loads the routes, too, where the variables need not be set. */
export function getAuthenticator(): Authenticator {
  authenticator ??= createAuthenticator({
    exchange: createTokenExchange(exchangeOptionsFrom(process.env)),
    participant: async (request) => {
      const user = await readSession(request.headers.get('cookie'));
      return user === null ? null : { identifier: user.studyId };
    },
  });
  return authenticator;
}
