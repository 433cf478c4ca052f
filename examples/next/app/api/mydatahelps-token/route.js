// The authenticator: tokens for whoever is signed in.
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
import { readSession } from '../../session.js';

let authenticator;

export function POST(request) {
  // Made with the first request: a build has no environment.
  authenticator ??= createAuthenticator({
    exchange: createTokenExchange({
      serviceAccount: process.env.MDH_SERVICE_ACCOUNT,
      privateKey: process.env.MDH_PRIVATE_KEY,
      projectId: process.env.MDH_PROJECT_ID,
      baseUrl: process.env.MDH_BASE_URL,
    }),
    participant: async () => {
      const session = await readSession();
      return session === null ? null : { identifier: session.studyId };
    },
  });
  return authenticator.fetch(request);
}
