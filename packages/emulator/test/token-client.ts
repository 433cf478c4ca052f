// The two calls of the token endpoint over real HTTP, as an authenticator makes them.
import type { Emulator } from '../src/index.js';
import { signAssertion } from './sign-assertion.js';

export interface TokenAnswer {
  status: number;
  headers: Headers;
  body: {
    access_token?: string;
    expires_in?: number;
    token_type?: string;
    scope?: string;
    error?: string;
    error_description?: string;
  };
}

export async function postForm(
  emulator: Emulator,
  fields: Record<string, string> | string,
  url = emulator.tokenUrl,
): Promise<TokenAnswer> {
  const response = await fetch(url, { method: 'POST', body: new URLSearchParams(fields) });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as TokenAnswer['body'],
  };
}

export function serviceGrant(clientAssertion: string): Record<string, string> {
  return {
    scope: 'api',
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: clientAssertion,
  };
}

export function participantGrant(serviceToken: string, participantId: string): Record<string, string> {
  return {
    scope: 'api',
    grant_type: 'delegated_participant',
    participant_id: participantId,
    client_id: 'MyDataHelps.DelegatedParticipant',
    client_secret: 'secret',
    token: serviceToken,
  };
}

export async function getServiceToken(emulator: Emulator): Promise<string> {
  const { body } = await postForm(emulator, serviceGrant(await signAssertion(emulator)));
  return body.access_token ?? '';
}

export async function getParticipantToken(
  emulator: Emulator,
  changes: Record<string, string> = {},
): Promise<string> {
  const participantId = emulator.participants[0]?.id ?? '';
  const fields = { ...participantGrant(await getServiceToken(emulator), participantId), ...changes };
  const { body } = await postForm(emulator, fields);
  return body.access_token ?? '';
}

/** GET with a bearer token on a path under the base URL. */
export function get(emulator: Emulator, path: string, token: string): Promise<Response> {
  return fetch(new URL(path, emulator.url), { headers: { authorization: `Bearer ${token}` } });
}
