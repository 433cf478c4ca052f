// A look-up must find the one who was asked for, and nobody must be taken for unknown whom MyDataHelps has not called so.
import { describe, expect, test } from 'vitest';
import { createTokenExchange } from '../src/index.js';
import { grantEverything, sendJson, startIdentityServer, type Respond } from './identity-server.js';
import { developmentKey } from './keys.js';

async function setUp(respond: Respond) {
  const identity = await startIdentityServer((request, response, count) =>
    (request.method === 'GET' ? respond : grantEverything)(request, response, count),
  );
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    projectId: 'project-1',
    logger: { warn: () => undefined, error: () => undefined },
  });
  return { identity, exchange };
}

const participant = { id: 'p-1', participantIdentifier: 'MDH-1002' };
const found: Respond = (_request, response) => sendJson(response, 200, participant);

describe('of an identifier', () => {
  test.each(['mdh-1002', 'MDH-1002 ', ' MDH-1002', 'ＭＤＨ-１００２', 'MDH-1002\u0301', 'Mdh-1002'])(
    '%j, which a database takes for MDH-1002, the answer is that there is no such participant',
    async (identifier) => {
      const { exchange } = await setUp(found);
      await expect(exchange.participantToken({ identifier })).rejects.toMatchObject({ code: 'forbidden' });
      await expect(exchange.findParticipant(identifier)).resolves.toBeNull();
    },
  );

  test.each([
    ['somebody else', participant, 'alice'],
    [
      'somebody that a server found that decodes twice',
      { id: 'p-1', participantIdentifier: 'bob' },
      'bob%2f',
    ],
    ['somebody found by a part of the name', { id: 'p-1', participantIdentifier: 'bob' }, 'bob?x'],
    ['nobody by name', { id: 'p-1' }, 'alice'],
    ['a name that is no text', { id: 'p-1', participantIdentifier: 4711 }, '4711'],
    ['a list', [participant], 'MDH-1002'],
    ['nothing', null, 'MDH-1002'],
  ])('an answer for %s is trouble upstream, and is not kept', async (_name, answer, identifier) => {
    const { identity, exchange } = await setUp((_request, response) => sendJson(response, 200, answer));
    await expect(exchange.participantToken({ identifier })).rejects.toMatchObject({ code: 'bad_gateway' });
    expect(identity.count('delegated_participant')).toBe(0);
    identity.respond = (request, response, count) =>
      request.method === 'GET'
        ? sendJson(response, 200, { id: 'p-9', participantIdentifier: identifier })
        : grantEverything(request, response, count);
    await expect(exchange.findParticipant(identifier)).resolves.toBe('p-9');
  });

  test.each(['%2e%2e', '%2e%2e%2fother', 'x%2f..%2fother', '%2E', 'a%00b', 'a%0d%0ab'])(
    '%j, which a server that decodes twice reads as a way elsewhere, nothing is sent',
    async (identifier) => {
      const { identity, exchange } = await setUp(found);
      await expect(exchange.participantToken({ identifier })).rejects.toMatchObject({ code: 'forbidden' });
      expect(identity.received).toEqual([]);
    },
  );
});

describe('a 404', () => {
  const limits = { 'ratelimit-limit': '1000', 'ratelimit-remaining': '999', 'ratelimit-reset': '3600' };
  test.each<[string, Respond]>([
    ['with JSON', (_request, response) => sendJson(response, 404, { message: 'Participant not found' })],
    ['with a JSON text', (_request, response) => sendJson(response, 404, 'Participant not found')],
    [
      'with text and the limits of MyDataHelps',
      (_request, response) =>
        void response.writeHead(404, { 'content-type': 'text/plain', ...limits }).end('No'),
    ],
    ['with nothing but the limits', (_request, response) => void response.writeHead(404, limits).end()],
  ])('%s says that there is no such participant', async (_name, respond) => {
    const { exchange } = await setUp(respond);
    await expect(exchange.participantToken({ identifier: 'alice' })).rejects.toMatchObject({
      code: 'forbidden',
    });
  });

  test.each<[string, Respond]>([
    [
      'with HTML',
      (_request, response) =>
        void response.writeHead(404, { 'content-type': 'text/html' }).end('<h1>404 Not Found</h1>'),
    ],
    ['with text', (_request, response) => void response.writeHead(404).end('default backend - 404')],
    ['without a body', (_request, response) => void response.writeHead(404).end()],
  ])('%s is of something on the way', async (_name, respond) => {
    const { exchange } = await setUp(respond);
    await expect(exchange.participantToken({ identifier: 'alice' })).rejects.toMatchObject({
      code: 'bad_gateway',
    });
  });
});
