// Ten thousand requests of two hundred participants, in any order, some given up: everybody gets tokens of their own.
import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { AuthenticatorError, createAuthenticator, createTokenExchange } from '../src/index.js';
import { grantEverything, sendJson, sendParticipant, startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';

vi.setConfig({ testTimeout: 240_000 });

const silent = { warn: () => undefined, error: () => undefined };

const requests = 10_000;

const participants = 200;

const request = fc.record({
  who: fc.nat({ max: participants - 1 }),
  isNamed: fc.boolean(),
  reason: fc.constantFrom('start', 'schedule', 'demand', 'rejected', 'wake', 'retry', 'forced'),
  abortsAfterTurns: fc.option(fc.nat({ max: 4 }), { freq: 3 }),
  isThroughEndpoint: fc.boolean(),
});

type MixedRequest = typeof request extends fc.Arbitrary<infer T> ? T : never;

interface Given {
  access_token: string;
  subject?: string;
}

async function setUp() {
  let turn = 0;
  const identity = await startIdentityServer((received, response, count) => {
    turn += 1;
    // Every so often it is of no use.
    if (turn % 97 === 0) return void response.destroy();
    if (turn % 89 === 0) return sendJson(response, 503, {});
    if (received.method === 'GET')
      return sendParticipant(received, response, received.path.split('user-').at(-1) ?? '');
    const id = received.form.get('participant_id');
    if (id === null) return grantEverything(received, response, count);
    return sendJson(response, 200, { access_token: `${id}.${count}`, expires_in: 60 });
  });
  const exchange = createTokenExchange({
    serviceAccount: 'MyDataHelps.Test',
    privateKey: developmentKey,
    baseUrl: identity.url,
    projectId: 'project-1',
    logger: silent,
  });
  const authenticator = createAuthenticator({
    exchange,
    participant: (asked) => JSON.parse(asked.headers.get('x-participant') ?? 'null') as { id: string },
    rateLimit: false,
    logger: silent,
  });
  return { exchange, authenticator };
}

test('nobody ever gets another’s token', async () => {
  const { exchange, authenticator } = await setUp();
  const subjects = new Map<number, Set<string>>();
  const counts = { given: 0, refused: 0 };

  async function ask({
    who,
    isNamed,
    reason,
    abortsAfterTurns,
    isThroughEndpoint,
  }: MixedRequest): Promise<void> {
    const reference = isNamed ? { identifier: `user-${who}` } : { id: String(who) };
    const caller = new AbortController();
    const given = isThroughEndpoint
      ? askEndpoint(reference, reason)
      : exchange.participantToken(reference, { fresh: reason === 'rejected', signal: caller.signal });
    const settled = note(who, given);
    for (let turn = 0; turn < (abortsAfterTurns ?? 0); turn += 1) await new Promise(setImmediate);
    if (abortsAfterTurns !== null) caller.abort();
    await settled;
  }

  async function note(who: number, given: Promise<Given | null>): Promise<void> {
    const token = await given.catch((error: unknown) => {
      if (!(error instanceof AuthenticatorError)) throw error;
      return null;
    });
    counts[token === null ? 'refused' : 'given'] += 1;
    if (token === null) return;
    expect(token.access_token.split('.')[0]).toBe(String(who));
    const known = subjects.get(who) ?? new Set();
    subjects.set(who, known.add(token.subject ?? ''));
  }

  async function askEndpoint(reference: object, reason: string) {
    const answer = await authenticator.fetch(
      new Request('http://app.test/', {
        method: 'POST',
        headers: { 'x-participant': JSON.stringify(reference) },
        body: JSON.stringify({ reason }),
      }),
    );
    const body = (await answer.json()) as Given;
    return answer.status === 200 ? body : null;
  }

  const seed = Date.now();
  console.info(`seed of the requests: ${seed}`);
  const mixed = fc.sample(request, { numRuns: requests, seed });
  const atOnce = 100;
  const next = mixed[Symbol.iterator]();
  const caller = async () => {
    for (let one = next.next(); one.done !== true; one = next.next()) await ask(one.value);
  };
  await Promise.all(Array.from({ length: atOnce }, caller));

  expect(counts.given).toBeGreaterThan(requests / 2);
  expect(counts.given + counts.refused).toBe(requests);
  // One subject for each, and none for two.
  const all = [...subjects.values()].flatMap((known) => [...known]);
  expect(all).toHaveLength(subjects.size);
  expect(new Set(all).size).toBe(subjects.size);
});
