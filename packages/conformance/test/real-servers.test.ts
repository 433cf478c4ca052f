// Nothing is found wrong with our own authenticator, whatever it is mounted on and whatever stands before it.
import { request as sendRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { createGzip } from 'node:zlib';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { build } from 'esbuild';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { getRequestListener } from '@hono/node-server';
import { describe, expect, it } from 'vitest';
import { checkAuthenticator } from '../src/index.js';
import type { CheckOptions } from '../src/options.js';
import { goLive, type Live } from './live.js';
import { sessionOptions, sessions } from './model.js';

/** Mounts the endpoint and returns its URL. */
type Mount = (live: Live) => Promise<string>;

const onExpress: Mount = ({ authenticator, listen }) => {
  const app = express();
  // Before express.json(): that one answers a body it cannot read with a page that shows the stack (A06, A07).
  app.all('/token', toNodeHandler(authenticator));
  app.use(express.json());
  return listen(app);
};

const onFastify: Mount = async ({ authenticator, onClose }) => {
  const app = fastify();
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', (_request, _payload, done) => done(null));
  const handle = toNodeHandler(authenticator);
  app.all('/token', (request, reply) => {
    reply.hijack();
    handle(request.raw, reply.raw);
  });
  onClose(() => app.close());
  return app.listen({ port: 0, host: '127.0.0.1' });
};

const onHono: Mount = ({ authenticator, listen }) => {
  const app = new Hono();
  app.all('/token', (c) => authenticator.fetch(c.req.raw));
  const handle = getRequestListener(app.fetch);
  return listen((incoming, outgoing) => void handle(incoming, outgoing));
};

/** As nginx does it: another Host on the inside, and everything compressed. */
const behindProxy: Mount = async ({ authenticator, listen }) => {
  const inside = new URL(await listen(toNodeHandler(authenticator)));
  return listen((incoming, outgoing) => proxy(incoming, outgoing, inside));
};

function proxy(incoming: IncomingMessage, outgoing: ServerResponse, inside: URL): void {
  const { method, url, headers } = incoming;
  const passed = { ...headers, host: 'inside.internal', 'accept-encoding': 'identity' };
  const upstream = sendRequest(new URL(url ?? '/', inside), { method, headers: passed }, (answer) => {
    const { 'content-length': _length, ...rest } = answer.headers;
    outgoing.writeHead(answer.statusCode ?? 502, { ...rest, 'content-encoding': 'gzip' });
    answer.pipe(createGzip()).pipe(outgoing);
  });
  upstream.on('error', () => outgoing.destroy());
  incoming.pipe(upstream);
}

const worker = `
import { createAuthenticator, createTokenExchange } from '@mdh-tokens/authenticator';
const sessions = SESSIONS;
let authenticator;
export default {
  fetch(request, env) {
    authenticator ??= createAuthenticator({
      exchange: createTokenExchange(env),
      participant: async ({ headers }) => {
        const identifier = sessions[/session=([\\w-]+)/.exec(headers.get('cookie') ?? '')?.[1]];
        return identifier === undefined ? null : { identifier };
      },
    });
    return authenticator.fetch(request);
  },
};`;

const onWorker: Mount = async ({ emulator, onClose, listen }) => {
  const { outputFiles } = await build({
    stdin: {
      contents: worker.replace('SESSIONS', JSON.stringify(sessions)),
      resolveDir: import.meta.dirname,
    },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'browser',
    conditions: ['workerd'],
  });
  const { Miniflare } = createRequire(createRequire(import.meta.url).resolve('wrangler/package.json'))(
    'miniflare',
  ) as {
    Miniflare: new (options: object) => { ready: Promise<URL>; dispose(): Promise<void> };
  };
  const { serviceAccount, privateKey, projectId, url } = emulator;
  const miniflare = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.js', contents: outputFiles[0]?.text ?? '' }],
    compatibilityDate: '2026-01-01',
    host: '127.0.0.1',
    port: 0,
    bindings: { serviceAccount, privateKey, projectId, baseUrl: url.replace('localhost', '127.0.0.1') },
  });
  onClose(() => miniflare.dispose());
  // As the edge does, the server before it adds Date.
  const inside = await miniflare.ready;
  return listen((incoming, outgoing) => proxy(incoming, outgoing, inside));
};

const mounts: [string, Mount, Partial<CheckOptions>?][] = [
  ['Express', onExpress],
  ['Fastify', onFastify],
  ['Hono', onHono],
  ['Express, for a page of another origin', onExpress, { pageOrigin: 'https://page.example' }],
  ['Express, with MyDataHelps in trouble and the limit reached', onExpress, { allow: { rateLimit: true } }],
  ['Node behind a proxy that compresses and changes Host', behindProxy],
  ['a Worker', onWorker],
];

describe.concurrent('our authenticator on', () => {
  it.each(mounts)('%s passes', { timeout: 240_000 }, async (_name, mount, options = {}) => {
    const live = await goLive(options.pageOrigin === undefined ? [] : [options.pageOrigin]);
    try {
      const url = `${await mount(live)}/token`;
      const emulator = options.allow === undefined ? {} : { emulator: live.emulator.url };
      const report = await checkAuthenticator({
        url,
        ...sessionOptions,
        timeoutSeconds: 60,
        baseUrl: live.emulator.url,
        ...emulator,
        ...options,
      });
      const unwell = report.results.filter(({ state }) => state !== 'pass' && state !== 'not-applicable');
      // How quick a shared machine is, says nothing of the endpoint.
      expect(unwell.filter(({ id, state }) => !(id === 'T04' && state === 'warn'))).toEqual([]);
      expect(report.exitCode).toBe(0);
      // As the README says: about a hundred requests, and few tokens.
      expect(report.tokens).toBeLessThanOrEqual(8);
      if (options.allow === undefined) expect(report.requests).toBeLessThan(125);
    } finally {
      await live.close();
    }
  });
});
