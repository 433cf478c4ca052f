// How bodies reach the Node adapter, and what becomes of those it refuses.
import { createServer, type IncomingMessage } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import { createAuthenticator, type ParticipantTokenOptions } from '../src/index.js';
import { toNodeHandler } from '../src/node.js';

// Real sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

/** An endpoint that everybody is signed in at, and that remembers how it was asked. */
async function serve(prepare: (incoming: IncomingMessage) => Promise<void> | void = () => undefined) {
  const asked: Array<ParticipantTokenOptions | undefined> = [];
  const handler = toNodeHandler(
    createAuthenticator({
      exchange: {
        serviceToken: () => Promise.resolve('service'),
        findParticipant: () => Promise.resolve(null),
        participantToken: (_participant, options) => {
          asked.push(options);
          return Promise.resolve({ access_token: 'token', expires_in: 60, token_type: 'Bearer' });
        },
      },
      participant: () => ({ id: 'p-1' }),
      logger: { warn: () => undefined, error: () => undefined },
    }),
  );
  const server = createServer((incoming, outgoing) => {
    void Promise.resolve(prepare(incoming)).then(() => handler(incoming, outgoing));
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return { asked, port: (server.address() as AddressInfo).port };
}

async function open(port: number) {
  const socket = connect(port, '127.0.0.1').setEncoding('latin1').setNoDelay(true);
  await new Promise((resolve) => socket.once('connect', resolve));
  onTestFinished(() => void socket.destroy());
  return { socket, answer: statusOf(socket) };
}

const statusOf = (socket: Socket): Promise<number> =>
  new Promise((resolve, reject) => {
    socket.once('data', (head: string) => resolve(Number(head.split(' ')[1])));
    socket.once('close', () => reject(new Error('closed without an answer')));
    socket.on('error', () => undefined);
  });

const head = (...fields: string[]): string =>
  ['POST /token HTTP/1.1', 'Host: a.test', ...fields, '', ''].join('\r\n');
const body = '{"reason":"rejected"}';
const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;

/** Each part in a packet of its own, as far as a socket can promise that. */
async function send(socket: Socket, parts: readonly string[]): Promise<void> {
  for (const part of parts) {
    socket.write(part);
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test.each<[string, string[]]>([
  ['comes with its head', [head(`Content-Length: ${body.length}`) + body]],
  ['comes after its head', [head(`Content-Length: ${body.length}`), body]],
  [
    'comes in pieces',
    [head(`Content-Length: ${body.length}`), body.slice(0, 5), body.slice(5, 12), body.slice(12)],
  ],
  [
    'comes in chunks',
    [head('Transfer-Encoding: chunked'), chunk('{"reason":'), chunk('"rejected"}'), chunk('')],
  ],
  ['comes in chunks at once', [head('Transfer-Encoding: chunked') + chunk(body) + chunk('')]],
])('a body that %s is read', async (_name, parts) => {
  const { port, asked } = await serve();
  const { socket, answer } = await open(port);
  await send(socket, parts);
  expect(await answer).toBe(200);
  expect(asked).toMatchObject([{ fresh: true }]);
});

test('a body that waits for a slow framework is read', async () => {
  const { port, asked } = await serve(() => new Promise((resolve) => setImmediate(resolve)));
  const { socket, answer } = await open(port);
  await send(socket, [head(`Content-Length: ${body.length}`) + body]);
  expect(await answer).toBe(200);
  expect(asked).toMatchObject([{ fresh: true }]);
});

test.each([
  ['with its head', [head(`Content-Length: ${body.length}`) + body]],
  [
    'in pieces',
    [head(`Content-Length: ${body.length}`), body.slice(0, 5), body.slice(5, 12), body.slice(12)],
  ],
])('a body that a framework has text made of, and that comes %s, is read', async (_name, parts) => {
  const { port, asked } = await serve((incoming) => void incoming.setEncoding('utf8'));
  const { socket, answer } = await open(port);
  await send(socket, parts);
  expect(await answer).toBe(200);
  expect(asked).toMatchObject([{ fresh: true }]);
});

test('a body of which a framework has taken a part is 400', async () => {
  const { port, asked } = await serve(
    (incoming) => new Promise((resolve) => incoming.once('data', () => (incoming.pause(), resolve()))),
  );
  const { socket, answer } = await open(port);
  await send(socket, [head('Content-Length: 100'), '{"rea']);
  expect(await answer).toBe(400);
  expect(asked).toEqual([]);
});

test('a connection goes on after a refused body has come to its end', async () => {
  const { port } = await serve();
  const { socket, answer } = await open(port);
  await send(socket, [head('Content-Length: 5000'), 'x'.repeat(5000)]);
  expect(await answer).toBe(413);
  const next = statusOf(socket);
  await send(socket, [head(`Content-Length: ${body.length}`) + body]);
  expect(await next).toBe(200);
});

test.each([
  ['sends no more of it', []],
  ['sends more and more of it', Array.from({ length: 200 }, () => 'x'.repeat(64 * 1024))],
])('a caller whose body was refused is cut off when it %s', async (_name, more) => {
  const { port } = await serve();
  const { socket, answer } = await open(port);
  const closed = new Promise((resolve) => socket.once('close', resolve));
  await send(socket, [head('Content-Length: 1000000000'), 'x']);
  expect(await answer).toBe(413);
  await send(socket, more);
  await closed;
});
