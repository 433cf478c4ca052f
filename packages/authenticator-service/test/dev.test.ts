// mdh-authenticator dev: a developer's own pages get a token, and nobody else's.
import { request } from 'node:http';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { issuedTo, somebody, startEmulator } from '../../authenticator/test/emulated-exchange.js';
import { runCli } from '../src/cli.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

async function startDev(args: string[] = [], env: Record<string, string> = {}) {
  const emulator = await startEmulator();
  const { identifier } = somebody(emulator);
  const out: string[] = [];
  const err: string[] = [];
  const stop = new AbortController();
  let say: () => void = () => undefined;
  const listening = new Promise<void>((resolve) => (say = resolve));
  const terminal = {
    env: {
      RKS_SERVICE_ACCOUNT: emulator.serviceAccount,
      RKS_PRIVATE_KEY: emulator.privateKey,
      RKS_PROJECT_ID: emulator.projectId,
      MDH_BASE_URL: emulator.url,
      ...env,
    },
    out: (line: string) => {
      out.push(line);
      if (line.startsWith('Ctrl-C')) say();
    },
    err: (line: string) => void err.push(line),
  };
  const whom = args.length === 0 ? ['--identifier', identifier] : args;
  const exited = runCli(['dev', '--port', '0', ...whom], terminal, () => stop.signal);
  onTestFinished(async () => {
    stop.abort();
    await exited;
  });
  await Promise.race([listening, exited]);
  const url = /authenticator: '([^']+)'/.exec(out.join('\n'))?.[1] ?? '';
  return { emulator, out, err, url, exited, stop };
}

/** With the headers of a browser, which `fetch` would not send. */
function ask(url: string, headers: Record<string, string>, method = 'POST') {
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const asking = request(url, { method, headers }, (answer) => {
        let body = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (body += chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body }));
      });
      asking.on('error', reject).end();
    },
  );
}

test('says in one line what to put into the page', async () => {
  const { out, emulator, url } = await startDev();
  expect(url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
  expect(out).toContain(
    `const store = createTokenStore({ authenticator: '${url}', sdk: MyDataHelps, baseUrl: '${emulator.url}' });`,
  );
});

describe('a page of this machine gets a token:', () => {
  test.each([
    'http://localhost:5173',
    'http://127.0.0.1:3000',
    'https://localhost',
    'http://[::1]:8080',
    'http://app.localhost:4200',
  ])('%s', async (origin) => {
    const { emulator, url } = await startDev();
    const before = await ask(url, { origin, 'access-control-request-method': 'POST' }, 'OPTIONS');
    expect(before).toMatchObject({ status: 204, headers: { 'access-control-allow-origin': origin } });
    const answer = await ask(url, { origin, 'sec-fetch-site': 'cross-site' });
    expect(answer).toMatchObject({
      status: 200,
      headers: { 'access-control-allow-origin': origin, 'cache-control': 'no-store' },
    });
    expect(issuedTo(emulator, 'participant')).toContain(
      (JSON.parse(answer.body) as { access_token: string }).access_token,
    );
  });
});

describe('nobody else gets one:', () => {
  test.each<[string, Record<string, string>]>([
    ['a page of the internet', { origin: 'https://evil.example.org' }],
    ['one that looks like this machine', { origin: 'http://localhost.evil.example.org' }],
    ['one that looks like it in another way', { origin: 'http://127.0.0.1.evil.example.org' }],
    ['an origin that no browser sends', { origin: 'http://localhost:5173/' }],
    ['an origin with a backslash', { origin: 'http://localhost:5173\\' }],
    ['an origin with a user', { origin: 'http://evil@localhost:5173' }],
    ['a sandboxed page', { origin: 'null' }],
    ['a native shell', { origin: 'capacitor://localhost' }],
    ['a page without an origin', { 'sec-fetch-site': 'none' }],
    [
      'a name of somebody else for this machine',
      { origin: 'http://localhost:5173', host: 'rebound.example.org' },
    ],
    [
      'such a name with a page of its own',
      { origin: 'http://rebound.example.org:8790', host: 'rebound.example.org:8790' },
    ],
  ])('%s', async (_name, headers) => {
    const { url, emulator } = await startDev();
    const issued = emulator.issued.length;
    const answer = await ask(url, headers);
    expect(answer.status).toBe(403);
    expect(answer.headers['access-control-allow-origin']).toBeUndefined();
    expect(answer.body).not.toContain('access_token');
    expect(emulator.issued).toHaveLength(issued);
  });
});

test('the proxy of the page’s own development server may ask, whatever it does to Host', async () => {
  const { url } = await startDev();
  const answer = await ask(url, {
    origin: 'http://localhost:5173',
    host: 'localhost:5173',
    'sec-fetch-site': 'same-origin',
  });
  expect(answer.status).toBe(200);
});

test('listens on this machine only, and ends when it is told to', async () => {
  const { url, stop, exited } = await startDev();
  expect(new URL(url).hostname).toBe('127.0.0.1');
  stop.abort();
  expect(await exited).toBe(0);
  await expect(ask(url, {})).rejects.toThrow();
});

test.each<[string, string[], Record<string, string>, string]>([
  ['an unknown participant', ['--identifier', 'nobody'], {}, 'There is no token for this participant: '],
  ['nobody', ['--port', '0'], {}, 'Name the participant: --identifier TEXT or --participant ID (a GUID).'],
  ['a missing account', [], { RKS_SERVICE_ACCOUNT: '' }, 'MDH_SERVICE_ACCOUNT is missing'],
  ['a port that is none', ['--identifier', 'a', '--port', 'x'], {}, '--port is not a port.'],
])('%s is told at once', async (_name, args, env, message) => {
  const { err, exited } = await startDev(args, env);
  expect(await exited).toBe(1);
  expect(err.join('\n')).toContain(message);
});

test('a port that is taken is told', async () => {
  const { url } = await startDev();
  const second = await startDev(['--identifier', 'MDH-1001', '--port', new URL(url).port]);
  expect(await second.exited).toBe(1);
  expect(second.err.join('\n')).toContain('(EADDRINUSE). Choose another with --port.');
});
