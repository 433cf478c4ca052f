// authenticator.ts: made once, when the server starts.
import { createAuthenticator, createTokenExchange, exchangeOptionsFrom } from '@mdh-tokens/authenticator';
import { readSession } from './session.js';

export const exchange = createTokenExchange({
  ...exchangeOptionsFrom(process.env),
  scope: 'Participant:read SurveyTasks:read',
});

export const authenticator = createAuthenticator({
  exchange,
  participant: async (request) => {
    const user = await readSession(request.headers.get('cookie'));
    return user === null ? null : { identifier: user.studyId };
  },
});
