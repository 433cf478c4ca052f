// More ways to break a rule.
import { vi } from 'vitest';
import { altered, asSession, error, html, instead, isKnown, reasonOf, withHeaders } from './mutant-tools.js';
import type { MutantCase } from './mutants.js';

const isNaming = (request: Request): boolean => [...request.headers.values()].includes('MDH-1002');

/** Further ways to break a rule that has a mutant already, each by the name that a person knows it by. */
export const furtherMutants: readonly (MutantCase & { says: RegExp; alsoFails?: string[] })[] = [
  {
    id: 'S01',
    name: 'a login page with 200',
    says: /this is no 401\. A login page answered for the authenticator/,
    alsoFails: ['S02', 'S03'],
    make: instead(
      (request, model) => request.method === 'POST' && !isKnown(request, model),
      () => html(200, '<form><input type="password"></form>'),
    ),
  },
  {
    id: 'T01',
    name: 'a login page although there is a session',
    says: /the session was not accepted/,
    make: instead(
      () => true,
      () => html(200, '<form><input type="password"></form>'),
    ),
  },
  {
    id: 'T01',
    name: 'a redirect although there is a session',
    says: /the session was not accepted: .* login page/,
    make: instead(
      () => true,
      () => new Response(null, { status: 302, headers: { location: '/login' } }),
    ),
  },
  {
    id: 'S04',
    name: 'the participant in a header',
    says: /naming somebody brought somebody else/,
    make: () => async (request, next) =>
      next(isNaming(request) ? await asSession(request, 'ghijkl') : request),
  },
  {
    id: 'S04',
    name: 'the participant in the query',
    says: /naming somebody/,
    make: () => async (request, next) =>
      next(
        new URL(request.url).searchParams.has('identifier') ? await asSession(request, 'ghijkl') : request,
      ),
  },
  {
    id: 'A06',
    name: 'a code with the status of another',
    says: /do not belong together/,
    make: () => async (request, next) => {
      const response = await next(request);
      return response.status === 400 ? error(400, 'unauthenticated') : response;
    },
  },
  {
    id: 'A07',
    name: 'an error that quotes the session',
    says: /a secret of this run/,
    make: () => async (request, next) => {
      const response = await next(request);
      return response.status === 400
        ? error(400, 'bad_request', `bad: ${request.headers.get('cookie')}`)
        : response;
    },
  },
  {
    id: 'S01',
    name: '401 without JSON, which passes as a page sees it, with a warning',
    says: /a page understands the 401/,
    make: () => async (request, next) => {
      const response = await next(request);
      return response.status === 401 ? html(401, 'Unauthorized') : response;
    },
  },
  {
    id: 'S01',
    name: 'a 401 that opens the browser’s own dialog',
    says: /WWW-Authenticate: Basic/,
    make: () => async (request, next) => {
      const response = await next(request);
      return response.status === 401
        ? withHeaders(response, { 'www-authenticate': 'Basic realm="x"' })
        : response;
    },
  },
  {
    id: 'B01',
    name: 'a wildcard for everybody',
    says: /Access-Control-Allow-Origin is \*/,
    make: () => async (request, next) =>
      withHeaders(await next(request), { 'access-control-allow-origin': '*' }),
  },
  {
    id: 'A03',
    name: 'forced is answered from the cache',
    says: /the reason forced brought the same token/,
    make: () => async (request, next) =>
      next(
        (await reasonOf(request)) === 'forced'
          ? await altered(request, { body: '{"reason":"start"}' })
          : request,
      ),
  },
  {
    id: 'T04',
    name: 'slow, but not too slow',
    says: /took 4\.0 s/,
    make: () => async (request, next) => {
      if ((await reasonOf(request)) === 'wake') vi.advanceTimersByTime(4000);
      return next(request);
    },
  },
];
