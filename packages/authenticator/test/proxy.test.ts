// A hospital's way out to the internet: the proxy of the environment.
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { runCli } from '../src/cli.js';
import { createBearerParticipant } from '../src/service.js';
import { exchangeFor, somebody, startEmulator } from './emulated-exchange.js';
import { startIdentityProvider } from './identity-provider.js';

/** A proxy that opens tunnels (RFC 9110 section 9.3.6) and remembers where to. */
async function startProxy(): Promise<{ url: string; tunnels: string[] }> {
  const tunnels: string[] = [];
  const server = createServer();
  server.on('connect', (request, socket) => {
    tunnels.push(request.url ?? '');
    const [host = '', port = ''] = (request.url ?? '').split(':');
    const target = connect(Number(port), host, () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      target.pipe(socket).pipe(target);
    });
    for (const end of [socket, target]) end.on('error', () => end.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, tunnels };
}

beforeEach(() => {
  vi.stubEnv('NO_PROXY', undefined);
  vi.stubEnv('no_proxy', undefined);
  onTestFinished(() => void vi.unstubAllEnvs());
});

test.each(['HTTP_PROXY', 'http_proxy'])('%s is used', async (variable) => {
  const [emulator, proxy] = await Promise.all([startEmulator(), startProxy()]);
  vi.stubEnv(variable, proxy.url);
  const token = await exchangeFor(emulator).participantToken({ id: somebody(emulator).id });
  expect(token.token_type).toBe('Bearer');
  expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(emulator.url).host]));
});

test('NO_PROXY is heeded', async () => {
  const [emulator, proxy] = await Promise.all([startEmulator(), startProxy()]);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  vi.stubEnv('NO_PROXY', 'localhost');
  await exchangeFor(emulator).participantToken({ id: somebody(emulator).id });
  expect(proxy.tunnels).toEqual([]);
});

test('doctor goes the way that the service goes', async () => {
  const [emulator, proxy] = await Promise.all([startEmulator(), startProxy()]);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const env = {
    MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
    MDH_PRIVATE_KEY: emulator.privateKey,
    MDH_BASE_URL: emulator.url,
  };
  const terminal = { env, out: () => undefined, err: () => undefined };
  expect(await runCli(['doctor'], terminal, () => AbortSignal.abort())).toBe(0);
  expect(new Set(proxy.tunnels)).toEqual(new Set([new URL(emulator.url).host]));
});

test('the key set of the identity provider is fetched through it', async () => {
  const [provider, proxy] = await Promise.all([startIdentityProvider(), startProxy()]);
  vi.stubEnv('HTTP_PROXY', proxy.url);
  const { jwksUrl, issuer } = provider;
  const participant = createBearerParticipant({ jwksUrl, issuer, audience: 'app' });
  const authorization = `Bearer ${await provider.sign()}`;
  expect(await participant(new Request('http://app.test/', { headers: { authorization } }))).toEqual({
    identifier: 'alice',
  });
  expect(proxy.tunnels).toEqual([new URL(jwksUrl).host]);
});
