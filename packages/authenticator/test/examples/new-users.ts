// new-users.ts
import {
  createAuthenticator,
  createTokenExchange,
  exchangeOptionsFrom,
  type WhenUnknown,
} from '@mdh-tokens/authenticator';
import { readSession } from './session.js';

const enrol: WhenUnknown = async (identifier, { administration }) => {
  // What a participant of your project consists of is up to you: see MyDataHelps' documentation of its API.
  const answer = await administration('participants', {
    method: 'PUT',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ participantIdentifier: identifier }),
  });
  if (!answer.ok) throw new Error(`the participant could not be made: HTTP ${answer.status}`);
  // The answer's form is not documented: ask for the one that there is now.
  const found = await administration(`participants/${encodeURIComponent(identifier)}`);
  return found.ok ? ((await found.json()) as { id: string }) : null;
};

export const authenticator = createAuthenticator({
  exchange: createTokenExchange({
    ...exchangeOptionsFrom(process.env),
    whenUnknown: enrol,
  }),
  participant: async (request) => {
    const user = await readSession(request.headers.get('cookie'));
    return user === null ? null : { identifier: user.studyId };
  },
});
