// What onMeasure is told: plain data, and nobody in it.
import { describe, expect, test, vi } from 'vitest';
import { createAuthenticator, createTokenExchange, type Measure } from '../src/index.js';
import { exchangeFor, somebody, startEmulator } from './emulated-exchange.js';
import { startIdentityServer } from './identity-server.js';
import { developmentKey } from './keys.js';

describe('onMeasure', () => {
  test('is told of calls, caches, joins, the service token, requests and the limiter', async () => {
    const emulator = await startEmulator();
    const { identifier, id } = somebody(emulator);
    const measures: Measure[] = [];
    const onMeasure = (measure: Measure) => void measures.push(measure);
    const exchange = exchangeFor(emulator, { onMeasure });
    const { fetch: ask } = createAuthenticator({
      exchange,
      onMeasure,
      participant: (request) => (request.headers.has('x-user') ? { identifier } : null),
      rateLimit: { perMinute: 4 },
      logger: { warn: () => undefined, error: () => undefined },
    });
    const post = (headers: Record<string, string> = { 'x-user': 'alice' }, method = 'POST') =>
      ask(new Request('https://app.test/token', { method, headers }));
    await Promise.all([post(), post(), post()]);
    await post();
    await post();
    await post({});
    await post({}, 'OPTIONS');
    const count = (wanted: Partial<Measure>) =>
      measures.filter((measure) =>
        Object.entries(wanted).every(([name, value]) => measure[name as 'kind'] === value),
      ).length;
    for (const call of ['service_token', 'lookup', 'participant_token'] as const)
      expect(count({ kind: 'upstream', call, outcome: 'answered', status: 200 })).toBe(1);
    expect(count({ kind: 'join', call: 'lookup' })).toBe(2);
    expect(count({ kind: 'cache', cache: 'participant_id', isHit: true })).toBe(1);
    expect(count({ kind: 'cache', cache: 'participant_token', isHit: true })).toBe(1);
    expect(count({ kind: 'service_token' })).toBe(1);
    expect(count({ kind: 'request', code: 'ok', status: 200 })).toBe(4);
    expect(count({ kind: 'request', code: 'rate_limited', status: 429 })).toBe(1);
    expect(count({ kind: 'request', code: 'unauthenticated', status: 401 })).toBe(1);
    expect(count({ kind: 'request', code: 'preflight', status: 204 })).toBe(1);
    expect(count({ kind: 'limiter', isAllowed: true })).toBe(4);
    expect(count({ kind: 'limiter', isAllowed: false })).toBe(1);
    const told = JSON.stringify(measures);
    for (const secret of [id, identifier, ...emulator.issued.map(({ accessToken }) => accessToken)])
      expect(told).not.toContain(secret);
    const upstream = measures.find((measure) => measure.kind === 'upstream');
    expect(upstream?.durationSeconds).toBeGreaterThan(0);
    expect(Math.abs(upstream?.clockSkewSeconds ?? 99)).toBeLessThan(5);
  });

  test('is told why a call got no answer', async () => {
    const identity = await startIdentityServer((_request, response) => void response.destroy());
    const onMeasure = vi.fn<(measure: Measure) => void>();
    const exchange = createTokenExchange({
      serviceAccount: 'MyDataHelps.Test',
      privateKey: developmentKey,
      baseUrl: identity.url,
      onMeasure,
    });
    await expect(exchange.serviceToken()).rejects.toThrow();
    expect(onMeasure.mock.calls).toMatchObject([
      [{ kind: 'upstream', call: 'service_token', outcome: 'cut_short', status: null, isRetried: false }],
    ]);
  });

  test('may throw and reject: nobody loses an answer', async () => {
    const emulator = await startEmulator();
    const { id } = somebody(emulator);
    const onMeasure = vi.fn<() => unknown>();
    onMeasure.mockImplementationOnce(() => {
      throw new Error('no metrics today');
    });
    onMeasure.mockImplementation(() => Promise.reject(new Error('no metrics today')));
    const token = await exchangeFor(emulator, { onMeasure }).participantToken({ id });
    expect(token.token_type).toBe('Bearer');
    expect(onMeasure.mock.calls.length).toBeGreaterThan(2);
  });
});
