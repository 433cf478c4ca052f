// The README's examples: the same text, compiled with the tests, and run over HTTP with the emulator behind them.
import { readFileSync, readdirSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import type { Emulator } from '@mdh-tokens/emulator';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { somebody, startEmulator, stubEnvironment } from './emulated-exchange.js';
import { startRedis } from './redis-server.js';

let emulator: Emulator;

/** The examples read the environment when they are loaded. */
beforeEach(async () => {
  emulator = await startEmulator();
  stubEnvironment(emulator);
  vi.resetModules();
});

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

const listenWith = (fetchHandler: (request: Request) => Response | Promise<Response>) =>
  listen(createServer((incoming, outgoing) => void getRequestListener(fetchHandler)(incoming, outgoing)));

const adapters: Array<[string, () => Promise<string>]> = [
  ['node-http', async () => listen((await import('./examples/node-http.js')).server)],
  ['express', async () => listen(createServer((await import('./examples/express.js')).app))],
  ['express-session', async () => listen(createServer((await import('./examples/express-session.js')).app))],
  [
    'fastify',
    async () => {
      const { app } = await import('./examples/fastify.js');
      onTestFinished(() => app.close());
      return app.listen({ port: 0, host: '127.0.0.1' });
    },
  ],
  ['hono', async () => listenWith((await import('./examples/hono.js')).app.fetch)],
  ['next-route', async () => listenWith((await import('./examples/next-route.js')).POST)],
  [
    'next-pages',
    async () => {
      const { default: answer } = await import('./examples/next-pages.js');
      return listen(createServer((incoming, outgoing) => answer(incoming, outgoing)));
    },
  ],
  ['new-users', async () => listenWith((await import('./examples/new-users.js')).authenticator.fetch)],
  [
    'lambda',
    async () => {
      const { handler } = await import('./examples/lambda.js');
      return listenWith(async (request) => {
        const { statusCode, headers, body } = await handler({
          httpMethod: request.method,
          headers: Object.fromEntries(request.headers),
          body: await request.text(),
        });
        return new Response(body, { status: statusCode, headers: headers ?? {} });
      });
    },
  ],
  [
    'fleet',
    async () => {
      const redis = await startRedis();
      vi.stubEnv('REDIS_URL', redis.url);
      vi.stubEnv('REDIS_ENCRYPTION_KEY', 'thirty-two characters for a test');
      const { authenticator, close } = await import('./examples/fleet.js');
      onTestFinished(close);
      return listenWith(authenticator.fetch);
    },
  ],
];

describe('the example for', () => {
  test.each(adapters)('%s answers a signed-in page, and nobody else', async (_name, start) => {
    const url = `${await start()}/api/mydatahelps-token`;
    const { id, identifier } = somebody(emulator);
    const ask = (init: RequestInit) => fetch(url, { method: 'POST', ...init });
    const cookie = `session=${identifier}`;
    const answer = await ask({
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: '{"reason":"start"}',
    });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(emulator.issued.at(-1)?.participantId).toBe(id);
    expect((await ask({ headers: { cookie } })).status).toBe(200);
    expect((await ask({})).status).toBe(401);
    expect((await ask({ headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    const large = await ask({ headers: { cookie, 'content-type': 'text/plain' }, body: 'x'.repeat(100_000) });
    expect(large.status).toBe(413);
  });
});

test('every example is in the README as it is here, and nothing else is', () => {
  const readme = readFileSync(join(import.meta.dirname, '../README.md'), 'utf8');
  const blocks = [...readme.matchAll(/```ts\n([\s\S]*?)```/g)].map(([, code = '']) => code.trim());
  const folder = join(import.meta.dirname, 'examples');
  const files = readdirSync(folder).map((name) => join(folder, name));
  // Run by its own test, in workerd.
  files.push(join(import.meta.dirname, '../../../examples/worker/src/worker.ts'));
  expect(new Set(blocks)).toEqual(new Set(files.map((file) => readFileSync(file, 'utf8').trim())));
});
