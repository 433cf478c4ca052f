// Both grants of the token endpoint, over real HTTP.
import { describe, expect, it } from 'vitest';
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

describe('the token endpoint', () => {
  it('answers a good assertion with an opaque service token', async () => {
    const emulator = await listeningEmulator({ serviceTokenLifetimeSeconds: 240 });
    const { status, headers, body } = await postForm(emulator, serviceGrant(await signAssertion(emulator)));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toContain('no-store');
    expect(body).toEqual({
      access_token: expect.stringMatching(/^[0-9a-f]{32}$/),
      expires_in: 240,
      token_type: 'Bearer',
      scope: 'api',
    });
  });

  it('exchanges a service token for a participant token, with the life chosen at that moment', async () => {
    const emulator = await listeningEmulator({ tokenLifetimeSeconds: 60 });
    const grant = participantGrant(await getServiceToken(emulator), emulator.participants[1]?.id ?? '');
    const first = await postForm(emulator, grant);
    emulator.tokenLifetimeSeconds = 100;
    const second = await postForm(emulator, grant);
    expect(first.body).toMatchObject({ expires_in: 60, token_type: 'Bearer', scope: 'api' });
    expect(second.body.expires_in).toBe(100);
    expect(second.body.access_token).not.toBe(first.body.access_token);
    expect(emulator.issued.map((token) => [token.kind, token.participantId])).toEqual([
      ['service', null],
      ['participant', emulator.participants[1]?.id],
      ['participant', emulator.participants[1]?.id],
    ]);
  });

  it.each([
    'MyDataHelps.DelegatedParticipant',
    'RKStudio.DelegatedParticipant',
    'MyDataHelps-Web.DelegatedParticipant',
  ])('knows the documented client_id %s', async (client_id) => {
    const emulator = await listeningEmulator();
    expect(await getParticipantToken(emulator, { client_id })).toMatch(/^[0-9a-f]{32}$/);
  });

  it.each([
    ['an unknown participant', { participant_id: '00000000-0000-4000-8000-000000000000' }, 'invalid_grant'],
    ['the identifier instead of the internal ID', { participant_id: 'MDH-1001' }, 'invalid_grant'],
    ['no participant', { participant_id: '' }, 'invalid_request'],
    ['a token nobody issued', { token: 'f'.repeat(32) }, 'invalid_grant'],
    ['another client_id', { client_id: 'MyDataHelps.Other' }, 'invalid_client'],
    ['another client_secret', { client_secret: 'Secret' }, 'invalid_client'],
    ['no scope', { scope: '' }, 'invalid_scope'],
    ['two spaces in the scope', { scope: 'Participant:read  Project:read' }, 'invalid_scope'],
    ['another grant', { grant_type: 'refresh_token' }, 'unsupported_grant_type'],
  ])('refuses %s', async (_name, change, error) => {
    const emulator = await listeningEmulator();
    const grant = participantGrant(await getServiceToken(emulator), emulator.participants[0]?.id ?? '');
    const answer = await postForm(emulator, { ...grant, ...change });
    expect(answer).toMatchObject({ status: 400, body: { error } });
  });

  it('refuses a participant token where a service token belongs', async () => {
    const emulator = await listeningEmulator();
    const token = await getParticipantToken(emulator);
    const answer = await postForm(emulator, participantGrant(token, emulator.participants[0]?.id ?? ''));
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  });

  it('refuses an expired and a revoked service token', async () => {
    let now = Date.now();
    const emulator = await listeningEmulator({ now: () => now, serviceTokenLifetimeSeconds: 60 });
    const expired = await getServiceToken(emulator);
    now += 60_000;
    const assertion = await signAssertion(emulator, { claims: { exp: Math.floor(now / 1000) + 100 } });
    const revoked = (await postForm(emulator, serviceGrant(assertion))).body.access_token ?? '';
    expect(emulator.revoke({ kind: 'service' })).toBe(1);
    for (const token of [expired, revoked]) {
      const answer = await postForm(emulator, participantGrant(token, emulator.participants[0]?.id ?? ''));
      expect(answer.body.error).toBe('invalid_grant');
    }
  });

  it.each([
    ['another scope than api', { scope: 'Participant:read' }, 'invalid_scope'],
    ['another assertion type', { client_assertion_type: 'jwt' }, 'invalid_client'],
  ])('refuses a service token with %s', async (_name, change, error) => {
    const emulator = await listeningEmulator();
    const answer = await postForm(emulator, { ...serviceGrant(await signAssertion(emulator)), ...change });
    expect(answer).toMatchObject({ status: 400, body: { error } });
  });

  it('refuses a body without a grant, a field that comes twice, and JSON', async () => {
    const emulator = await listeningEmulator();
    expect((await postForm(emulator, {})).body.error).toBe('invalid_request');
    expect((await postForm(emulator, 'grant_type=client_credentials&grant_type=x')).body.error).toBe(
      'invalid_request',
    );
    const json = await fetch(emulator.tokenUrl, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(serviceGrant(await signAssertion(emulator))),
    });
    expect(json.status).toBe(400);
    expect(await json.json()).toMatchObject({ error: 'invalid_request' });
  });

  it('answers 405 to GET and gives no page of another origin leave to read', async () => {
    const emulator = await listeningEmulator();
    const response = await fetch(emulator.tokenUrl, { headers: { origin: 'https://page.example' } });
    expect(response.status).toBe(405);
    expect(response.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('tells the time of its own clock', async () => {
    const emulator = await listeningEmulator({ now: () => Date.UTC(2031, 4, 6, 7, 8, 9) });
    const response = await get(emulator, 'api/v1/delegated/project', 'x');
    expect(response.headers.get('date')).toBe('Tue, 06 May 2031 07:08:09 GMT');
  });
});
