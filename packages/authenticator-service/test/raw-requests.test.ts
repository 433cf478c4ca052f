// What comes in over the wire and is no proper request: the service goes on, whichever of its ports it reaches.
import { connect } from 'node:net';
import { expect, test, vi } from 'vitest';
import { somebody, startEmulator } from '../../authenticator/test/emulated-exchange.js';
import { startIdentityProvider } from './identity-provider.js';
import { environmentFor, startProcess } from './service-process.js';
import { internalSecret } from './session-server-checks.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

/** Sends text, says no more, and gives what came until the server has closed. */
function send(port: number, text: string): Promise<string> {
  return new Promise((resolve) => {
    let answer = '';
    const socket = connect(port, '127.0.0.1', () => socket.end(text, 'latin1'));
    socket.setEncoding('latin1').on('data', (part: string) => (answer += part));
    // A reset is an answer, too.
    socket.on('error', () => undefined).on('close', () => resolve(answer));
  });
}

const secret = `Authorization: Bearer ${internalSecret}`;
const path = '/internal/token';

const requests = [
  `POST ${path} HTTP/1.1\r\nHost: [\r\n${secret}\r\n\r\n`,
  `POST ${path} HTTP/1.1\r\nHost: a b\r\n${secret}\r\n\r\n`,
  `POST ${path} HTTP/1.1\r\nHost: \r\n${secret}\r\n\r\n`,
  `POST ${path} HTTP/1.0\r\n${secret}\r\n\r\n`,
  'POST //[ HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /\\\\[ HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET /%ff%zz HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET http://[/ HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET http:// HTTP/1.1\r\nHost: x\r\n\r\n',
  'OPTIONS * HTTP/1.1\r\nHost: x\r\n\r\n',
  'TRACE / HTTP/1.1\r\nHost: x\r\n\r\n',
  'CONNECT x:1 HTTP/1.1\r\nHost: x\r\n\r\n',
  'GET / HTTP/1.1\r\nHost: x\r\nUpgrade: websocket\r\nConnection: upgrade\r\n\r\n',
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${secret}\r\nContent-Length: 100\r\n\r\n{"identifier":`,
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${secret}\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{"ide\r\n`,
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${secret}\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`,
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${secret}\r\nContent-Length: 2\r\nContent-Length: 3\r\n\r\n{}`,
  'nonsense\r\n\r\n',
  '\x16\x03\x01\x02\x00',
];

async function start() {
  const [emulator, provider] = await Promise.all([startEmulator(), startIdentityProvider()]);
  const service = await startProcess({
    ...environmentFor(emulator.url, provider),
    MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
    MDH_PRIVATE_KEY: emulator.privateKey,
    MDH_PROJECT_ID: emulator.projectId,
    INTERNAL_SECRET: internalSecret,
    INTERNAL_PORT: '0',
  });
  return { emulator, service };
}

test('a body in chunks, as .NET sends it, is read at the internal endpoint', async () => {
  const { emulator, service } = await start();
  const { identifier } = somebody(emulator);
  const ask = (text: string) =>
    fetch(service.internalUrl, {
      method: 'POST',
      headers: { authorization: `Bearer ${internalSecret}` },
      body: new Blob([text]).stream(),
      duplex: 'half',
    } as RequestInit);
  expect((await ask(JSON.stringify({ identifier }))).status).toBe(200);
  expect((await ask('x'.repeat(100_000))).status).toBe(413);
  expect((await ask('{')).status).toBe(400);
});

test('the service outlives whatever its ports are sent', async () => {
  const { service } = await start();
  const { port, internalPort, managementPort } = await service.until('the authenticator listens');
  for (const one of [port, internalPort, managementPort]) {
    for (const text of requests) await send(one!, text);
  }
  expect(service.errors).toEqual([]);
  expect((await service.management('/healthz')).status).toBe(200);
});
