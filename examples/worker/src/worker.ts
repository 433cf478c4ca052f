// The endpoint of a page's token store, made with the first request: the settings come with it.
import {
  createAuthenticator,
  createTokenExchange,
  exchangeOptionsFrom,
  type Authenticator,
  type RequestContext,
} from '@mdh-tokens/authenticator';
import { readSession } from './session.js';

interface Env {
  MDH_SERVICE_ACCOUNT: string;
  MDH_PRIVATE_KEY: string;
  MDH_PROJECT_ID: string;
  MDH_BASE_URL?: string;
}

let authenticator: Authenticator | undefined;

export default {
  async fetch(request: Request, env: Env, context: RequestContext): Promise<Response> {
    authenticator ??= createAuthenticator({
      exchange: createTokenExchange(exchangeOptionsFrom(env)),
      participant: async (asked) => {
        const user = await readSession(asked.headers.get('cookie'));
        return user === null ? null : { identifier: user.studyId };
      },
    });
    // With its waitUntil, the service token is renewed behind an answer.
    return authenticator.fetch(request, context);
  },
};
