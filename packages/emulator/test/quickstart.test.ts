// What the vendor's Node quickstart does, step by step in plain fetch, with nothing but the base URL replaced.
import { createSign, randomUUID } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Emulator } from '../src/index.js';
import { listeningEmulator } from './listening-emulator.js';

interface Quickstart {
  baseUrl: string;
  projectId: string;
  serviceAccount: string;
  privateKey: string;
}

const settingsOf = (emulator: Emulator): Quickstart => ({
  // The quickstart writes its base URL without a slash at the end.
  baseUrl: emulator.url.replace(/\/$/, ''),
  projectId: emulator.projectId,
  serviceAccount: emulator.serviceAccount,
  privateKey: emulator.privateKey,
});

function sign(claims: object, privateKey: string): string {
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url');
  const input = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${input}.${createSign('RSA-SHA256').update(input).sign(privateKey, 'base64url')}`;
}

async function getServiceAccessToken({ baseUrl, serviceAccount, privateKey }: Quickstart): Promise<string> {
  const tokenUrl = `${baseUrl}/identityserver/connect/token`;
  const nowSeconds = Math.floor(Date.now() / 1000);
  const assertion = {
    iss: serviceAccount,
    sub: serviceAccount,
    aud: tokenUrl,
    exp: nowSeconds + 200,
    jti: randomUUID(),
    // The library that the quickstart signs with adds this one.
    iat: nowSeconds,
  };
  const response = await fetch(tokenUrl, {
    method: 'POST',
    body: new URLSearchParams({
      scope: 'api',
      grant_type: 'client_credentials',
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: sign(assertion, privateKey),
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}

function getFromApi({ baseUrl }: Quickstart, token: string, resourceUrl: string): Promise<Response> {
  // The resource begins with a slash of its own: the quickstart's URLs have two.
  return fetch(`${baseUrl}/${resourceUrl}`, {
    headers: {
      Authorization: `Bearer ${token}`,
      Accept: 'application/json',
      'Content-Type': 'application/json; charset=utf-8',
    },
  });
}

async function getParticipantAccessToken(
  { baseUrl }: Quickstart,
  token: string,
  participantId: string,
  scope: string,
): Promise<{ access_token: string }> {
  const response = await fetch(`${baseUrl}/identityserver/connect/token`, {
    method: 'POST',
    body: new URLSearchParams({
      scope,
      grant_type: 'delegated_participant',
      participant_id: participantId,
      client_id: 'MyDataHelps.DelegatedParticipant',
      client_secret: 'secret',
      token,
    }),
  });
  return (await response.json()) as { access_token: string };
}

describe('the quickstart', () => {
  it('gets a service token, the participants, one of them, and its token', async () => {
    const settings = settingsOf(await listeningEmulator());
    const serviceToken = await getServiceAccessToken(settings);
    const participantsUrl = `/api/v1/administration/projects/${settings.projectId}/participants`;

    const all = (await (await getFromApi(settings, serviceToken, participantsUrl)).json()) as {
      totalParticipants: number;
    };
    expect(all.totalParticipants).toBe(12);

    const found = await getFromApi(settings, serviceToken, `${participantsUrl}/MDH-1004`);
    const participant = (await found.json()) as { id: string };
    expect((await getFromApi(settings, serviceToken, `${participantsUrl}/YOUR_IDENTIFIER`)).status).toBe(404);

    for (const scope of ['api user/*.read', 'Participant:read SurveyAnswers:read']) {
      const { access_token } = await getParticipantAccessToken(settings, serviceToken, participant.id, scope);
      const info = await getFromApi(settings, access_token, '/api/v1/delegated/participant');
      expect(await info.json()).toMatchObject({
        participantID: participant.id,
        participantIdentifier: 'MDH-1004',
      });
    }
  });
});
