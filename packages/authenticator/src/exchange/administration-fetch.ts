// The administration API for an app's own calls: below the project, with the service token, and without showing it.
import { AuthenticatorError } from '../authenticator-error.js';
import type { ExchangeSettings } from '../exchange-options.js';
import type { Administration, AdministrationRequest } from './administration.js';
import type { WhenUnknownTools } from './participant-creation.js';
import { noAnswer } from './upstream-failure.js';

const words = { endpoint: 'the administration API', check: 'Check baseUrl.' };

/** The service token goes here, and what the call is about to the wire itself. */
const ownHeaders = ['authorization', 'accept-encoding', 'connection', 'content-length', 'host'];

/** Headers of an answer that a caller may want; the others are those of the connection. */
const passedHeaders = ['content-type', 'date', 'location', 'retry-after', 'ratelimit-reset'];

/** Makes the `administration` of `whenUnknown`. It rejects where there is no answer, and resolves with any answer. */
export function createAdministrationFetch(
  settings: ExchangeSettings,
  administration: Administration,
): WhenUnknownTools['administration'] {
  return async (path, init) => {
    const request = await readRequest(path, init, administration.projectUrl());
    const { answer } = await administration.send('administration', request);
    if (!answer.ok) throw noAnswer(words, answer, settings.baseUrl);
    const headers = new Headers();
    for (const name of passedHeaders) {
      const value = answer.header(name);
      if (value !== null) headers.set(name, value);
    }
    const { status, text } = answer;
    return new Response(isBodyless(status) ? null : text, { status, headers });
  };
}

/** A `Request` reads the many forms of a body and of headers. */
async function readRequest(
  path: string,
  init: RequestInit | undefined,
  projectUrl: URL,
): Promise<AdministrationRequest> {
  const url = URL.canParse(path, projectUrl.href) ? new URL(path, projectUrl) : null;
  if (url === null || !url.href.startsWith(projectUrl.href)) throw elsewhere();
  const { method, headers, body } = init ?? {};
  const request = new Request(url, { method: method ?? 'GET', headers: headers ?? {}, body: body ?? null });
  for (const name of ownHeaders) request.headers.delete(name);
  const text = request.body === null || request.body === undefined ? undefined : await request.text();
  return {
    method: request.method,
    path: url.href,
    headers: Object.fromEntries(request.headers),
    body: text,
  };
}

function isBodyless(status: number): boolean {
  return status === 204 || status === 205 || status === 304;
}

function elsewhere(): AuthenticatorError {
  return new AuthenticatorError('invalid_option', 'the path leaves the project', {
    hint: 'Name it relative to the project, such as participants: the service token is sent nowhere else.',
  });
}
