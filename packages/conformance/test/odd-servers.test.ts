// Servers that answer oddly, slowly or not at all.
import { createServer as createTcpServer } from 'node:net';
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { gzipSync } from 'node:zlib';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { authenticatorChecks, checkAuthenticator, ConformanceError } from '../src/index.js';
import { examine } from './model.js';
import { altered, json } from './mutant-tools.js';

const token = JSON.stringify({ access_token: 'a-token-of-somebody', expires_in: 600, token_type: 'Bearer' });
const session = { cookie: 'session=abcdef' };

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/token`;
}

async function serve(listener: RequestListener): Promise<string> {
  const server = createServer(listener);
  onTestFinished(() => server.closeAllConnections());
  return listen(server);
}

/** Says these bytes to whoever connects. */
function sayRaw(...parts: (string | Buffer)[]): Promise<string> {
  return listen(
    createTcpServer((socket) => {
      socket.once('data', () => {
        for (const part of parts) socket.write(part);
        socket.end();
      });
    }),
  );
}

describe('an answer is read', () => {
  const readable = async (url: string) =>
    (await checkAuthenticator({ url, session, only: ['T01', 'A01'] })).results.map(({ state }) => state);

  it('over HTTP/1.0, with a byte order mark', async () => {
    const url = await sayRaw(`HTTP/1.0 200 OK\r\nContent-Type: application/json\r\n\r\n\uFEFF${token}`);
    expect(await readable(url)).toEqual(['pass', 'pass']);
  });

  it('in chunks and compressed', async () => {
    const packed = gzipSync(token);
    const head =
      'HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n';
    const chunk = (bytes: Buffer) => [`${bytes.length.toString(16)}\r\n`, bytes, '\r\n'];
    const url = await sayRaw(
      head,
      ...chunk(packed.subarray(0, 7)),
      ...chunk(packed.subarray(7)),
      '0\r\n\r\n',
    );
    expect(await readable(url)).toEqual(['pass', 'pass']);
  });
});

describe('a server that hangs', () => {
  it('ends the first check after the time a page waits, and the run with it', async () => {
    const url = await serve(() => {});
    const report = await checkAuthenticator({ url, session, timeoutSeconds: 0.2 });
    expect(report.results[0]).toMatchObject({
      id: 'T01',
      state: 'fail',
      message: expect.stringContaining('0.2 s') as string,
    });
    expect(report.requests).toBe(1);
    expect(report.exitCode).toBe(1);
  });

  it('later on, ends the run after three requests without an answer', async () => {
    let count = 0;
    const report = await checkAuthenticator({
      url: 'https://study.example/token',
      session,
      only: ['T', 'S'],
      fetch: () => {
        count += 1;
        return count <= 2
          ? Promise.resolve(new Response(token, { headers: { 'content-type': 'application/json' } }))
          : Promise.reject(new DOMException('the time is over', 'TimeoutError'));
      },
    });
    expect(report.requests).toBe(5);
    expect(report.results.find(({ id }) => id === 'S02')?.message).toContain('so no more were sent');
    expect(report.results.find(({ id }) => id === 'T04')?.state).toBe('fail');
  });
});

describe('a session', () => {
  it('that rolls with each answer does not end the run', async () => {
    const issued = new Map<string, string>();
    let rolled = 0;
    const report = await examine(async (request, next) => {
      const sent = /session=([\w-]+)/.exec(request.headers.get('cookie') ?? '')?.[1] ?? '';
      const user = issued.get(sent) ?? sent;
      const response = await next(await altered(request, { headers: { cookie: `session=${user}` } }));
      if (response.status !== 200) return response;
      rolled += 1;
      issued.set(`rolled-${rolled}`, user);
      response.headers.append('set-cookie', `session=rolled-${rolled}; HttpOnly; Path=/`);
      return response;
    });
    expect(report.results.filter(({ state }) => state === 'fail' || state === 'could-not-run')).toEqual([]);
    expect(report.notes.join()).toContain('a rolling session');
  });

  it('comes from a function that is called once', async () => {
    const url = await serve((incoming, outgoing) => {
      const isKnown = incoming.headers.authorization === 'Bearer of-alice';
      outgoing.writeHead(isKnown ? 200 : 401, { 'content-type': 'application/json' });
      outgoing.end(isKnown ? token : '{"error":"unauthenticated","error_description":"nobody"}');
    });
    const signIn = vi.fn(() => Promise.resolve({ authorization: 'Bearer of-alice' }));
    const report = await checkAuthenticator({ url, session: signIn, only: ['T01', 'S01', 'S02'] });
    expect(report.results.map(({ state }) => state)).toEqual(['pass', 'pass', 'pass']);
    expect(signIn).toHaveBeenCalledTimes(1);
  });

  it.each<[string, () => never | Record<string, string>, RegExp]>([
    [
      'throws',
      () => {
        throw new Error('the secret');
      },
      /the function that gets the session session failed/,
    ],
    ['gives nothing', () => ({}), /the session session is empty/],
    ['gives a line end', () => ({ cookie: 'a=b\r\nc' }), /characters that no header may hold/],
  ])('whose function %s is an option that cannot be used', async (_name, source, says) => {
    const running = checkAuthenticator({ url: 'http://127.0.0.1:1/', session: source });
    await expect(running).rejects.toThrow(ConformanceError);
    await expect(running).rejects.toThrow(says);
  });
});

describe('a low limit', () => {
  it('is waited for as told', async () => {
    let inWindow = 0;
    let windowAt = 0;
    const report = await examine(async (request, next) => {
      if (request.method !== 'POST' || !/abcdef/.test(request.headers.get('cookie') ?? ''))
        return next(request);
      if (Date.now() - windowAt > 60_000) [inWindow, windowAt] = [0, Date.now()];
      inWindow += 1;
      return inWindow > 25
        ? json(429, { error: 'rate_limited', error_description: 'Too often.' }, { 'retry-after': '60' })
        : next(request);
    });
    expect(report.results.filter(({ state }) => state === 'fail')).toEqual([]);
    expect(report.seconds).toBeGreaterThan(60);
  });
});

describe('an authenticator that caches, but whose callers share no call', () => {
  it('is made to fetch no more tokens than the README says', async () => {
    const cached = new Map<string, string>();
    let fetched = 0;
    const report = await checkAuthenticator({
      url: 'https://study.example/token',
      session,
      otherSession: { cookie: 'session=ghijkl' },
      only: ['T', 'S'],
      fetch: async (_url, init) => {
        const cookie = new Headers(init?.headers).get('cookie') ?? '';
        const known = cached.get(cookie);
        // Whoever comes meanwhile finds nothing in the cache.
        if (known === undefined) await new Promise((resolve) => setImmediate(resolve));
        const access_token = known ?? `a-token-of-somebody-${(fetched += 1)}`;
        cached.set(cookie, access_token);
        return json(200, { access_token, expires_in: 600, token_type: 'Bearer' });
      },
    });
    expect(report.results.find(({ id }) => id === 'T13')?.state).toBe('pass');
    expect(report.tokens).toBeLessThanOrEqual(8);
  });
});

describe('a check of its own', () => {
  it('asserts with everything a person needs', async () => {
    const url = await serve((_incoming, outgoing) =>
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(token),
    );
    const [check] = authenticatorChecks({ url, session, only: ['S01'] });
    await expect(check?.assert()).rejects.toThrow(
      /S01 MUST without a session: 401.*a token was given[\s\S]*sent: POST \/token[\s\S]*expected: 401[\s\S]*why: /,
    );
  });

  it('asserts that something is missing, and what the baseline says', async () => {
    const url = await serve((_incoming, outgoing) =>
      outgoing.writeHead(200, { 'content-type': 'application/json' }).end(token),
    );
    const options = { url, session, only: ['S05', 'T01'], baseline: { S05: 'one user only', T01: 'stale' } };
    const [t01, s05] = authenticatorChecks(options);
    await expect(s05?.assert()).resolves.toBeUndefined();
    await expect(t01?.assert()).rejects.toThrow('T01: the baseline expects this not to pass, and it does');
  });
});
