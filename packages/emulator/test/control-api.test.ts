// The control API over real HTTP: what it does, what it shows, and whom it refuses.
import { request } from 'node:http';
import { describe, expect, it, vi } from 'vitest';
import type { ControlState, Emulator, ParticipantView } from '../src/index.js';
import { listeningEmulator } from './listening-emulator.js';
import { get, getParticipantToken, getServiceToken, postForm, serviceGrant } from './token-client.js';

function control(emulator: Emulator, method: string, path: string, body?: unknown): Promise<Response> {
  return fetch(new URL(`__emulator__/${path}`, emulator.url), {
    method,
    ...(body === undefined
      ? {}
      : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
  });
}

async function stateOf(emulator: Emulator): Promise<ControlState> {
  return (await (await control(emulator, 'GET', 'state')).json()) as ControlState;
}

/** GET with headers that fetch does not let one set. */
function rawStatus(
  emulator: Emulator,
  headers: Record<string, string>,
  path = '__emulator__/state',
): Promise<number> {
  return new Promise((resolve, reject) => {
    const call = request(new URL(path, emulator.url), { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    call.once('error', reject).end();
  });
}

describe('the control API', () => {
  it('switches faults on and off', async () => {
    const emulator = await listeningEmulator();
    const added = await control(emulator, 'POST', 'faults', {
      effect: 'answer',
      endpoint: 'token',
      status: 500,
      calls: 3,
    });
    const { id } = (await added.json()) as { id: string };
    expect(added.status).toBe(201);
    await control(emulator, 'POST', 'faults', { effect: 'delay', endpoint: 'inbox', latencySeconds: 2 });
    expect(emulator.faults.active).toMatchObject([
      { endpoint: 'token', remainingCalls: 3 },
      { endpoint: 'inbox' },
    ]);
    expect((await stateOf(emulator)).faults).toEqual(emulator.faults.active);
    expect((await control(emulator, 'DELETE', `faults/${id}`)).status).toBe(204);
    expect((await control(emulator, 'DELETE', `faults/${id}`)).status).toBe(404);
    expect((await control(emulator, 'DELETE', 'faults')).status).toBe(204);
    expect(emulator.faults.active).toEqual([]);
  });

  it('is where a browser is led that opens the base URL', async () => {
    const emulator = await listeningEmulator();
    const opened = await fetch(emulator.url, { headers: { accept: 'text/html' } });
    expect([opened.status, opened.url]).toEqual([200, `${emulator.url}__emulator__/`]);
    expect(opened.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    expect((await fetch(emulator.url)).status).toBe(404);
    expect((await fetch(`${emulator.url}assets/nothing.js`)).status).toBe(404);
    expect((await fetch(`${emulator.url}assets/..%2fpackage.json`)).status).toBe(404);
  });

  it('is not met by faults itself', async () => {
    const emulator = await listeningEmulator();
    emulator.faults.add({ effect: 'answer', status: 500 });
    expect((await control(emulator, 'GET', 'state')).status).toBe(200);
  });

  it('changes settings', async () => {
    const emulator = await listeningEmulator();
    const settings = {
      tokenLifetimeSeconds: 90,
      clockOffsetSeconds: -30,
      rateLimit: { limit: 5, windowSeconds: 60 },
    };
    const answer = await control(emulator, 'PATCH', 'settings', settings);
    expect(await answer.json()).toMatchObject(settings);
    expect([emulator.tokenLifetimeSeconds, emulator.faults.clockOffsetSeconds, emulator.rateLimit]).toEqual(
      Object.values(settings),
    );
    await control(emulator, 'PATCH', 'settings', { rateLimit: null });
    expect([emulator.tokenLifetimeSeconds, emulator.rateLimit]).toEqual([90, null]);
  });

  it('changes what the project collects, and nothing when a name is wrong', async () => {
    const emulator = await listeningEmulator();
    const answer = await control(emulator, 'PATCH', 'settings', {
      dataCollectionSettings: { dexcomEnabled: true },
      dataAvailability: { appleHealthRecords: true },
    });
    expect(await answer.json()).toMatchObject({
      dataCollectionSettings: { dexcomEnabled: true, fitbitEnabled: true },
      dataAvailability: { appleHealthRecords: true, healthConnectPhr: false },
    });
    const wrong = await control(emulator, 'PATCH', 'settings', {
      dataCollectionSettings: { dexcomEnabled: false },
      dataAvailability: { records: true },
    });
    expect([wrong.status, await wrong.json()]).toEqual([
      400,
      expect.objectContaining({ message: expect.stringContaining('records') }),
    ]);
    expect(emulator.dataCollectionSettings.dexcomEnabled).toBe(true);
  });

  it('lets time pass, forward only', async () => {
    const emulator = await listeningEmulator();
    const answer = await control(emulator, 'POST', 'advance', { seconds: 3600 });
    expect(await answer.json()).toMatchObject({ advancedSeconds: 3600 });
    for (const seconds of [0, -1, Date.now(), 'soon']) {
      expect((await control(emulator, 'POST', 'advance', { seconds })).status).toBe(400);
    }
    expect((await stateOf(emulator)).settings.advancedSeconds).toBe(3600);
  });

  it('shows a participant, adds readings, connects and disconnects accounts', async () => {
    const emulator = await listeningEmulator();
    const view = async (): Promise<ParticipantView> =>
      (await (await control(emulator, 'GET', 'participants/MDH-1001')).json()) as ParticipantView;
    const reading = {
      participantIdentifier: 'MDH-1001',
      version: 2,
      namespace: 'Fitbit',
      type: 'sleep',
      value: 'deep',
      observationDate: '2026-11-20T06:00:00Z',
    };
    expect((await control(emulator, 'POST', 'readings', reading)).status).toBe(201);
    expect((await view()).readings).toMatchObject([{ version: 2, source: 'Fitbit', value: 'deep' }]);
    const connected = await control(emulator, 'POST', 'participants/MDH-1001/accounts', { providerId: 5691 });
    const { id } = (await connected.json()) as { id: number };
    expect((await view()).accounts).toContainEqual({ id, provider: 'Dexcom', status: 'fetchComplete' });
    expect((await control(emulator, 'DELETE', `participants/MDH-1001/accounts/${id}`)).status).toBe(204);
    expect((await view()).accounts).not.toContainEqual(expect.objectContaining({ id }));
  });

  it.each<[string, string, unknown, number]>([
    ['GET', 'participants/nobody', undefined, 404],
    ['POST', 'participants/MDH-1001/accounts', { providerId: 1 }, 404],
    ['POST', 'participants/MDH-1001/accounts', { provider: 'Fitbit' }, 400],
    ['DELETE', 'participants/MDH-1001/accounts/99', undefined, 404],
    [
      'POST',
      'readings',
      { participantIdentifier: 'nobody', namespace: 'Project', type: 'x', value: '1' },
      404,
    ],
    [
      'POST',
      'readings',
      { participantIdentifier: 'MDH-1001', namespace: 'Nike', type: 'x', value: '1' },
      400,
    ],
  ])('answers %s %s %j with %s and a message', async (method, path, body, status) => {
    const emulator = await listeningEmulator();
    const answer = await control(emulator, method, path, body);
    expect([answer.status, await answer.json()]).toEqual([
      status,
      expect.objectContaining({ message: expect.any(String) }),
    ]);
  });

  it('revokes by participant, by kind, by id, and all', async () => {
    const emulator = await listeningEmulator();
    const revoke = async (filter: unknown): Promise<unknown> =>
      (await control(emulator, 'POST', 'revoke', filter)).json();
    await getParticipantToken(emulator);
    const token = await getParticipantToken(emulator, { participant_id: emulator.participants[1]?.id ?? '' });
    expect(await revoke({ participantIdentifier: emulator.participants[0]?.participantIdentifier })).toEqual({
      revoked: 1,
    });
    expect((await get(emulator, 'api/v1/delegated/participant', token)).status).toBe(200);
    expect(await revoke({ id: emulator.issued.at(-1)?.id })).toEqual({ revoked: 1 });
    expect((await get(emulator, 'api/v1/delegated/participant', token)).status).toBe(401);
    expect(await revoke({ kind: 'service' })).toEqual({ revoked: 2 });
    await getServiceToken(emulator);
    expect(await revoke({})).toEqual({ revoked: 1 });
    expect((await control(emulator, 'POST', 'revoke', { participantIdentifier: 'nobody' })).status).toBe(404);
  });

  it('revokes the tokens of a participant, however its ID was spelled when they were issued', async () => {
    const emulator = await listeningEmulator();
    const participant_id = emulator.participants[0]?.id.toUpperCase() ?? '';
    const token = await getParticipantToken(emulator, { participant_id });
    const answer = await control(emulator, 'POST', 'revoke', { participantIdentifier: 'MDH-1001' });
    expect(await answer.json()).toEqual({ revoked: 1 });
    expect((await get(emulator, 'api/v1/delegated/participant', token)).status).toBe(401);
    emulator.issueToken('MDH-1001');
    expect(emulator.revoke({ participantId: participant_id })).toBe(1);
  });

  it('changes no setting when one of them is wrong', async () => {
    const emulator = await listeningEmulator();
    const answer = await control(emulator, 'PATCH', 'settings', {
      tokenLifetimeSeconds: 5,
      rateLimit: { limit: 1, windowSeconds: 1 },
      clockOffsetSeconds: Date.now(),
    });
    expect([answer.status, await answer.json()]).toEqual([
      400,
      expect.objectContaining({ message: expect.stringContaining('clockOffsetSeconds') }),
    ]);
    expect([emulator.tokenLifetimeSeconds, emulator.rateLimit]).toEqual([3600, null]);
  });

  it('shows who holds which token and what was called, and never a token', async () => {
    const emulator = await listeningEmulator();
    const token = await getParticipantToken(emulator);
    emulator.faults.add({ effect: 'answer', endpoint: 'project', status: 503, calls: 1 });
    await fetch(new URL('api/v1/delegated/participant', emulator.url), {
      headers: { authorization: `Bearer ${token}`, origin: 'http://localhost:5173' },
    });
    await get(emulator, 'api/v1/delegated/project', token);
    const state = await stateOf(emulator);
    expect(state.tokens).toMatchObject([
      {
        kind: 'participant',
        status: 'usable',
        participantIdentifier: emulator.participants[0]?.participantIdentifier,
        calls: 1,
        lastOrigin: 'http://localhost:5173',
      },
      { kind: 'service', status: 'usable', participantIdentifier: null },
    ]);
    expect(
      state.requests.map(({ endpoint, status, tokenId, faultId }) => [endpoint, status, tokenId, faultId]),
    ).toEqual([
      ['project', 503, state.tokens[0]?.id, 'fault-1'],
      ['participant', 200, state.tokens[0]?.id, null],
      ['participant-token', 200, null, null],
      ['service-token', 200, null, null],
    ]);
    expect(state.requestsTotal).toBe(4);
    expect(state.requestsPerSecond).toHaveLength(60);
    expect(state.requestsPerSecond.reduce((sum, count) => sum + count, 0)).toBe(4);
    const text = JSON.stringify(state);
    for (const { accessToken } of emulator.issued) expect(text).not.toContain(accessToken);
  });

  it('says why a call was refused, and nothing of what was sent', async () => {
    const emulator = await listeningEmulator();
    const token = await getParticipantToken(emulator, { scope: 'Participant:read' });
    const api = 'api/v1/delegated/';
    const post = (path: string, body: unknown): Promise<Response> =>
      fetch(new URL(path, emulator.url), {
        method: 'POST',
        headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
        body: JSON.stringify(body),
      });
    await postForm(emulator, serviceGrant(token));
    await postForm(emulator, `${token}&${token}`);
    await get(emulator, `${api}participant`, 'f'.repeat(32));
    await get(emulator, `${api}project`, token);
    await get(emulator, `${api}devicedata?limit=0`, token);
    await post('survey/Daily%20Check-in/results', { answers: { note: 'very private' } });
    await get(emulator, 'uploads/x', token);
    await get(emulator, 'identityserver/connect/token', token);
    emulator.faults.add({ effect: 'answer', endpoint: 'inbox', status: 503, calls: 1 });
    await get(emulator, `${api}inbox`, token);
    emulator.faults.add({ effect: 'html', endpoint: 'inbox', status: 502, calls: 1 });
    await get(emulator, `${api}inbox`, token);
    await get(emulator, `${api}inbox`, token);

    const state = await stateOf(emulator);
    expect(state.requests.map(({ reason }) => reason).toReversed()).toEqual([
      null,
      null,
      'invalid_client: client_assertion: not a signed JWT',
      'invalid_request: a field is there twice',
      'Authorization has been denied for this request.',
      'The access token lacks the scope Project:read.',
      'The request is invalid. limit: Too small: expected number to be >=1; namespace: the namespace is required',
      'The request is invalid. answers.note: Invalid input: expected array, received string',
      'The URL is not presigned for this, or it is no longer good.',
      'Method Not Allowed',
      'A fault of the emulator.',
      null,
      null,
    ]);
    const text = JSON.stringify(state);
    for (const secret of [token, 'very private']) expect(text).not.toContain(secret);
  });

  it('shows no status for a caller that went away in the middle of a request', async () => {
    const emulator = await listeningEmulator();
    const headers = { 'content-type': 'application/x-www-form-urlencoded', 'content-length': '100' };
    const call = request(emulator.tokenUrl, { method: 'POST', headers });
    call.once('error', () => undefined);
    call.write('grant_type=', () => call.destroy());
    await vi.waitUntil(async () => (await stateOf(emulator)).requestsTotal > 0);
    expect((await stateOf(emulator)).requests).toMatchObject([
      { endpoint: 'other', status: 0, reason: null },
    ]);
  });

  it('shows no URL that opens something to whoever has it', async () => {
    const emulator = await listeningEmulator();
    const link = emulator.participants[0]?.linkIdentifier ?? '';
    await fetch(new URL(`mydatahelps/${link}/surveylink/Baseline/definition`, emulator.url));
    await fetch(new URL(`mydatahelps/${link}/nothing`, emulator.url));
    const { requests } = await stateOf(emulator);
    expect(requests).toMatchObject([
      { path: '/mydatahelps/…/nothing', reason: 'The emulator has no GET /mydatahelps/…/nothing.' },
      { path: '/mydatahelps/…/surveylink/Baseline/definition', status: 200 },
    ]);
  });

  it.each<[string, string, unknown, RegExp]>([
    ['POST', 'faults', { effect: 'answer', status: 9 }, /status/],
    ['POST', 'faults', [], /expected object/],
    ['PATCH', 'settings', { tokenLifetimeSeconds: 'soon' }, /tokenLifetimeSeconds/],
    ['PATCH', 'settings', { rateLimit: {} }, /rateLimit/],
    ['POST', 'revoke', { token: 'x' }, /token/],
  ])('refuses %s %s %j with a message', async (method, path, body, message) => {
    const emulator = await listeningEmulator();
    const answer = await control(emulator, method, path, body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ message: expect.stringMatching(message) });
  });

  it('takes JSON only, said to be JSON', async () => {
    const emulator = await listeningEmulator();
    const url = new URL('__emulator__/faults', emulator.url);
    const plain = await fetch(url, { method: 'POST', body: '{"effect":"answer"}' });
    const broken = await fetch(url, {
      method: 'POST',
      body: '{',
      headers: { 'content-type': 'application/json' },
    });
    expect([plain.status, broken.status]).toEqual([400, 400]);
    expect(emulator.faults.active).toEqual([]);
  });

  it.each<[string, Record<string, string>, number]>([
    ['a name that an attacker points at this machine', { host: 'evil.example' }, 403],
    ['such a name with the right port', { host: 'localhost.evil.example:80' }, 403],
    ['a page from elsewhere', { origin: 'https://evil.example' }, 403],
    ['a sandboxed page', { origin: 'null' }, 403],
    ['a page of this machine', { origin: 'http://localhost:5173' }, 200],
    ['a page on 127.0.0.1', { origin: 'http://127.0.0.1:5173' }, 200],
    ['the host 127.0.0.1', { host: '127.0.0.1:4810' }, 200],
    ['no page', {}, 200],
  ])('meets %s with the right answer', async (_name, headers, status) => {
    const emulator = await listeningEmulator();
    expect(await rawStatus(emulator, headers)).toBe(status);
  });

  it.each([
    'api/v1/delegated/participant',
    'api/v1/administration/projects/x/participants',
    'identityserver/connect/token',
    'survey',
    'providers/x',
    'assets/control.js',
    '',
  ])('and so every other route, which a name that an attacker points here could read: %s', async (path) => {
    const emulator = await listeningEmulator();
    expect(await rawStatus(emulator, { host: 'evil.example' }, path)).toBe(403);
    expect(await rawStatus(emulator, { host: '127.0.0.1:1' }, path)).not.toBe(403);
    expect(emulator.issued).toEqual([]);
  });

  it('lets a page of another local port read and write', async () => {
    const emulator = await listeningEmulator();
    const preflight = await fetch(new URL('__emulator__/settings', emulator.url), {
      method: 'OPTIONS',
      headers: {
        origin: 'http://localhost:5173',
        'access-control-request-method': 'PATCH',
        'access-control-request-headers': 'content-type',
      },
    });
    expect(preflight.headers.get('access-control-allow-origin')).toBe('http://localhost:5173');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
  });

  it('may be reached under publicUrl', async () => {
    const emulator = await listeningEmulator({ publicUrl: 'http://mdh.example.test:8080' });
    const answer = await emulator.fetch('http://mdh.example.test:8080/__emulator__/state');
    const other = await emulator.fetch('http://other.example.test:8080/__emulator__/state');
    expect([answer.status, other.status]).toEqual([200, 403]);
  });
});

describe('scopes', () => {
  it.each([
    ['api', 200],
    ['Participant:read', 200],
    ['Project:read Participant:read', 200],
    ['Project:read', 403],
    ['participant:read', 403],
    ['user/*.read', 403],
  ])('with %s GET participant answers %d', async (scope, status) => {
    const emulator = await listeningEmulator();
    const response = await get(
      emulator,
      'api/v1/delegated/participant',
      await getParticipantToken(emulator, { scope }),
    );
    expect(response.status).toBe(status);
    if (status === 403) expect(response.headers.get('www-authenticate')).toContain('insufficient_scope');
  });
});
