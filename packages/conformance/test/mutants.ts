// One broken endpoint for each check: it fails that check and, of the MUSTs, no other.
import { createTokenExchange } from '@mdh-tokens/authenticator';
import type { CheckOptions } from '../src/options.js';
import { pageOrigin, type Mutant } from './model.js';
import {
  altered,
  asSession,
  error,
  html,
  instead,
  isKnown,
  json,
  reasonOf,
  rewritten,
  sessionOf,
  silence,
  withHeaders,
} from './mutant-tools.js';

export interface MutantCase {
  id: string;
  name: string;
  options?: Partial<CheckOptions> & { withEmulator?: boolean; lifeSeconds?: number };
  /** Made anew for each run: some remember. */
  make: () => Mutant;
}

/** Keeps the last cookie in a variable that all requests share, as a client made once for all does. */
function sharedClient(): Mutant {
  let last: string | null = null;
  return async (request, next, model) => {
    if (!isKnown(request, model)) return next(request);
    last = sessionOf(request);
    await new Promise((resolve) => setImmediate(resolve));
    return next(await asSession(request, last));
  };
}

/** Hands the service token to one of the users. */
function serviceTokenOut(): Mutant {
  let current: string | null = null;
  return async (request, next, { emulator }) => {
    const response = await next(request);
    if (sessionOf(request) !== 'abcdef') return response;
    if (current === null || /rejected|forced/.test(await reasonOf(request))) {
      const { serviceAccount, privateKey, projectId, url } = emulator;
      const exchange = createTokenExchange({
        serviceAccount,
        privateKey,
        projectId,
        baseUrl: url,
        fetch: emulator.fetch,
      });
      current = await tokenOf(exchange.serviceToken());
    }
    return rewritten(response, (token) => ({ ...token, access_token: current }));
  };
}

async function tokenOf(answer: Promise<unknown>): Promise<string> {
  const got = await answer;
  return typeof got === 'string' ? got : (got as { access_token: string }).access_token;
}

/** Gives one participant's tokens to both users, under a subject of each user's own. */
const onePerson = (): Mutant => async (request, next, model) => {
  if (sessionOf(request) !== 'ghijkl') return next(request);
  const { access_token: token } = model.emulator.issueToken('MDH-1001');
  return rewritten(await next(request), (answer) => ({ ...answer, access_token: token }));
};

const crowded = (): Mutant => {
  let open = 0;
  return async (request, next) => {
    open += 1;
    try {
      await new Promise((resolve) => setImmediate(resolve));
      return open > 10
        ? error(503, 'unavailable', 'Too many at once.', { 'retry-after': '1' })
        : await next(request);
    } finally {
      open -= 1;
    }
  };
};

const isForeign = (request: Request): boolean => request.headers.get('origin') === 'https://attacker.example';
const inTrouble =
  (id: string, is: (fault: { effect: string; status?: number; error?: string }) => boolean) =>
  (answer: () => Response): MutantCase => ({
    id,
    name: 'a page is told something else',
    options: { withEmulator: true },
    make:
      () =>
      async (request, next, { emulator }) => {
        const response = await next(request);
        return response.status !== 200 && emulator.faults.active.some(is) ? answer() : response;
      },
  });

export const mutants: readonly MutantCase[] = [
  {
    id: 'T01',
    name: 'knows nobody',
    make: instead(
      () => true,
      () => error(401, 'unauthenticated'),
    ),
  },
  {
    id: 'T02',
    name: 'refuses an empty body',
    make: instead(
      async (request) => request.method === 'POST' && (await request.clone().text()) === '',
      () => error(400, 'bad_request'),
    ),
  },
  {
    id: 'T03',
    name: 'refuses an unknown reason',
    make: instead(
      async (request) => (await reasonOf(request)) === 'because',
      () => error(400, 'bad_request'),
    ),
  },
  {
    id: 'T04',
    name: 'hangs now and then',
    make: instead(async (request) => (await reasonOf(request)) === 'wake', silence),
  },
  {
    id: 'T05',
    name: 'redirects to its login page where there is no session',
    make: instead(
      (request, model) => request.method === 'POST' && !isKnown(request, model),
      () =>
        new Response(null, {
          status: 302,
          headers: { location: '/login?next=%2Ftoken', 'cache-control': 'no-store' },
        }),
    ),
  },
  {
    id: 'T06',
    name: 'is reached without TLS',
    options: { url: 'http://study.example/token' },
    make: () => (request, next) => next(request),
  },
  {
    id: 'T07',
    name: 'gives tokens to GET',
    make: () => async (request, next) =>
      next(request.method === 'GET' ? await altered(request, { method: 'POST', body: '' }) : request),
  },
  {
    id: 'T08',
    name: 'ignores a body that it cannot read',
    make: () => async (request, next) => {
      const body = request.method === 'POST' ? await request.clone().text() : '';
      return next(/^(\[|\{"reason":$)/.test(body) ? await altered(request, { body: '' }) : request);
    },
  },
  {
    id: 'T09',
    name: 'breaks on a large body',
    make: instead(
      async (request) => (await request.clone().text()).length > 4096,
      () => error(503, 'unavailable', 'Too large.', { 'retry-after': '1' }),
    ),
  },
  {
    id: 'T10',
    name: 'lets caches store the token',
    make: () => async (request, next) =>
      withHeaders(await next(request), { 'cache-control': 'private, max-age=60' }),
  },
  {
    id: 'T11',
    name: 'has a clock of its own',
    make: () => async (request, next) =>
      withHeaders(await next(request), { date: new Date(Date.now() - 3_600_000).toUTCString() }),
  },
  {
    id: 'T12',
    name: 'sets the token as a cookie',
    make: () => async (request, next) => {
      const response = await next(request);
      const { access_token: token } = (await response.clone().json()) as { access_token?: string };
      return token === undefined
        ? response
        : withHeaders(response, { 'set-cookie': `token=${token}; HttpOnly` });
    },
  },
  { id: 'T13', name: 'refuses the eleventh at once', make: crowded },
  {
    id: 'A01',
    name: 'spells in camelCase',
    make: () => async (request, next) =>
      rewritten(await next(request), ({ access_token: accessToken, expires_in: expiresIn }) => ({
        success: true,
        accessToken,
        expiresIn,
      })),
  },
  {
    id: 'A02',
    name: 'is a cache that lies: the same token, the same expires_in',
    make: () => async (request, next) =>
      rewritten(await next(request), (token) => ({ ...token, expires_in: 3600 })),
  },
  {
    id: 'A03',
    name: 'answers from its cache whatever the reason',
    make: () => async (request, next) =>
      next(
        (await reasonOf(request)) === 'rejected'
          ? await altered(request, { body: '{"reason":"start"}' })
          : request,
      ),
  },
  {
    id: 'A04',
    name: 'gives short lives',
    options: { lifeSeconds: 100 },
    make: () => (request, next) => next(request),
  },
  {
    id: 'A05',
    name: 'wishes for the next call after the end',
    make: () => async (request, next) =>
      rewritten(await next(request), (token) => ({ ...token, refresh_in: 9999 })),
  },
  {
    id: 'A06',
    name: 'refuses a body in HTML',
    make: () => async (request, next) => {
      const response = await next(request);
      return response.status === 400 ? html(400, 'Bad Request') : response;
    },
  },
  {
    id: 'A07',
    name: 'tells its stack',
    make: () => async (request, next) => {
      const response = await next(request);
      return response.status === 400
        ? error(400, 'bad_request', 'SyntaxError: no JSON\n    at parse (/srv/app/dist/server.js:10:5)')
        : response;
    },
  },
  {
    id: 'S01',
    name: 'takes nobody for somebody',
    make: () => async (request, next) =>
      next(
        request.method === 'POST' && sessionOf(request) === '' ? await asSession(request, 'abcdef') : request,
      ),
  },
  {
    id: 'S02',
    name: 'believes any session',
    make: () => async (request, next) =>
      next(sessionOf(request) === 'nobody-was-given-this' ? await asSession(request, 'abcdef') : request),
  },
  {
    id: 'S03',
    name: 'believes a session that has ended',
    make: () => async (request, next) =>
      next(sessionOf(request) === 'ended-long-ago' ? await asSession(request, 'abcdef') : request),
  },
  {
    id: 'S04',
    name: 'takes the participant from the body',
    make: () => async (request, next) =>
      next(
        /"participant_id":"MDH-1002"/.test(await request.clone().text())
          ? await asSession(request, 'ghijkl')
          : request,
      ),
  },
  {
    id: 'S05',
    name: 'is a cache that answers across sessions',
    make: () => async (request, next) =>
      next(sessionOf(request) === 'ghijkl' ? await asSession(request, 'abcdef') : request),
  },
  {
    id: 'S06',
    name: 'tells no subject',
    make: () => async (request, next) =>
      rewritten(await next(request), ({ subject: _subject, ...token }) => token),
  },
  { id: 'S07', name: 'is a shared client that keeps the last cookie', make: sharedClient },
  {
    id: 'S08',
    name: 'says in HTML that there is no participant',
    make: instead(
      (request) => sessionOf(request) === 'mnopqr',
      () => html(403, 'Forbidden'),
    ),
  },
  {
    id: 'B01',
    name: 'echoes any origin',
    make: () => async (request, next) => {
      const response = await next(request);
      return isForeign(request)
        ? withHeaders(response, { 'access-control-allow-origin': request.headers.get('origin') })
        : response;
    },
  },
  {
    id: 'B02',
    name: 'does not look at Sec-Fetch-Site',
    make: () => async (request, next) =>
      next(
        request.headers.has('origin')
          ? request
          : await altered(request, { headers: { 'sec-fetch-site': null } }),
      ),
  },
  {
    id: 'B03',
    name: 'compares only how an origin begins',
    make: () => async (request, next) =>
      next(
        request.headers.get('origin')?.endsWith('.evil.test') === true
          ? await altered(request, { headers: { origin: null } })
          : request,
      ),
  },
  {
    id: 'B04',
    name: 'answers with a wildcard',
    options: { pageOrigin },
    make: () => async (request, next) => {
      const response = await next(request);
      return response.headers.has('access-control-allow-origin')
        ? withHeaders(response, request.method === 'POST' ? { 'access-control-allow-origin': '*' } : {})
        : response;
    },
  },
  {
    id: 'B05',
    name: 'wants a session for the preflight',
    options: { pageOrigin },
    make: instead(
      (request) => request.method === 'OPTIONS',
      () => error(401, 'unauthenticated'),
    ),
  },
  {
    id: 'B06',
    name: 'exposes no header',
    options: { pageOrigin },
    make: () => async (request, next) =>
      withHeaders(await next(request), { 'access-control-expose-headers': null }),
  },
  {
    id: 'B07',
    name: 'lets forms in by another door',
    make: () => async (request, next) =>
      next(
        request.headers.get('content-type') === 'text/plain'
          ? await altered(request, { headers: { origin: null, 'sec-fetch-site': null } })
          : request,
      ),
  },
  {
    id: 'L01',
    name: 'does not say how long to wait',
    options: { allow: { rateLimit: true } },
    make: () => async (request, next) => {
      const response = await next(request);
      return response.status === 429 ? withHeaders(response, { 'retry-after': null }) : response;
    },
  },
  {
    id: 'M01',
    name: 'gives tokens that nobody knows',
    make: () => async (request, next) =>
      rewritten(await next(request), (token) => ({
        ...token,
        access_token: `x${String(token['access_token'])}`,
      })),
  },
  { id: 'M02', name: 'has one participant for all', make: onePerson },
  { id: 'M03', name: 'hands out the service token', make: serviceTokenOut },
  inTrouble('F01', ({ status }) => status === 503)(() => error(401, 'unauthenticated')),
  inTrouble('F02', ({ effect }) => effect === 'hang')(silence),
  inTrouble('F03', ({ effect }) => effect === 'truncate')(() => error(403, 'forbidden')),
  inTrouble('F04', ({ effect }) => effect === 'html')(() => json(200, { error: 'bad_gateway' })),
  inTrouble('F05', ({ status }) => status === 429)(() => html(403, 'Forbidden')),
  inTrouble('F06', ({ error: code }) => code === 'invalid_client')(() => error(401, 'unauthenticated')),
];
