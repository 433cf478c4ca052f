// fastify.ts
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import Fastify from 'fastify';
import { authenticator } from './authenticator.js';

export const app = Fastify();
const handler = toNodeHandler(authenticator);
app.register(async (scope) => {
  // The authenticator reads the body itself.
  scope.removeAllContentTypeParsers();
  scope.addContentTypeParser('*', (_request, _payload, done) => done(null));
  scope.all('/api/mydatahelps-token', (request, reply) => {
    reply.hijack();
    handler(request.raw, reply.raw);
  });
});
