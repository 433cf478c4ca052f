// What can happen on the way to MyDataHelps, over real sockets.
import { createServer, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import net, { createServer as createTcpServer, type AddressInfo, type Server as TcpServer } from 'node:net';
import { gzipSync } from 'node:zlib';
import { decodeJwt } from 'jose';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createTokenExchange, type Measure, type TokenExchangeOptions } from '../src/index.js';
import { startCompressingServer } from './compressing-server.js';
import { startForgetfulServer } from './forgetful-server.js';
import { startProxy } from './forward-proxy.js';
import { grantEverything, sendParticipant, startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';
import { selfSigned } from './self-signed.js';

vi.setConfig({ testTimeout: 60_000 });

const silent = { warn: () => undefined, error: () => undefined };

beforeEach(() => {
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy'])
    vi.stubEnv(name, undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
});

const exchangeAt = (baseUrl: string, options: Partial<TokenExchangeOptions> = {}) =>
  createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    projectId: 'project-1',
    baseUrl,
    logger: silent,
    ...options,
  });

async function listen(server: Server | TcpServer): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return (server.address() as AddressInfo).port;
}

const transports: Array<[string, Partial<TokenExchangeOptions>]> = [
  ['undici', {}],
  ['fetch', { fetch: (...request) => fetch(...request) }],
];

describe.each(transports)('through %s, a connection that is reset before an answer', (_name, transport) => {
  test('and that was used before costs one more try, at once and on a new connection', async () => {
    const { requests, url } = await startForgetfulServer(1);
    const measures: Measure[] = [];
    const exchange = exchangeAt(url, { ...transport, onMeasure: (measure) => void measures.push(measure) });
    await expect(exchange.participantToken({ identifier: 'alice' })).resolves.toMatchObject({
      token_type: 'Bearer',
    });
    expect(requests.filter(({ isAnswered }) => isAnswered)).toHaveLength(3);
    expect(requests.filter(({ isAnswered }) => !isAnswered).length).toBeGreaterThan(0);
    expect(measures).toContainEqual(expect.objectContaining({ kind: 'upstream', isRetried: true }));
  });

  test('and that was new costs none: the server is in trouble', async () => {
    const { requests, url } = await startForgetfulServer(0);
    await expect(exchangeAt(url, transport).serviceToken()).rejects.toMatchObject({
      code: 'unavailable',
      upstream: { fault: 'cut_short' },
    });
    expect(requests).toHaveLength(1);
  });

  test('has its second try with an assertion of its own', async () => {
    vi.useFakeTimers({ toFake: ['Date', 'performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { requests, url } = await startForgetfulServer(1);
    const exchange = exchangeAt(url, transport);
    await exchange.serviceToken();
    vi.advanceTimersByTime(3_599_000);
    await exchange.serviceToken();
    const assertions = requests.map(({ form }) => decodeJwt(form.get('client_assertion') ?? ''));
    expect(assertions).toHaveLength(3);
    expect(new Set(assertions.map(({ jti }) => jti)).size).toBe(3);
    expect(assertions.every(({ iat }) => iat === undefined)).toBe(true);
  });
});

describe('an answer', () => {
  test.each(['gzip', 'deflate', 'br'])(
    'that comes in %s though nothing was asked for is read',
    async (coding) => {
      const url = `${await startCompressingServer()}${coding}/`;
      await expect(exchangeAt(url).serviceToken()).resolves.toBe('token-1');
    },
  );

  test.each(transports)(
    'is asked for uncompressed and past all caches, through %s',
    async (_name, transport) => {
      const identity = await startIdentityServer((request, response, count) => {
        if (request.method === 'GET') sendParticipant(request, response, 'p-1');
        else grantEverything(request, response, count);
      });
      await exchangeAt(identity.url, transport).participantToken({ identifier: 'alice' });
      expect(identity.received).toHaveLength(3);
      for (const { headers } of identity.received) {
        expect(headers).toMatchObject({ 'accept-encoding': 'identity', 'cache-control': 'no-store' });
      }
    },
  );

  const answers: Array<[string, string, string, Buffer]> = [
    ['of 64 MB in a gzip of 64 KB', 'gzip', 'too_large', gzipSync(Buffer.alloc(64 * 1024 * 1024))],
    ['that says gzip and is none', 'gzip', 'undecodable', Buffer.from('\u0001\u0002\u0003')],
    ['in a coding of its own', 'x-own', 'undecodable', Buffer.from('\u0001\u0002\u0003')],
  ];
  for (const [transportName, transport] of transports) {
    test.each(answers)(`%s is told, through ${transportName}`, async (_name, coding, fault, bytes) => {
      const identity = await startIdentityServer((_request, response) => {
        response.writeHead(200, { 'content-encoding': coding }).end(bytes);
      });
      const error = await exchangeAt(identity.url, transport)
        .serviceToken()
        .catch((caught: unknown) => caught);
      expect(error).toMatchObject(
        // Node's own fetch breaks off where it cannot decode.
        transportName === 'fetch' && fault === 'undecodable' && coding === 'gzip'
          ? { code: 'unavailable', upstream: { fault: 'cut_short' } }
          : { code: 'bad_gateway', upstream: { fault } },
      );
    });
  }
});

describe('what failed is told apart: ', () => {
  const cases: Array<[string, string, () => Promise<string>, RegExp]> = [
    [
      'nothing listens',
      'refused',
      async () => {
        const server = createTcpServer();
        const port = await listen(server);
        await new Promise((resolve) => server.close(resolve));
        return `http://127.0.0.1:${port}/`;
      },
      /Nothing listens there/,
    ],
    [
      'no such host',
      'name_resolution',
      () => Promise.resolve('https://no-such-host.invalid/'),
      /could not be resolved/,
    ],
    [
      'a certificate that is not trusted',
      'certificate',
      async () => `https://localhost:${await listen(createTlsServer(selfSigned))}/`,
      /NODE_EXTRA_CA_CERTS/,
    ],
    ['no TLS', 'tls', async () => `https://127.0.0.1:${await listen(createServer())}/`, /No TLS connection/],
    [
      'an answer that is cut',
      'cut_short',
      async () => {
        const identity = await startIdentityServer((_request, response) => {
          response.writeHead(200, { 'content-length': '80' }).write('{');
          setImmediate(() => response.destroy());
        });
        return identity.url;
      },
      /ended before the answer was complete/,
    ],
  ];
  for (const [transportName, transport] of transports) {
    test.each(cases)(`%s, as %s, through ${transportName}`, async (_name, fault, start, hint) => {
      const url = await start();
      await expect(exchangeAt(url, transport).serviceToken()).rejects.toMatchObject({
        code: 'unavailable',
        upstream: { fault },
        hint: expect.stringMatching(hint),
      });
    });
  }

  test('an answer that does not come', async () => {
    const identity = await startIdentityServer(() => undefined);
    await expect(exchangeAt(identity.url, { timeoutSeconds: 0.3 }).serviceToken()).rejects.toMatchObject({
      code: 'timeout',
    });
  });
});

describe('a proxy', () => {
  test.each([407, 403, 502])('that answers %i is told with its status', async (status) => {
    const proxy = createServer();
    proxy.on('connect', (_request, socket) => socket.end(`HTTP/1.1 ${status} No\r\n\r\n`));
    vi.stubEnv('HTTPS_PROXY', `http://user:pa55word@127.0.0.1:${await listen(proxy)}`);
    const error = await exchangeAt('https://localhost:9/')
      .serviceToken()
      .catch((caught: unknown) => caught);
    expect(error).toMatchObject({
      code: 'unavailable',
      upstream: { fault: 'proxy', proxyStatus: status },
      hint: expect.stringContaining(`HTTP ${status}`),
    });
    expect(JSON.stringify(error)).not.toContain('pa55word');
  });

  test('that is not there is told as the proxy', async () => {
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
    await expect(exchangeAt('https://localhost:9/').serviceToken()).rejects.toMatchObject({
      upstream: { fault: 'proxy' },
      hint: expect.stringContaining('HTTPS_PROXY'),
    });
  });

  test('that hangs up is told as the proxy, and at once', async () => {
    const proxy = createServer();
    proxy.on('connect', (_request, socket) => socket.destroy());
    vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${await listen(proxy)}`);
    await expect(exchangeAt('https://localhost:9/').serviceToken()).rejects.toMatchObject({
      upstream: { fault: 'proxy' },
    });
  });

  test('does not hide that a tunnel was idle for too long', async () => {
    const [identity, proxy] = await Promise.all([startIdentityServer(), startProxy()]);
    vi.stubEnv('HTTP_PROXY', proxy.url);
    const exchange = exchangeAt(identity.url);
    await exchange.serviceToken();
    // The pool has the connection back a moment after the answer.
    await new Promise((resolve) => setImmediate(resolve));
    identity.respond = (request, response, count) => {
      // The first one to come on the old connection.
      if (identity.received.length === 2) response.socket?.resetAndDestroy();
      else grantEverything(request, response, count);
    };
    await expect(exchange.participantToken({ id: 'p-1' })).resolves.toMatchObject({ token_type: 'Bearer' });
    expect(proxy.tunnels).toHaveLength(2);
  });

  test.each([
    ['HTTPS_PROXY', '127.0.0.1:3128', 'is not a URL'],
    ['https_proxy', 'localhost:3128', 'is not the URL of an http proxy'],
    ['HTTP_PROXY', 'ftp://proxy.example.org', 'is not the URL of an http proxy'],
    [
      'HTTPS_PROXY',
      'http://user:50%zz@proxy.example.org',
      'has a user name or password with a % that escapes nothing',
    ],
  ])('setting %s=%s is told when the exchange is made', (name, value, problem) => {
    vi.stubEnv(name, value);
    let error: unknown;
    try {
      exchangeAt('https://localhost:9/');
    } catch (caught) {
      error = caught;
    }
    expect(error).toMatchObject({ code: 'invalid_option', option: name, problem });
    expect(JSON.stringify(error)).not.toContain('50%zz');
    // Whoever brings a fetch of their own looks after proxies, too.
    expect(() => exchangeAt('https://localhost:9/', { fetch })).not.toThrow();
  });
});

test('an address that says nothing has 2 s before the next one is tried', async () => {
  const connect = vi.spyOn(net, 'connect');
  onTestFinished(() => connect.mockRestore());
  const identity = await startIdentityServer();
  await exchangeAt(identity.url).serviceToken();
  expect(connect.mock.calls[0]?.[0]).toMatchObject({
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: 2_000,
  });
});
