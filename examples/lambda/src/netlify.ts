// netlify/functions/mydatahelps-token.ts: a Netlify function, for the pages of the same site.
import { createAuthenticator, type RequestContext } from '@mdh-tokens/authenticator';
import { exchange } from './exchange.js';
import { readSession } from './session.js';

const authenticator = createAuthenticator({
  exchange,
  participant: async (request) => {
    const user = await readSession(request.headers.get('cookie'));
    return user === null ? null : { identifier: user.studyId };
  },
});

export default (request: Request, context: RequestContext): Promise<Response> =>
  authenticator.fetch(request, context);

export const config = { path: '/api/mydatahelps-token' };
