import { createServer } from 'node:http';
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { participantOfSession } from './your-session.js';

const exchange = createTokenExchange({
  serviceAccount: process.env['MDH_SERVICE_ACCOUNT']!,
  privateKey: process.env['MDH_PRIVATE_KEY']!,
  projectId: process.env['MDH_PROJECT_ID']!,
  baseUrl: process.env['MDH_BASE_URL'],
});
const authenticator = createAuthenticator({
  exchange,
  // From your own session, never from the request's body: { identifier } or { id }, null when nobody is signed in.
  participant: (request) => participantOfSession(request),
});
createServer(toNodeHandler(authenticator)).listen(8080);
