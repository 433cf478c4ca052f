// express-session.ts
import { createAuthenticator } from '@mdh-tokens/authenticator';
import { incomingOf, toNodeHandler } from '@mdh-tokens/authenticator/node';
import express, { type Request as ExpressRequest } from 'express';
import { exchange } from './authenticator.js';
import { readSession, type User } from './session.js';

const authenticator = createAuthenticator({
  exchange,
  participant: async (request) => {
    // The request as Express knows it: `session`, `user`, whatever middleware has put there.
    const { user } = incomingOf(request) as ExpressRequest & { user?: User | null };
    return user ? { identifier: user.studyId } : null;
  },
});

export const app = express();
// Stands for express-session, passport, or your own.
app.use(async (request, _response, next) => {
  Object.assign(request, { user: await readSession(request.headers.cookie ?? null) });
  next();
});
app.all('/api/mydatahelps-token', toNodeHandler(authenticator));
