// The Node adapter over real HTTP, with the emulator behind it.
import { createServer, request, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, onTestFinished, test } from 'vitest';
import { createAuthenticator, type Authenticator } from '../src/index.js';
import { toNodeHandler } from '../src/node.js';
import { exchangeFor, somebody, startEmulator } from './emulated-exchange.js';

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
}

async function authenticatorOfEmulator(): Promise<Authenticator> {
  const emulator = await startEmulator({ tokenLifetimeSeconds: 600 });
  const { identifier } = somebody(emulator);
  return createAuthenticator({
    exchange: exchangeFor(emulator),
    participant: (asked) => (asked.headers.get('cookie') === 'session=alice' ? { identifier } : null),
    logger: { warn: () => undefined, error: () => undefined },
  });
}

const cookie = { cookie: 'session=alice' };

test('a page’s request gets a token', async () => {
  const url = await serve(toNodeHandler(await authenticatorOfEmulator()));
  const answer = await fetch(url, { method: 'POST', headers: cookie, body: '{"reason":"start"}' });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect(await answer.json()).toMatchObject({ expires_in: 600, token_type: 'Bearer' });
  expect((await fetch(url, { method: 'POST' })).status).toBe(401);
  const preflight = await fetch(url, { method: 'OPTIONS', headers: { origin: 'https://evil.test' } });
  expect(preflight.status).toBe(403);
});

test('global objects stay as they are', async () => {
  const before = [globalThis.Request, globalThis.Response];
  await serve(toNodeHandler(await authenticatorOfEmulator()));
  expect([globalThis.Request, globalThis.Response]).toEqual(before);
});

test('a body of unknown length is cut off when it is too large', async () => {
  const url = await serve(toNodeHandler(await authenticatorOfEmulator()));
  const status = await new Promise<number | undefined>((resolve, reject) => {
    const call = request(url, { method: 'POST', headers: cookie }, (response) => {
      resolve(response.statusCode);
      response.resume();
    });
    call.once('error', reject);
    call.write('x'.repeat(5000));
    call.write('x'.repeat(5000));
    call.end();
  });
  expect(status).toBe(413);
});

test('a body that a framework has parsed is taken from request.body', async () => {
  const handler = toNodeHandler(await authenticatorOfEmulator());
  const url = await serve((incoming, outgoing) => {
    let text = '';
    incoming.on('data', (chunk: Buffer) => (text += chunk.toString()));
    incoming.on('end', () => {
      setImmediate(() => {
        Object.assign(incoming, { body: JSON.parse(text) as unknown });
        handler(incoming, outgoing);
      });
    });
  });
  const answer = await fetch(url, { method: 'POST', headers: cookie, body: '{"reason":"rejected"}' });
  expect(answer.status).toBe(200);
});

test('HEAD is answered, also by a server that is strict about bodies', async () => {
  const handler = toNodeHandler(await authenticatorOfEmulator());
  const server = createServer({ rejectNonStandardBodyWrites: true }, handler).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
  expect((await fetch(url, { method: 'HEAD' })).status).toBe(405);
});

test('the built-in fetch of the app is a Web-standard handler', async () => {
  const authenticator = await authenticatorOfEmulator();
  const answer = await authenticator.fetch(
    new Request('http://app.test/token', { method: 'POST', headers: cookie }),
  );
  expect(answer.status).toBe(200);
});
