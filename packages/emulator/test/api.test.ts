// The participant API and the administration API, over real HTTP.
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../src/index.js';
import { listeningEmulator } from './listening-emulator.js';
import { get, getParticipantToken, getServiceToken } from './token-client.js';

const participantUrl = 'api/v1/delegated/participant';

describe('the participant API', () => {
  it('gives the participant of the token, and the project', async () => {
    const emulator = await listeningEmulator({
      participants: [
        { participantIdentifier: 'P-1', demographics: { firstName: 'Ines' }, customFields: { arm: 'B' } },
      ],
    });
    const token = await getParticipantToken(emulator);
    const participant = await get(emulator, participantUrl, token);
    expect(await participant.json()).toEqual({
      participantID: emulator.participants[0]?.id,
      participantIdentifier: 'P-1',
      secondaryIdentifier: '',
      linkIdentifier: emulator.participants[0]?.linkIdentifier,
      demographics: { firstName: 'Ines' },
      customFields: { arm: 'B' },
      enrollmentDate: '2026-01-15T15:00:00+00:00',
      projectID: emulator.projectId,
    });
    const project = await get(emulator, 'api/v1/delegated/project', token);
    expect(await project.json()).toMatchObject({
      id: emulator.projectId,
      organization: { color: '#1d4f91' },
    });
  });

  it('answers 401 without a token, with an unknown one, an expired one and a revoked one', async () => {
    let now = Date.now();
    const emulator = await listeningEmulator({ now: () => now, tokenLifetimeSeconds: 30 });
    const token = await getParticipantToken(emulator);
    const revoked = await getParticipantToken(emulator);
    expect(emulator.revoke({ accessToken: revoked })).toBe(1);

    now += 29_999;
    expect((await get(emulator, participantUrl, token)).status).toBe(200);
    expect((await get(emulator, participantUrl, revoked)).status).toBe(401);
    now += 1;
    const expired = await get(emulator, participantUrl, token);
    expect([expired.status, expired.statusText]).toEqual([401, 'Unauthorized']);
    expect(expired.headers.get('www-authenticate')).toBe('Bearer error="invalid_token"');
    expect((await get(emulator, participantUrl, 'f'.repeat(32))).status).toBe(401);
    expect((await fetch(new URL(participantUrl, emulator.url))).status).toBe(401);
  });

  it('answers 403 to a service token', async () => {
    const emulator = await listeningEmulator();
    expect((await get(emulator, participantUrl, await getServiceToken(emulator))).status).toBe(403);
  });

  it('lets a page of any origin send the token, and read the answer and the refusal', async () => {
    const emulator = await listeningEmulator();
    const preflight = await fetch(new URL(participantUrl, emulator.url), {
      method: 'OPTIONS',
      headers: {
        origin: 'https://app.example',
        'access-control-request-method': 'GET',
        'access-control-request-headers': 'authorization',
      },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')?.split(',')).toContain('authorization');
    expect(preflight.headers.get('access-control-allow-methods')).toContain('PUT');
    expect(preflight.headers.get('access-control-allow-origin')).toBe('*');
    const refusal = await get(emulator, participantUrl, 'x');
    expect(refusal.headers.get('access-control-allow-origin')).toBe('*');
    expect(refusal.headers.get('access-control-expose-headers')).toContain('RateLimit-Reset');
  });

  it('gives no page leave to read the administration API', async () => {
    const emulator = await listeningEmulator();
    const path = `api/v1/administration/projects/${emulator.projectId}/participants`;
    const response = await get(emulator, path, await getServiceToken(emulator));
    expect([response.status, response.headers.get('access-control-allow-origin')]).toEqual([200, null]);
  });

  it('says what it does not have', async () => {
    const emulator = await listeningEmulator();
    const response = await get(emulator, 'api/v3/nothing', 'x');
    expect([response.status, await response.json()]).toEqual([
      404,
      { message: 'The emulator has no GET /api/v3/nothing.' },
    ]);
  });
});

describe('the administration API', () => {
  it('lists the participants and finds one by its identifier', async () => {
    const emulator = await listeningEmulator();
    const token = await getServiceToken(emulator);
    const participants = `api/v1/administration/projects/${emulator.projectId}/participants`;
    const list = await get(emulator, participants, token);
    expect(await list.json()).toMatchObject({
      totalParticipants: 12,
      participants: emulator.participants.map(({ id, participantIdentifier }) => ({
        id,
        participantIdentifier,
      })),
    });
    const one = await get(emulator, `${participants}/MDH-1002`, token);
    expect(await one.json()).toMatchObject({
      id: emulator.participants[1]?.id,
      participantIdentifier: 'MDH-1002',
    });
    expect((await get(emulator, `${participants}/nobody`, token)).status).toBe(404);
    expect((await get(emulator, `/${participants}/MDH-1002`, token)).status).toBe(200);
  });

  it('finds identifiers with characters that need escaping in a path', async () => {
    const participantIdentifier = 'a b/c?d#é@example.org';
    const emulator = await listeningEmulator({ participants: [{ participantIdentifier }] });
    const path = `api/v1/administration/projects/${emulator.projectId}/participants/${encodeURIComponent(participantIdentifier)}`;
    const response = await get(emulator, path, await getServiceToken(emulator));
    expect(await response.json()).toMatchObject({ participantIdentifier });
  });

  describe.each(['PUT', 'POST'])('by %s on the collection', (method) => {
    const save = async (emulator: Emulator, body: unknown): Promise<Response> =>
      fetch(new URL(`api/v1/administration/projects/${emulator.projectId}/participants`, emulator.url), {
        method,
        headers: {
          authorization: `Bearer ${await getServiceToken(emulator)}`,
          'content-type': 'application/json',
        },
        body: JSON.stringify(body),
      });

    it('adds a participant, who can then have a token and data', async () => {
      const emulator = await listeningEmulator();
      const answer = await save(emulator, {
        participantIdentifier: 'new-1',
        demographics: { firstName: 'Ines' },
        customFields: { arm: 'B' },
      });
      const added = (await answer.json()) as { id: string };
      expect(added).toMatchObject({
        participantIdentifier: 'new-1',
        enrolled: true,
        demographics: { firstName: 'Ines' },
        customFields: { arm: 'B' },
      });
      expect(emulator.participants.at(-1)).toMatchObject({ id: added.id, participantIdentifier: 'new-1' });
      const token = await getParticipantToken(emulator, { participant_id: added.id });
      const participant = await get(emulator, participantUrl, token);
      expect(await participant.json()).toMatchObject({ participantID: added.id });
      expect(emulator.dataOf('new-1').days.length).toBeGreaterThan(90);
    });

    it('updates the one of the same identifier, and leaves alone what is not given', async () => {
      const emulator = await listeningEmulator();
      const before = emulator.dataOf('MDH-1001').scene.participant.demographics['lastName'];
      const answer = await save(emulator, {
        participantIdentifier: 'MDH-1001',
        demographics: { city: 'Lansing' },
      });
      expect(await answer.json()).toMatchObject({
        id: emulator.participants[0]?.id,
        demographics: { city: 'Lansing', lastName: before },
      });
      expect(emulator.participants).toHaveLength(12);
    });

    it.each([
      [{}, 'participantIdentifier'],
      [{ participantIdentifier: '' }, 'participantIdentifier'],
      [{ participantIdentifier: 'x', demographics: { shoeSize: '42' } }, 'demographics'],
    ])('refuses %j and names the field', async (body, field) => {
      const emulator = await listeningEmulator();
      const answer = await save(emulator, body);
      expect(answer.status).toBe(400);
      expect(await answer.json()).toMatchObject({ modelState: { [field]: [expect.any(String)] } });
      expect(emulator.participants).toHaveLength(12);
    });
  });

  it('answers 403 to a participant token and for another project, 401 without a token', async () => {
    const emulator = await listeningEmulator();
    const own = `api/v1/administration/projects/${emulator.projectId}/participants`;
    const other = 'api/v1/administration/projects/00000000-0000-4000-8000-000000000000/participants';
    expect((await get(emulator, own, await getParticipantToken(emulator))).status).toBe(403);
    expect((await get(emulator, other, await getServiceToken(emulator))).status).toBe(403);
    expect((await get(emulator, own, 'x')).status).toBe(401);
  });
});
