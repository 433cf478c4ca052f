// Callers who mean harm, or are many; and nothing secret in what anybody gets to see.
import { createServer, request } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { expect, onTestFinished, test, vi } from 'vitest';
import {
  createAuthenticator,
  createTokenExchange,
  type AuthenticatorOptions,
  type ParticipantReference,
  type TokenExchangeOptions,
} from '../src/index.js';
import { toNodeHandler } from '../src/node.js';
import { exchangeFor, issuedTo, startEmulator } from './emulated-exchange.js';
import { sendJson, startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';

// Real processes and sockets on a machine that others use, too.
vi.setConfig({ testTimeout: 60_000 });

async function setUp(
  options: Partial<AuthenticatorOptions> = {},
  exchangeOptions: Partial<TokenExchangeOptions> = {},
) {
  const emulator = await startEmulator({
    participants: Array.from({ length: 1000 }, (_, index) => ({ participantIdentifier: `person-${index}` })),
  });
  const log: string[] = [];
  const write = (fields: object, message: string) => void log.push(JSON.stringify([fields, message]));
  const logger = { info: write, warn: write, error: write };
  const exchange = exchangeFor(emulator, { logger, timeoutSeconds: 120, ...exchangeOptions });
  const bySession = (asked: Request): ParticipantReference | null => {
    const id = asked.headers.get('x-session');
    return id === null ? null : { id };
  };
  const authenticator = createAuthenticator({ exchange, participant: bySession, logger, ...options });
  const ask = async (id: string, headers: Record<string, string> = {}, body = ''): Promise<Response> =>
    authenticator.fetch(
      new Request('http://app.test/token', {
        method: 'POST',
        headers: { 'x-session': id, ...headers },
        body,
      }),
    );
  return { emulator, log, authenticator, ask };
}

test('10,000 callers of one participant cost one call each to the identity server, and 60 get a token', async () => {
  const { emulator, ask } = await setUp();
  const id = emulator.participants[0]?.id ?? '';
  const answers = await Promise.all(Array.from({ length: 10_000 }, () => ask(id)));
  const counted = (status: number) => answers.filter((answer) => answer.status === status).length;
  expect([counted(200), counted(429)]).toEqual([60, 9940]);
  expect(issuedTo(emulator, 'service')).toHaveLength(1);
  expect(issuedTo(emulator, 'participant')).toHaveLength(1);
});

test('1,000 participants at once each get their own token, with one service token between them', async () => {
  const { emulator, ask } = await setUp({}, { cache: false });
  const ids = emulator.participants.map((participant) => participant.id);
  const answers = await Promise.all(ids.map((id) => ask(id)));
  const bodies = (await Promise.all(answers.map((answer) => answer.json()))) as Array<{
    access_token: string;
    subject: string;
  }>;
  const ownerOf = new Map(emulator.issued.map((token) => [token.accessToken, token.participantId]));
  expect(bodies.map(({ access_token: token }) => ownerOf.get(token))).toEqual(ids);
  expect(new Set(bodies.map(({ subject }) => subject)).size).toBe(1000);
  expect(issuedTo(emulator, 'service')).toHaveLength(1);
  expect(issuedTo(emulator, 'participant')).toHaveLength(1000);
});

test('nobody gets another participant by naming one', async () => {
  const { emulator, ask } = await setUp();
  const [own, other] = emulator.participants.map((participant) => participant.id) as [string, string];
  const names = { 'x-participant-id': other, 'participant-id': other, participant: other, 'x-user': other };
  const body = JSON.stringify({
    reason: 'rejected',
    participant_id: other,
    id: other,
    participant: { id: other },
  });
  expect((await ask(own, names, body)).status).toBe(200);
  const asked = emulator.issued.filter((token) => token.kind === 'participant');
  expect(asked.map((token) => token.participantId)).toEqual([own]);
});

test('nobody gets the cached token of another participant by an ID that goes on like its scopes', async () => {
  const emulator = await startEmulator();
  const exchange = exchangeFor(emulator);
  const [victim] = emulator.participants.map((participant) => participant.id) as [string];
  await exchange.participantToken({ id: victim }, { scope: 'Participant:read SurveyTasks:read' });
  const asked = exchange.participantToken(
    { id: `${victim} Participant:read` },
    { scope: 'SurveyTasks:read' },
  );
  await expect(asked).rejects.toMatchObject({ upstream: { error: 'invalid_grant' } });
});

test.each(['x/../bob', String.raw`x\..\bob`, './bob', 'bob/.'])(
  '%j does not lead to the participant bob where a server decodes a path before it resolves it',
  async (identifier) => {
    const identity = await startIdentityServer(({ path }, response) => {
      const resolved = new URL(decodeURIComponent(path), 'http://mydatahelps.test').pathname;
      sendJson(response, 200, {
        id: resolved.split('/').filter(Boolean).at(-1),
        access_token: 't',
        expires_in: 600,
      });
    });
    const exchange = createTokenExchange({
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      projectId: 'project-1',
      baseUrl: identity.url,
    });
    await expect(exchange.findParticipant(identifier)).rejects.toMatchObject({ code: 'forbidden' });
    expect(identity.received).toEqual([]);
  },
);

test.each([
  'a\r\nAuthorization: Bearer x',
  'a\u0000b',
  '../../projects',
  '%2e%2e',
  'a?b=c',
  'x'.repeat(10_000),
])('an identifier like %j reaches nothing but a refusal', async (identifier) => {
  const { emulator, ask } = await setUp({ participant: () => ({ identifier }) });
  const answer = await ask('session');
  expect(answer.status).toBe(403);
  expect(await answer.json()).toMatchObject({ error: 'forbidden' });
  expect(issuedTo(emulator, 'participant')).toEqual([]);
});

test('no token, key or participant is in any log line, and no service token in any answer', async () => {
  const { emulator, log, ask } = await setUp({ rateLimit: { perMinute: 3 } });
  const ids = emulator.participants.slice(0, 5).map((participant) => participant.id);
  const answers = [];
  for (const id of [...ids, ...ids, ...ids, ...ids, 'nobody-at-all']) {
    answers.push(await ask(id, { origin: 'http://app.test' }, '{"reason":"rejected"}'));
    answers.push(await ask(id, { 'sec-fetch-site': 'cross-site' }), await ask(id, {}, 'x'.repeat(9999)));
  }
  const texts = await Promise.all(answers.map((answer) => answer.text()));
  const headers = answers.map((answer) => JSON.stringify([...answer.headers]));
  const keyLines = emulator.privateKey.split('\n').filter((line) => line.length > 40);
  const serviceTokens = issuedTo(emulator, 'service');
  expect(serviceTokens.length).toBeGreaterThan(0);
  for (const secret of [...serviceTokens, ...keyLines, ...ids, 'nobody-at-all']) {
    expect(texts.join('\n')).not.toContain(secret);
    expect(headers.join('\n')).not.toContain(secret);
    expect(log.join('\n')).not.toContain(secret);
  }
  for (const token of issuedTo(emulator, 'participant')) expect(log.join('\n')).not.toContain(token);
  expect(log.length).toBeGreaterThan(10);
});

async function serve(handler: ReturnType<typeof toNodeHandler>): Promise<number> {
  const server = createServer(handler);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return (server.address() as AddressInfo).port;
}

test('a caller who leaves in the middle of its body harms nobody', async () => {
  const { emulator, authenticator } = await setUp();
  const port = await serve(toNodeHandler(authenticator));
  for (let count = 0; count < 20; count += 1) {
    const socket = connect(port, '127.0.0.1');
    await new Promise<void>((resolve) => socket.once('connect', resolve));
    socket.write('POST /token HTTP/1.1\r\nHost: app.test\r\nContent-Length: 100\r\n\r\n{"rea');
    socket.destroy();
  }
  const headers = { 'x-session': emulator.participants[0]?.id ?? '' };
  const answer = await fetch(`http://127.0.0.1:${port}/token`, { method: 'POST', headers });
  expect(answer.status).toBe(200);
});

test('a body of a gigabyte is refused by its announcement', async () => {
  const { emulator, authenticator } = await setUp();
  const port = await serve(toNodeHandler(authenticator));
  const headers = { 'x-session': emulator.participants[0]?.id ?? '', 'content-length': String(2 ** 30) };
  const status = await new Promise((resolve, reject) => {
    const call = request({ port, host: '127.0.0.1', method: 'POST', path: '/token', headers }, (response) => {
      resolve(response.statusCode);
      call.destroy();
    });
    call.once('error', reject);
    call.write('{');
  });
  expect(status).toBe(413);
});

test('a body that nobody wants, and that does not end, holds its refusal up for half a second', async () => {
  const { authenticator } = await setUp();
  vi.useFakeTimers();
  onTestFinished(() => void vi.useRealTimers());
  let cancelled = false;
  const body = new ReadableStream<Uint8Array>({ cancel: () => void (cancelled = true) });
  const headers = { origin: 'https://foreign.example' };
  const init = { method: 'POST', headers, body, duplex: 'half' };
  const answer = authenticator.fetch(new Request('http://app.test/token', init));
  await vi.advanceTimersByTimeAsync(500);
  expect((await answer).status).toBe(403);
  expect(cancelled).toBe(true);
});
