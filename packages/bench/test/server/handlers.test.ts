// What the compared handlers do for a request: the figures are worth something only if it is what they stand for.
import { createServer, type RequestListener, type Server } from 'node:http';
import { expect, onTestFinished, test } from 'vitest';
import { createHandler } from '../../src/server/handlers/create-handler.js';
import { handlerNames, type HandlerName } from '../../src/server/handlers/handler-spec.js';
import { createIdentityServer } from '../../src/server/identity-server.js';
import { listen } from '../../src/server/processes/listen.js';

async function serve(server: Server): Promise<string> {
  const port = await listen(server, 0);
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${port}/`;
}

const serveHandler = (handler: RequestListener): Promise<string> => serve(createServer(handler));

/** Two requests of one participant, after one that they do not count. */
const calls: Record<HandlerName, { service: number; participant: number }> = {
  'bare undici': { service: 0, participant: 2 },
  'bare fetch': { service: 0, participant: 2 },
  naive: { service: 2, participant: 2 },
  'cache off': { service: 0, participant: 2 },
  'cache on': { service: 0, participant: 0 },
};

test.each(handlerNames)('%s answers with a token, and asks upstream as often as it says', async (name) => {
  const identity = createIdentityServer(0);
  const baseUrl = await serve(identity.server);
  const url = await serveHandler(createHandler(baseUrl, { name, participants: 1 }));
  const ask = async (): Promise<void> => {
    const answer = await fetch(url, { method: 'POST', headers: { cookie: 'session=alice' } });
    expect(await answer.json()).toMatchObject({ access_token: expect.any(String) as string });
  };
  await ask();
  identity.takeCounts();
  await ask();
  await ask();
  expect(identity.takeCounts()).toEqual(calls[name]);
});

test('participants take turns, and nobody without a session gets a token', async () => {
  const identity = createIdentityServer(0);
  const baseUrl = await serve(identity.server);
  const url = await serveHandler(createHandler(baseUrl, { name: 'cache on', participants: 3 }));
  const ask = (headers: Record<string, string>) => fetch(url, { method: 'POST', headers });
  for (let count = 0; count < 9; count += 1) await ask({ cookie: 'session=alice' });
  expect(identity.takeCounts()).toEqual({ service: 1, participant: 3 });
  expect((await ask({})).status).toBe(401);
});
