// doctor: why MyDataHelps is not reached, and what else a person brings along without knowing.
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createEmulator } from '@mdh-tokens/emulator';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startCompressingServer } from '../../authenticator/test/compressing-server.js';
import { somebody, startEmulator } from '../../authenticator/test/emulated-exchange.js';
import { developmentKey } from '../../authenticator/test/keys.js';
import { selfSigned } from '../../authenticator/test/self-signed.js';
import { runCli } from '../src/cli.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

beforeEach(() => {
  for (const name of ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'NO_PROXY', 'no_proxy']) {
    vi.stubEnv(name, undefined);
  }
  onTestFinished(() => void vi.unstubAllEnvs());
});

async function examine(env: Record<string, string>, args: string[] = []) {
  const out: string[] = [];
  const terminal = {
    env: { MDH_SERVICE_ACCOUNT: 'MyDataHelps.Test', MDH_PRIVATE_KEY: developmentKey, ...env },
    out: (line: string) => void out.push(line),
    err: (line: string) => void out.push(line),
  };
  const code = await runCli(['doctor', ...args], terminal, () => AbortSignal.abort());
  return { code, out, text: out.join('\n') };
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

const serving = async (respond: RequestListener) =>
  `http://127.0.0.1:${await listen(createServer(respond))}/`;

describe('tells what is in the way:', () => {
  const causes: Array<[string, () => Promise<Record<string, string>>, string]> = [
    [
      'a name that nobody knows',
      async () => ({ MDH_BASE_URL: 'https://mydatahelps.invalid/' }),
      '(name_resolution)',
    ],
    ['a port on which nobody listens', async () => ({ MDH_BASE_URL: 'http://127.0.0.1:9/' }), '(refused)'],
    [
      'a certificate that is not trusted',
      async () => ({ MDH_BASE_URL: `https://localhost:${await listen(createTlsServer(selfSigned))}/` }),
      '(certificate)',
    ],
    [
      'an answer that breaks off',
      async () => ({ MDH_BASE_URL: await serving((request) => request.socket.destroy()) }),
      '(cut_short)',
    ],
    [
      'no answer in time',
      async () => ({ MDH_BASE_URL: await serving(() => undefined), MDH_TIMEOUT_SECONDS: '0.5' }),
      '(timeout)',
    ],
    [
      'a proxy that wants a password',
      async () => {
        const proxy = createServer();
        proxy.on('connect', (_request, socket) =>
          socket.end('HTTP/1.1 407 Proxy Authentication Required\r\ncontent-length: 0\r\n\r\n'),
        );
        vi.stubEnv('HTTPS_PROXY', `http://127.0.0.1:${await listen(proxy)}`);
        return {};
      },
      'a user name and a password (HTTP 407)',
    ],
    [
      'a maintenance page',
      async () => ({
        MDH_BASE_URL: await serving((_request, response) => response.end('<html>Back soon</html>')),
      }),
      'a maintenance page',
    ],
  ];
  test.each(causes)('%s', async (_name, prepare, words) => {
    const { code, out } = await examine(await prepare());
    expect(out.find((line) => line.startsWith('fail  token endpoint'))).toContain(words);
    expect(code).toBe(1);
  });

  test('a proxy setting that cannot be read', async () => {
    vi.stubEnv('HTTPS_PROXY', '127.0.0.1:3128');
    const { code, text } = await examine({});
    expect(text).toMatch(/^fail {2}configuration: HTTPS_PROXY /);
    expect(code).toBe(1);
  });
});

test.each(['gzip', 'br'])(
  'goes the way of the service where a proxy compresses with %s',
  async (encoding) => {
    const server = await startCompressingServer();
    const { code, text } = await examine({ MDH_BASE_URL: `${server}${encoding}/` });
    expect(text).toContain('ok    service token');
    expect(code).toBe(0);
  },
);

describe('the emulator’s key', () => {
  const { privateKey } = createEmulator();
  const found = 'fail  private key: this is the key of the emulator';

  test.each([
    ['as it is', privateKey],
    ['in one line', privateKey.replaceAll('\n', String.raw`\n`)],
    ['with the quotes of an env file', `"${privateKey.replaceAll('\n', String.raw`\n`)}"`],
  ])('%s is seen at the real host, before anything is sent', async (_name, MDH_PRIVATE_KEY) => {
    const { code, text } = await examine({ MDH_PRIVATE_KEY });
    expect(text).toContain(found);
    expect(text).not.toContain('token endpoint');
    expect(code).toBe(1);
  });

  test('is what an emulator wants', async () => {
    const emulator = await startEmulator();
    const env = {
      MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
      MDH_PRIVATE_KEY: privateKey,
      MDH_BASE_URL: emulator.url,
    };
    expect((await examine(env)).code).toBe(0);
  });
});

test('reads the names of the vendor’s quickstarts, with the quotes that Docker keeps', async () => {
  const emulator = await startEmulator();
  const env = {
    MDH_SERVICE_ACCOUNT: '',
    MDH_PRIVATE_KEY: '',
    RKS_SERVICE_ACCOUNT: `"${emulator.serviceAccount}"`,
    RKS_PRIVATE_KEY: `"${emulator.privateKey.replaceAll('\n', String.raw`\n`)}"`,
    RKS_PROJECT_ID: `'${emulator.projectId}'`,
    MDH_BASE_URL: `"${emulator.url}"`,
  };
  const { code, text } = await examine(env, ['--identifier', somebody(emulator).identifier]);
  expect(text).toContain('ok    participant token');
  expect(code).toBe(0);
});

test('warns of a key that everybody can read, and goes on', async () => {
  const emulator = await startEmulator();
  const folder = await mkdtemp(join(tmpdir(), 'mdh-doctor-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const file = join(folder, 'key.pem');
  await writeFile(file, emulator.privateKey);
  await chmod(file, 0o644);
  const { code, text } = await examine({
    MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
    MDH_PRIVATE_KEY: '',
    MDH_PRIVATE_KEY_FILE: file,
    MDH_BASE_URL: emulator.url,
  });
  expect(text).toContain(
    'warn  private key: every user of this machine can read the file of the private key. chmod 400 it',
  );
  expect(code).toBe(0);
});
