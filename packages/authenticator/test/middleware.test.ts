// The Node handler behind the middleware that apps have in front of it, and inside the adapters of serverless platforms.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import compression from 'compression';
import express, { type RequestHandler } from 'express';
import session from 'express-session';
import helmet from 'helmet';
import serverless from 'serverless-http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { createAuthenticator, createTokenExchange } from '../src/index.js';
import { incomingOf, toNodeHandler, type NodeHandler } from '../src/node.js';
import { startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';

vi.setConfig({ testTimeout: 60_000 });

const silent = { warn: () => undefined, error: () => undefined };

async function createHandler(): Promise<{ handler: NodeHandler; fresh: Array<boolean | undefined> }> {
  const identity = await startIdentityServer();
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    logger: silent,
  });
  const fresh: Array<boolean | undefined> = [];
  const handler = toNodeHandler(
    createAuthenticator({
      exchange: {
        ...exchange,
        participantToken: (participant, options) => {
          fresh.push(options?.fresh);
          return exchange.participantToken(participant, options);
        },
      },
      participant: (request) => (request.headers.get('x-user') === 'alice' ? { id: 'p-1' } : null),
      logger: silent,
    }),
  );
  return { handler, fresh };
}

async function serve(middleware: RequestHandler[], handler: NodeHandler): Promise<string> {
  const app = express();
  for (const one of middleware) app.use(one);
  app.all('/token', handler);
  const server = createServer(app).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
}

const rolling = (): RequestHandler =>
  session({ secret: 'of this test', resave: true, saveUninitialized: true, rolling: true });

const kinds: Array<[string, () => RequestHandler[]]> = [
  ['nothing', () => []],
  ['compression of everything', () => [compression({ threshold: 0 })]],
  ['compression of what is large', () => [compression()]],
  ['compression from one byte', () => [compression({ threshold: 1 })]],
  ['compression from a megabyte', () => [compression({ threshold: '1mb' })]],
  ['helmet', () => [helmet()]],
  ['a rolling session', () => [rolling()]],
  ['a rolling session behind compression', () => [compression({ threshold: 0 }), rolling()]],
  ['compression behind a rolling session', () => [rolling(), compression({ threshold: 0 })]],
  ['express.json', () => [express.json()]],
  ['express.json for any type', () => [express.json({ type: () => true })]],
  ['express.text', () => [express.text({ type: () => true })]],
  ['express.raw', () => [express.raw({ type: () => true })]],
  ['all of them', () => [helmet(), rolling(), compression({ threshold: 0 }), express.json()]],
];

describe.each(kinds)('behind %s', (_name, middleware) => {
  test('the answer arrives whole, and the reason is read', async () => {
    const { handler, fresh } = await createHandler();
    const url = await serve(middleware(), handler);
    const ask = (headers: Record<string, string>, body?: string) =>
      fetch(url, { method: 'POST', headers, body: body ?? null, signal: AbortSignal.timeout(20_000) });
    const json = { 'content-type': 'application/json', 'x-user': 'alice' };
    const answer = await ask(json, '{"reason":"rejected"}');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer' });
    expect((await ask({ 'x-user': 'alice' })).status).toBe(200);
    expect(fresh).toEqual([true, false]);
    const nobody = await ask({});
    expect(nobody.status).toBe(401);
    expect(await nobody.json()).toMatchObject({ error: 'unauthenticated' });
    const preflight = await fetch(url, { method: 'OPTIONS', headers: { origin: new URL(url).origin } });
    expect(preflight.status).toBe(204);
    expect((await fetch(url, { method: 'HEAD' })).status).toBe(405);
  });
});

test('a session that rolls sends its cookie with the token', async () => {
  const { handler } = await createHandler();
  const url = await serve([rolling()], handler);
  const answer = await fetch(url, { method: 'POST', headers: { 'x-user': 'alice' } });
  expect(answer.headers.get('set-cookie')).toMatch(/^connect\.sid=/);
  expect(answer.headers.get('content-length')).toBe(String((await answer.text()).length));
});

/** Its type says `void`. */
const promiseOf = (...[handler, ...call]: [NodeHandler, ...Parameters<NodeHandler>]) =>
  handler(...call) as unknown as Promise<void>;

test('the promise resolves when the answer is given, and never rejects', async () => {
  const { handler } = await createHandler();
  let isEnded: boolean | null = null;
  const server = createServer((incoming, outgoing) => {
    void promiseOf(handler, incoming, outgoing).then(() => (isEnded = outgoing.writableEnded));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(() => void server.close());
  await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { method: 'POST' });
  expect(isEnded).toBe(true);
  const broken = { destroy: () => undefined } as never;
  await expect(promiseOf(handler, {} as IncomingMessage, broken)).resolves.toBeUndefined();
});

describe('inside serverless-http', () => {
  let call: (event: object) => Promise<{ statusCode: number; body: string }>;
  let fresh: Array<boolean | undefined>;
  async function setUp(): Promise<void> {
    const created = await createHandler();
    ({ fresh } = created);
    const app = express();
    app.all('/token', created.handler);
    call = serverless(app) as unknown as typeof call;
  }

  const event = (more: object) => ({
    version: '2.0',
    rawPath: '/token',
    headers: { 'x-user': 'alice', host: 'app.example.org' },
    requestContext: { http: { method: 'POST', path: '/token', sourceIp: '192.0.2.1' } },
    isBase64Encoded: false,
    ...more,
  });

  test('a request without a body is answered', async () => {
    await setUp();
    expect(await call(event({}))).toMatchObject({ statusCode: 200 });
  });

  test('a body is read, as text and in base64', async () => {
    await setUp();
    const body = '{"reason":"forced"}';
    expect(await call(event({ body }))).toMatchObject({ statusCode: 200 });
    const encoded = { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
    expect(await call(event(encoded))).toMatchObject({ statusCode: 200 });
    expect(fresh).toEqual([true, true]);
  });
});

test('what a participant callback sees of the request is what middleware has made of it', async () => {
  const identity = await startIdentityServer();
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    logger: silent,
  });
  const authenticator = createAuthenticator({
    exchange,
    participant: (request) => {
      const { user } = incomingOf(request) as IncomingMessage & { user?: { id: string } };
      return user ?? null;
    },
  });
  const signIn: RequestHandler = (request, _response, next) => {
    Object.assign(request, { user: { id: 'p-1' } });
    next();
  };
  const url = await serve([signIn, compression({ threshold: 0 })], toNodeHandler(authenticator));
  expect((await fetch(url, { method: 'POST' })).status).toBe(200);
});
