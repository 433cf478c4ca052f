// Requests of a Worker, which end with what they have begun: nobody may wait for what another one began.
import { Agent, request as sendRequest } from 'node:http';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { grantEverything, startIdentityServer, type Respond } from './identity-server.js';
import { developmentKey } from './keys.js';
import { startWorker } from './worker/start-worker.js';

vi.setConfig({ testTimeout: 60_000 });

/** Holds answers back until they are let go. */
function holdBack() {
  const held: Array<() => void> = [];
  const respond: Respond = (...call) => void held.push(() => grantEverything(...call));
  return { held, respond };
}

async function setUp() {
  const identity = await startIdentityServer();
  const worker = await startWorker(join(import.meta.dirname, 'worker/clockwork-worker.mjs'), {
    PRIVATE_KEY: developmentKey,
    BASE_URL: identity.url,
  });
  const ask = (
    participant: string,
    headers: Record<string, string> = {},
    signal: AbortSignal | null = null,
    body: string | null = null,
  ) => worker.ask({ headers: { 'x-participant': participant, ...headers }, signal, body });
  return { identity, url: worker.url, ask, services: () => identity.count('client_credentials') };
}

describe('in workerd', () => {
  test('a request that hangs holds nobody up, whatever the others need', async () => {
    const { identity, ask, services } = await setUp();
    const { held, respond } = holdBack();
    identity.respond = respond;
    const hanging = [ask('p-1'), ask('p-2')];
    await vi.waitFor(() => expect(held).toHaveLength(2), { timeout: 20_000 });
    identity.respond = grantEverything;
    for (const participant of ['p-1', 'p-2', 'p-3']) expect((await ask(participant)).status).toBe(200);
    // One call for each request in flight, and then the token is there for all.
    expect(services()).toBe(3);
    for (const release of held) release();
    for (const answer of await Promise.all(hanging)) expect(answer.status).toBe(200);
  });

  test('a request whose caller has gone leaves nothing behind that others wait for', async () => {
    const { identity, ask } = await setUp();
    const { held, respond } = holdBack();
    identity.respond = respond;
    const caller = new AbortController();
    const gone = ask('p-1', {}, caller.signal);
    await vi.waitFor(() => expect(held).toHaveLength(1), { timeout: 20_000 });
    caller.abort();
    await expect(gone).rejects.toThrow();
    identity.respond = grantEverything;
    const answers = await Promise.all(Array.from({ length: 20 }, () => ask('p-1')));
    expect(answers.map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
  });

  test('the service token is renewed behind the answer, and outlasts its request', async () => {
    const { identity, ask, services } = await setUp();
    await ask('p-1');
    const { held, respond } = holdBack();
    identity.respond = (request, response, count) => {
      const isService = request.form.get('grant_type') === 'client_credentials';
      (isService ? respond : grantEverything)(request, response, count);
    };
    expect((await ask('p-2', { 'x-advance-seconds': '3545' })).status).toBe(200);
    await vi.waitFor(() => expect(held).toHaveLength(1), { timeout: 20_000 });
    // While it is under way nobody begins another.
    expect((await ask('p-3')).status).toBe(200);
    for (const release of held) release();
    await vi.waitFor(
      async () => {
        await ask(`p-${Math.random()}`);
        expect(identity.received.at(-1)?.form.get('token')).not.toBe('service-1');
      },
      { timeout: 20_000 },
    );
    expect(services()).toBe(2);
  });

  test('without waitUntil it is renewed by the request that needs it, and not before', async () => {
    const { ask, services } = await setUp();
    const alone = { 'x-no-wait-until': 'yes' };
    await ask('p-1', alone);
    expect((await ask('p-2', { ...alone, 'x-advance-seconds': '3545' })).status).toBe(200);
    expect(services()).toBe(1);
    expect((await ask('p-3', { ...alone, 'x-advance-seconds': '50' })).status).toBe(200);
    expect(services()).toBe(2);
  });

  test('a page whose token was refused gets a new one though another of its requests hangs', async () => {
    const { identity, ask } = await setUp();
    await ask('p-1');
    const { held, respond } = holdBack();
    identity.respond = respond;
    const hanging = ask('p-1', {}, null, '{"reason":"rejected"}');
    await vi.waitFor(() => expect(held).toHaveLength(1), { timeout: 20_000 });
    identity.respond = grantEverything;
    const answer = await ask('p-1', {}, null, '{"reason":"rejected"}');
    expect(answer.status).toBe(200);
    for (const release of held) release();
    expect((await hanging).status).toBe(200);
  });

  test.each<[string, Record<string, string>, string, number]>([
    ['for its foreign page', { origin: 'https://foreign.example' }, '{"reason":"start"}', 403],
    ['for its large body', {}, 'x'.repeat(20_000), 413],
  ])('what is refused %s leaves its connection to the next request', async (_why, headers, body, refusal) => {
    const { url } = await setUp();
    const ask = askOnOneConnection(url);
    const statuses: number[] = [];
    for (let count = 0; count < 5; count += 1) {
      statuses.push(await ask(headers, body));
      statuses.push(await ask({ 'x-participant': 'p-1' }, ''));
    }
    expect(statuses).toEqual(Array.from({ length: 5 }, () => [refusal, 200]).flat());
  });
});

/** As a proxy does that keeps its connection to the Worker open. Rejects when that breaks. */
function askOnOneConnection(url: URL): (headers: Record<string, string>, body: string) => Promise<number> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  onTestFinished(() => agent.destroy());
  return (headers, body) =>
    new Promise((resolve, reject) => {
      const asked = sendRequest(url, { method: 'POST', headers, agent }, (answer) => {
        answer.resume().on('end', () => resolve(answer.statusCode ?? 0));
      });
      asked.on('error', reject).end(body);
    });
}
