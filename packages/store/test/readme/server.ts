import { createServer } from 'node:http';
import { createAuthenticator, createTokenExchange, exchangeOptionsFrom } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { participantOfSession } from './your-session.js';

const authenticator = createAuthenticator({
  // Account, key and project, from MDH_SERVICE_ACCOUNT, MDH_PRIVATE_KEY, MDH_PROJECT_ID.
  exchange: createTokenExchange(exchangeOptionsFrom(process.env)),
  // From your own session, never from the request's body: { identifier } or { id }, null when nobody is signed in.
  participant: (request) => participantOfSession(request),
});
createServer(toNodeHandler(authenticator)).listen(8080);
