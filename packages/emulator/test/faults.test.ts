// Faults as a client over real HTTP meets them.
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createEmulator, EmulatorError, type ControlState, type Fault } from '../src/index.js';
import { listeningEmulator } from './listening-emulator.js';
import { signAssertion } from './sign-assertion.js';
import {
  get,
  getParticipantToken,
  getServiceToken,
  participantGrant,
  postForm,
  serviceGrant,
} from './token-client.js';

const participantUrl = 'api/v1/delegated/participant';

describe('a fault', () => {
  it('answers the next calls of one endpoint with a status and Retry-After, and is gone', async () => {
    const emulator = await listeningEmulator();
    const token = await getParticipantToken(emulator);
    emulator.faults.add({ effect: 'answer', endpoint: 'participant', status: 503, retryAfter: 7, calls: 2 });

    const refused = await get(emulator, participantUrl, token);
    expect([refused.status, refused.statusText, refused.headers.get('retry-after')]).toEqual([
      503,
      'Service Unavailable',
      '7',
    ]);
    expect(refused.headers.get('access-control-allow-origin')).toBe('*');
    expect((await get(emulator, 'api/v1/delegated/project', token)).status).toBe(200);
    expect(emulator.faults.active).toMatchObject([{ remainingCalls: 1 }]);
    expect((await get(emulator, participantUrl, token)).status).toBe(503);
    expect((await get(emulator, participantUrl, token)).status).toBe(200);
    expect(emulator.faults.active).toEqual([]);
  });

  it('meets one grant and leaves the other alone', async () => {
    const emulator = await listeningEmulator();
    emulator.faults.add({ effect: 'answer', endpoint: 'participant-token', error: 'invalid_grant' });
    const token = await getServiceToken(emulator);
    expect(token).toMatch(/^[0-9a-f]{32}$/);
    const answer = await postForm(emulator, participantGrant(token, emulator.participants[0]?.id ?? ''));
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('gives tokens another life, for the calls it is meant for', async () => {
    const emulator = await listeningEmulator();
    const grant = participantGrant(await getServiceToken(emulator), emulator.participants[0]?.id ?? '');
    emulator.faults.add({
      effect: 'lifetime',
      endpoint: 'participant-token',
      tokenLifetimeSeconds: 2,
      calls: 1,
    });
    expect((await postForm(emulator, grant)).body.expires_in).toBe(2);
    expect((await postForm(emulator, grant)).body.expires_in).toBe(3600);
  });

  it('sends a page, nothing, or half of the answer where JSON belongs', async () => {
    const emulator = await listeningEmulator();
    const token = await getParticipantToken(emulator);
    const text = async (fault: Fault): Promise<[number, string | null, string]> => {
      emulator.faults.clear();
      emulator.faults.add(fault);
      const response = await get(emulator, participantUrl, token);
      return [response.status, response.headers.get('content-type'), await response.text()];
    };
    expect(await text({ effect: 'html' })).toEqual([
      200,
      'text/html; charset=utf-8',
      expect.stringMatching(/^<!doctype html>/),
    ]);
    expect(await text({ effect: 'html', status: 502 })).toMatchObject([
      502,
      'text/html; charset=utf-8',
      expect.anything(),
    ]);
    expect(await text({ effect: 'empty' })).toEqual([200, null, '']);
    const [status, type, half] = await text({ effect: 'truncate' });
    expect([status, type]).toEqual([200, 'application/json']);
    expect(half).toMatch(/^\{"participantID":"/);
    expect(() => JSON.parse(half) as unknown).toThrow(SyntaxError);
    expect(await text({ effect: 'answer', status: 204 })).toEqual([204, null, '']);
  });

  it('decides by the newest, and adds the latency of those that only wait', async () => {
    vi.useFakeTimers();
    onTestFinished(() => void vi.useRealTimers());
    const emulator = createEmulator();
    emulator.faults.add({ effect: 'answer', status: 503, latencySeconds: 40, calls: 1 });
    emulator.faults.add({ effect: 'delay', latencySeconds: 2, calls: 1 });
    emulator.faults.add({ effect: 'answer', status: 500, latencySeconds: 1, calls: 1 });
    const [first] = await Promise.all([emulator.fetch(emulator.url), vi.advanceTimersByTimeAsync(3000)]);
    expect(first.status).toBe(500);
    expect(emulator.faults.active).toMatchObject([{ status: 503, remainingCalls: 1 }]);
    const [second] = await Promise.all([emulator.fetch(emulator.url), vi.advanceTimersByTimeAsync(40_000)]);
    expect([second.status, emulator.faults.active]).toEqual([503, []]);
  });

  it('issues the token although the answer is truncated', async () => {
    const emulator = await listeningEmulator();
    emulator.faults.add({ effect: 'truncate', endpoint: 'token' });
    await expect(postForm(emulator, serviceGrant(await signAssertion(emulator)))).rejects.toThrow(
      SyntaxError,
    );
    expect(emulator.issued).toHaveLength(1);
  });

  it('cuts the connection, on the network and without one', async () => {
    const emulator = await listeningEmulator();
    const token = await getParticipantToken(emulator);
    emulator.faults.add({ effect: 'drop', calls: 2 });
    await expect(get(emulator, participantUrl, token)).rejects.toThrow('fetch failed');
    await expect(emulator.fetch(emulator.url)).rejects.toThrow(new TypeError('fetch failed'));
    const state = await emulator.fetch(`${emulator.url}__emulator__/state`);
    expect(((await state.json()) as ControlState).requests.slice(0, 2)).toMatchObject([
      { status: 0 },
      { status: 0 },
    ]);
    expect((await get(emulator, participantUrl, token)).status).toBe(200);
  });

  it('hangs until the caller gives up', async () => {
    const emulator = await listeningEmulator();
    emulator.faults.add({ effect: 'hang', calls: 1 });
    const caller = new AbortController();
    const settled = vi.fn<() => void>();
    const hung = fetch(emulator.url, { signal: caller.signal });
    hung.then(settled, settled);
    await vi.waitUntil(() => emulator.faults.active.length === 0, { timeout: 20_000 });
    // Another call goes there and back while the first one hangs.
    expect((await fetch(emulator.url)).status).toBe(404);
    expect(settled).not.toHaveBeenCalled();
    caller.abort();
    await expect(hung).rejects.toThrow('aborted');
  });

  it.each<[string, Fault]>([
    ['hung', { effect: 'hang' }],
    ['late', { effect: 'delay', latencySeconds: 600 }],
  ])('lets a caller without a network give up a %s call, with its own reason', async (_name, fault) => {
    const emulator = createEmulator();
    emulator.faults.add({ ...fault, calls: 1 });
    const caller = new AbortController();
    const call = emulator.fetch(emulator.url, { signal: caller.signal });
    await vi.waitUntil(() => emulator.faults.active.length === 0);
    caller.abort(new Error('long enough'));
    await expect(call).rejects.toThrow('long enough');
    await expect(emulator.fetch(emulator.url, { signal: caller.signal })).rejects.toThrow('long enough');
  });

  it('hangs any number of calls at once without a warning of a leak', async () => {
    const warned = vi.fn<(warning: Error) => void>();
    process.on('warning', warned);
    onTestFinished(() => void process.off('warning', warned));
    const emulator = createEmulator();
    emulator.faults.add({ effect: 'hang', calls: 20 });
    const calls = Array.from({ length: 20 }, () => emulator.fetch(emulator.url));
    await vi.waitUntil(() => emulator.faults.active.length === 0);
    await emulator.close();
    await Promise.all(calls);
    expect(warned).not.toHaveBeenCalled();
  });

  it('hangs no longer than the emulator is open', async () => {
    const emulator = createEmulator();
    await emulator.listen();
    emulator.faults.add({ effect: 'hang', calls: 1 });
    const hung = fetch(emulator.url);
    await vi.waitUntil(() => emulator.faults.active.length === 0, { timeout: 20_000 });
    await Promise.all([emulator.close(), expect(hung).rejects.toThrow('fetch failed')]);
  });

  it('waits, on the clock of the test', async () => {
    vi.useFakeTimers();
    const emulator = createEmulator();
    emulator.faults.add({ effect: 'delay', latencySeconds: 30 });
    emulator.faults.add({ effect: 'delay', latencySeconds: 15, endpoint: 'other' });
    const settled = vi.fn<() => void>();
    const answer = emulator.fetch(emulator.url).then(settled);
    await vi.advanceTimersByTimeAsync(44_999);
    expect(settled).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(1);
    await answer;
    expect(vi.getTimerCount()).toBe(0);
    vi.useRealTimers();
  });

  it('can be removed by its id', async () => {
    const emulator = await listeningEmulator();
    const fault = emulator.faults.add({ effect: 'answer', status: 500 });
    expect((await fetch(emulator.url)).status).toBe(500);
    expect([emulator.faults.remove(fault.id), emulator.faults.remove(fault.id)]).toEqual([true, false]);
    expect((await fetch(emulator.url)).status).toBe(404);
  });

  it.each([participantUrl, 'api/v1/public/projects/x/views/y', 'uploads/x'])(
    'lets preflights of %s through, so that a page can read what went wrong',
    async (path) => {
      const emulator = await listeningEmulator();
      const url = new URL(path, emulator.url);
      emulator.faults.add({ effect: 'html', status: 502, retryAfter: 'Wed, 25 Nov 2026 08:00:00 GMT' });
      const preflight = await fetch(url, {
        method: 'OPTIONS',
        headers: { origin: 'https://app.example', 'access-control-request-method': 'GET' },
      });
      const answer = await fetch(url, { headers: { origin: 'https://app.example' } });
      expect([preflight.status, answer.status]).toEqual([204, 502]);
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('retry-after')).toBe('Wed, 25 Nov 2026 08:00:00 GMT');
    },
  );

  it.each<[Record<string, unknown>, RegExp]>([
    [{}, /effect/],
    [{ effect: 'nothing' }, /effect/],
    [{ effect: 'delay' }, /latencySeconds/],
    [{ effect: 'answer', endpoint: 'tokens' }, /endpoint/],
    [{ effect: 'answer', status: 700 }, /status/],
    [{ effect: 'answer', status: 500, calls: 0 }, /calls/],
    [{ effect: 'html', error: 'invalid_grant' }, /error/],
    [{ effect: 'html', status: 204 }, /has no body/],
    [{ effect: 'truncate', status: 500 }, /status/],
    [{ effect: 'delay', latencySeconds: 1, retryAfter: 5 }, /retryAfter/],
    [{ effect: 'delay', latencySeconds: -1 }, /latencySeconds/],
    [
      { effect: 'lifetime', tokenLifetimeSeconds: 5 },
      /only token, service-token, participant-token issue tokens/,
    ],
    [{ effect: 'lifetime', endpoint: 'inbox', tokenLifetimeSeconds: 5 }, /only token/],
    [{ effect: 'answer', statusCode: 500 }, /statusCode/],
    [{ effect: 'answer', status: 503, retryAfter: 'now\r\nset-cookie: x' }, /retryAfter/],
  ])('refuses %j', (fault, message) => {
    const emulator = createEmulator();
    const add = (): unknown => emulator.faults.add(fault as unknown as Fault);
    expect(add).toThrow(EmulatorError);
    expect(add).toThrow(message);
    expect(emulator.faults.active).toEqual([]);
  });
});

describe('a server whose clock is wrong', () => {
  it('says so in Date and refuses assertions by its own time, and leaves token lives alone', async () => {
    const now = Date.UTC(2026, 10, 24, 12);
    const emulator = await listeningEmulator({ now: () => now });
    const assertion = (): Promise<string> => signAssertion(emulator, { claims: { exp: now / 1000 + 200 } });
    const before = (await postForm(emulator, serviceGrant(await assertion()))).body.access_token ?? '';

    emulator.faults.clockOffsetSeconds = 3600;
    const late = await postForm(emulator, serviceGrant(await assertion()));
    expect(late.headers.get('date')).toBe('Tue, 24 Nov 2026 13:00:00 GMT');
    expect(late.body.error_description).toMatch(/exp is 3400 s in the past on the server's clock/);
    const participants = `api/v1/administration/projects/${emulator.projectId}/participants`;
    expect((await get(emulator, participants, before)).status).toBe(200);

    emulator.faults.clear();
    expect(emulator.faults.clockOffsetSeconds).toBe(0);
    expect((await postForm(emulator, serviceGrant(await assertion()))).status).toBe(200);
    expect(() => (emulator.faults.clockOffsetSeconds = Number.NaN)).toThrow(EmulatorError);
    expect(() => (emulator.faults.clockOffsetSeconds = Date.now())).toThrow(/clockOffsetSeconds is \d+/);
  });
});

describe('a rate limit', () => {
  it('answers 429 over it, tells what is left, and starts anew with the next window', async () => {
    let now = Date.now();
    const emulator = await listeningEmulator({ now: () => now, rateLimit: { limit: 2, windowSeconds: 60 } });
    const token = await getParticipantToken(emulator);
    const other = await getParticipantToken(emulator, { participant_id: emulator.participants[1]?.id ?? '' });
    const call = async (bearer: string): Promise<(string | number | null)[]> => {
      const { status, headers } = await get(emulator, participantUrl, bearer);
      return [status, ...['Limit', 'Remaining', 'Reset'].map((name) => headers.get(`RateLimit-${name}`))];
    };
    expect(await call(token)).toEqual([200, '2', '1', '60']);
    now += 20_000;
    expect(await call(token)).toEqual([200, '2', '0', '40']);
    expect(await call(token)).toEqual([429, '2', '0', '40']);
    expect(await call(other)).toEqual([200, '2', '1', '60']);
    now += 40_000;
    expect(await call(token)).toEqual([200, '2', '1', '60']);
    emulator.rateLimit = null;
    expect(await call(token)).toEqual([200, null, null, null]);
  });

  it('of another window counts from the next call on', async () => {
    let now = Date.now();
    const emulator = await listeningEmulator({
      now: () => now,
      rateLimit: { limit: 1, windowSeconds: 3600 },
    });
    const token = await getParticipantToken(emulator);
    const call = async (): Promise<(string | number | null)[]> => {
      const { status, headers } = await get(emulator, participantUrl, token);
      return [status, headers.get('RateLimit-Reset')];
    };
    expect([await call(), await call()]).toEqual([
      [200, '3600'],
      [429, '3600'],
    ]);
    emulator.rateLimit = { limit: 1, windowSeconds: 10 };
    expect([await call(), await call()]).toEqual([
      [200, '10'],
      [429, '10'],
    ]);
    now += 10_000;
    expect(await call()).toEqual([200, '10']);
  });

  it('counts a participant once, however its ID is spelled', async () => {
    const emulator = await listeningEmulator({ rateLimit: { limit: 1, windowSeconds: 60 } });
    const id = emulator.participants[0]?.id ?? '';
    const token = await getParticipantToken(emulator, { participant_id: id });
    const shouted = await getParticipantToken(emulator, { participant_id: id.toUpperCase() });
    expect((await get(emulator, participantUrl, token)).status).toBe(200);
    expect((await get(emulator, participantUrl, shouted)).status).toBe(429);
  });

  it('must be whole numbers', () => {
    const emulator = createEmulator();
    expect(() => (emulator.rateLimit = { limit: 1.5, windowSeconds: 60 })).toThrow(/rateLimit.limit/);
    expect(() => (emulator.rateLimit = { limit: 1, windowSeconds: 0 })).toThrow(/rateLimit.windowSeconds/);
    expect(emulator.rateLimit).toBeNull();
  });
});
