// A hospital's way out to the internet: the proxy of the environment.
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { exchangeFor, somebody, startEmulator } from './emulated-exchange.js';

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
