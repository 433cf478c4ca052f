// The failure table, through the URL form of the authenticator: what came back, what the store does, what it says.
import { describe, expect, it, vi } from 'vitest';
import { createTokenStore, TokenError, type TokenErrorCode, type TokenState } from '../../src/index.js';
import { drawAlways, latestDraw } from './chance.js';
import { createWorld, type Answer, type World } from './sdk-world.js';
import { farEnd, hours, minutes, pass, seconds, token, useVirtualTime } from './virtual-page.js';

useVirtualTime();

const html = { 'content-type': 'text/html; charset=utf-8' };
const json = { 'content-type': 'application/json' };
const loginPage = '<!doctype html><title>Sign in</title>';

function errorOf(state: TokenState): TokenError {
  if (!('error' in state) || state.error === null) throw new Error(`no error in ${state.status}`);
  return state.error;
}

function differences(values: readonly number[]): number[] {
  return values.slice(1).map((value, n) => value - values[n]!);
}

async function startWith(answer: Answer): Promise<World> {
  const world = createWorld(600);
  world.answer = () => answer;
  void world.store.start();
  await pass(minutes(5));
  return world;
}

describe('an answer that retrying cannot mend, while there is no token', () => {
  const table: [string, Answer, TokenErrorCode, number, RegExp][] = [
    [
      'HTML',
      { status: 200, headers: html, body: loginPage },
      'malformed',
      3,
      /answered 200 with text\/html, expected 200 with JSON/,
    ],
    ['an empty body', { status: 200, body: '' }, 'malformed', 3, /200 with an empty body/],
    ['204', { status: 204 }, 'malformed', 3, /204 with an empty body/],
    ['404', { status: 404, headers: html, body: 'no' }, 'misconfigured', 1, /answered 404 with text\/html/],
    ['405', { status: 405 }, 'misconfigured', 1, /answered 405/],
    ['422', { status: 422 }, 'misconfigured', 1, /answered 422/],
    [
      '403 as HTML',
      { status: 403, headers: html, body: loginPage },
      'malformed',
      3,
      /answered 403 with text\/html/,
    ],
    [
      'a redirect',
      { status: 302, headers: { location: 'https://login.example/' } },
      'redirected',
      3,
      /answered 302/,
    ],
    [
      '"soon"',
      body({ expires_in: 'soon' }),
      'malformed',
      3,
      /expires_in is other text, expected the seconds/,
    ],
    ['0', body({ expires_in: 0 }), 'malformed', 3, /expires_in is 0, expected/],
    ['-1', body({ expires_in: -1 }), 'malformed', 3, /expires_in is -1, expected/],
    ['no expires_in', body({}), 'malformed', 3, /expires_in is missing/],
    [
      'the word "undefined"',
      body({ access_token: 'undefined', expires_in: 60 }),
      'malformed',
      3,
      /the word "undefined"/,
    ],
  ];
  it.each(table)(
    '%s: says what came back and what was expected',
    async (_name, answer, code, tries, message) => {
      const world = await startWith(answer);
      const error = errorOf(world.store.state);
      expect(world.store.state.status).toBe('failed');
      expect(error).toMatchObject({ code, transient: false });
      expect(error.message).toMatch(message);
      expect(error.hint).not.toBe('');
      expect(world.authenticatorCalls).toHaveLength(tries);
      await pass(hours(1));
      expect(world.authenticatorCalls).toHaveLength(tries);
    },
  );

  it('an opaque redirect, as a browser shows one to a login page elsewhere', async () => {
    vi.stubGlobal('fetch', async () => {
      const response = new Response(null, { status: 200 });
      Object.defineProperties(response, { status: { value: 0 }, type: { value: 'opaqueredirect' } });
      return response;
    });
    const store = createTokenStore({ authenticator: 'https://app.example/api/token' });
    const started = store.start();
    await pass(minutes(1));
    await expect(started).rejects.toMatchObject({ code: 'redirected' });
    expect(errorOf(store.state).message).toMatch(/answered a redirect, expected/);
    expect(errorOf(store.state).hint).toMatch(/login page/);
  });

  function body(fields: Record<string, unknown>): Answer {
    return {
      status: 200,
      headers: json,
      body: JSON.stringify({ access_token: 'abc', token_type: 'Bearer', ...fields }),
    };
  }
});

describe('an answer that retrying cannot mend, while a token is valid', () => {
  it('keeps the token until it really expires, and recovers', async () => {
    const world = createWorld(600);
    world.answer = (call) =>
      call > 1 && world.trueNow() < minutes(8)
        ? { status: 404, headers: html, body: 'deploying' }
        : { token: true };
    void world.store.start();
    await pass(minutes(7));
    expect(world.store.state.status).toBe('degraded');
    expect(await world.store.getToken()).toBe('token-1');
    await pass(minutes(3));
    expect(world.store.state.status).toBe('active');
  });
});

describe('the end of a session', () => {
  it.each<[string, Answer, TokenErrorCode, 'signed-out' | 'denied']>([
    ['401', { status: 401 }, 'unauthenticated', 'signed-out'],
    [
      '403 of the contract',
      { status: 403, headers: json, body: '{"error":"forbidden"}' },
      'forbidden',
      'denied',
    ],
  ])('%s ends the run at once, even with a valid token', async (_name, answer, code, status) => {
    const world = createWorld(600);
    world.answer = (call) => (call === 1 ? { token: true } : answer);
    const ends: unknown[] = [];
    world.store.on(status, ({ error }) => ends.push(error.code));
    void world.store.start();
    await pass(minutes(6));
    expect(world.store.state).toMatchObject({ status, error: { code } });
    expect(ends).toEqual([code]);
    expect(world.store.peek()).toBeNull();
    await expect(world.store.getToken()).rejects.toMatchObject({ code });
    await expect(world.store.refresh()).rejects.toMatchObject({ code });
    await pass(hours(1));
    expect(world.authenticatorCalls).toHaveLength(2);
  });

  it('another subject than before is never taken', async () => {
    const world = createWorld(600);
    world.answer = (call) => ({ token: true, subject: call === 1 ? 'ada' : 'bob' });
    void world.store.start();
    await pass(minutes(6));
    expect(world.store.state).toMatchObject({ status: 'signed-out', error: { code: 'participant_changed' } });
    expect(world.sdk.token).toBeNull();
    void world.store.start();
    await pass(seconds(2));
    expect(world.store.state.status).toBe('active');
  });
});

describe('a failure that may pass', () => {
  it.each<[string, Answer, TokenErrorCode]>([
    ['a network error', { unreachable: true }, 'network'],
    ['408', { status: 408 }, 'unavailable'],
    ['425', { status: 425 }, 'unavailable'],
    ['500', { status: 500 }, 'unavailable'],
    ['503', { status: 503 }, 'unavailable'],
    ['429', { status: 429 }, 'rate_limited'],
    ['no answer', { hangs: true }, 'timeout'],
  ])('%s is tried again, for ever, with growing pauses', async (_name, answer, code) => {
    drawAlways(latestDraw);
    const world = await startWith(answer);
    expect(world.store.state).toMatchObject({ status: 'acquiring', error: { code, transient: true } });
    expect(world.authenticatorCalls.length).toBeGreaterThan(6);
    // Backoff of 1, 2, 4 and 8 s, each after the call itself.
    const pauses = differences(world.authenticatorCalls.slice(0, 5));
    expect(differences(pauses).map((ms) => Math.round(ms / 1000))).toEqual([1, 2, 4]);
    world.answer = () => ({ token: true });
    await pass(seconds(71));
    expect(world.store.state.status).toBe('active');
  });

  it('a date in Retry-After is compared with the answer’s own Date, not with this device’s clock', async () => {
    const world = createWorld(600);
    const server = Date.now() - hours(2);
    world.answer = (call) =>
      call === 1
        ? {
            status: 503,
            headers: {
              'retry-after': new Date(server + seconds(60)).toUTCString(),
              date: new Date(server).toUTCString(),
            },
          }
        : { token: true };
    void world.store.start();
    await pass(seconds(59));
    expect(world.authenticatorCalls).toHaveLength(1);
    await pass(seconds(12));
    expect(world.authenticatorCalls).toHaveLength(2);
  });

  it('offline: one try a minute, since the flag can lie, and one at once when it ends', async () => {
    const online = vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const world = createWorld(600);
    world.answer = () => ({ unreachable: true });
    void world.store.start();
    await pass(minutes(5));
    expect(world.store.state).toMatchObject({ error: { code: 'offline' } });
    expect(world.authenticatorCalls.length).toBeGreaterThanOrEqual(5);
    expect(world.authenticatorCalls.length).toBeLessThanOrEqual(6);
    world.answer = () => ({ token: true });
    online.mockReturnValue(true);
    window.dispatchEvent(new Event('online'));
    await pass(seconds(1));
    expect(world.store.state.status).toBe('active');
  });

  it('offline is not believed of an authenticator on this machine', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const world = createWorld(600, { authenticator: 'http://localhost:8080/api/token' });
    world.answer = (call) => (call < 4 ? { unreachable: true } : { token: true });
    void world.store.start();
    await pass(seconds(20));
    expect(world.store.state.status).toBe('active');
  });
});

describe('a hold', () => {
  const limited = (retryAfterSeconds: number) =>
    new TokenError('rate_limited', 'slow down', { retryAfterSeconds });

  it('that is no number counts as none: floor and backoff go on', async () => {
    let calls = 0;
    const store = createTokenStore({
      async authenticator() {
        calls += 1;
        throw limited(Number('Wed, 21 Oct 2026 07:28:00 GMT'));
      },
    });
    store.start().catch(() => undefined);
    await pass(seconds(10));
    expect(calls).toBeLessThanOrEqual(10);
    expect(errorOf(store.state).retryAfterSeconds).toBeUndefined();
    store.stop();
  });

  it('that outlives stop() and start() is shown, and named to who has waited in vain', async () => {
    const store = createTokenStore({
      async authenticator() {
        throw limited(600);
      },
    });
    store.start().catch(() => undefined);
    await pass(seconds(1));
    store.stop();
    store.start().catch(() => undefined);
    await pass(10);
    const nextAttemptAt = (store.state as { nextAttemptAt: number }).nextAttemptAt;
    expect(nextAttemptAt - Date.now()).toBeGreaterThan(seconds(590));
    const asked = store.getToken({ timeoutSeconds: 1 });
    const told = expect(asked).rejects.toMatchObject({
      code: 'timeout',
      hint: expect.stringContaining('Retry-After'),
    });
    await pass(seconds(2));
    await told;
    store.stop();
  });
});

describe('headers that are asked for', () => {
  it('and come too late for their call send nothing', async () => {
    const wereAborted: boolean[] = [];
    let asked = 0;
    const store = createTokenStore({
      authenticator: 'https://app.example/token',
      timeoutSeconds: 2,
      headers: () => (++asked > 1 ? {} : new Promise((resolve) => setTimeout(resolve, seconds(5), {}))),
      async fetch(_url, init) {
        wereAborted.push(init!.signal!.aborted);
        return Response.json(token(1, 600));
      },
    });
    void store.start();
    await pass(seconds(10));
    expect(wereAborted).toEqual([false]);
    store.stop();
  });
});

describe('an authenticator function', () => {
  it('chooses by throwing a TokenError', async () => {
    const far = farEnd(600);
    far.answers = [
      () => {
        throw new TokenError('unauthenticated', 'our session is over');
      },
    ];
    const store = createTokenStore({ authenticator: far.authenticator });
    await expect(startAndPass(store)).rejects.toMatchObject({ code: 'unauthenticated' });
    expect(store.state.status).toBe('signed-out');
  });

  it('that throws anything else is tried again', async () => {
    const far = farEnd(600);
    const cause = new Error('boom');
    far.answers = [
      () => {
        throw cause;
      },
      ({ n }) => token(n, 600),
    ];
    const store = createTokenStore({ authenticator: far.authenticator });
    const failures: TokenError[] = [];
    store.on('refresh-failure', ({ error }) => failures.push(error));
    await startAndPass(store);
    expect(failures).toMatchObject([{ code: 'network', cause }]);
    expect(far.calls).toHaveLength(2);
  });

  it('that throws at once, without a promise, is tried again too', async () => {
    let calls = 0;
    const store = createTokenStore({
      authenticator: () => {
        if (++calls === 1) throw new Error('at once');
        return Promise.resolve(token(1, 600));
      },
    });
    await startAndPass(store);
    expect(calls).toBe(2);
  });

  it('whose answer is something else says what is wrong', async () => {
    const store = createTokenStore({ authenticator: async () => 'abc' as never });
    await expect(startAndPass(store)).rejects.toMatchObject({
      code: 'malformed',
      message: expect.stringContaining('the answer is other text, expected a JSON object') as string,
    });
  });

  async function startAndPass(store: ReturnType<typeof createTokenStore>): Promise<void> {
    const started = store.start();
    await pass(seconds(20));
    return started;
  }
});

it('a TokenError of another copy of the package decides like one of this', async () => {
  class TokenErrorOfAnotherCopy extends Error {
    override readonly name = 'TokenError';
    readonly code = 'unauthenticated';
  }
  const store = createTokenStore({
    authenticator: async () => {
      throw new TokenErrorOfAnotherCopy('the session has ended');
    },
  });
  store.start().catch(() => undefined);
  await pass(seconds(1));
  expect(store.state.status).toBe('signed-out');
});

it('an error that is only named TokenError decides nothing', async () => {
  const failure = Object.assign(new Error('of a socket'), { name: 'TokenError', code: 'ETIMEDOUT' });
  const store = createTokenStore({
    authenticator: async () => {
      throw failure;
    },
  });
  void store.start();
  await pass(seconds(1));
  expect(store.state).toMatchObject({ status: 'acquiring', error: { code: 'network', cause: failure } });
  store.stop();
});

it('a headers function that throws a TokenError decides what happens', async () => {
  const store = createTokenStore({
    authenticator: 'https://app.example/token',
    headers: async () => {
      throw new TokenError('unauthenticated', 'the app’s own token is over');
    },
  });
  store.start().catch(() => undefined);
  await pass(seconds(1));
  expect(store.state.status).toBe('signed-out');
});

it('headers that their function cannot give are tried again, and the error says so', async () => {
  const store = createTokenStore({
    authenticator: 'https://app.example/token',
    headers: () => {
      throw new Error('no CSRF token yet');
    },
  });
  const failures: unknown[] = [];
  store.on('refresh-failure', ({ error }) => failures.push(error));
  void store.start();
  await pass(seconds(1));
  expect(failures[0]).toMatchObject({
    code: 'network',
    message: expect.stringContaining('headers') as string,
    cause: { message: 'no CSRF token yet' },
  });
  store.stop();
});

describe('options', () => {
  type OptionsRow = [string, Parameters<typeof createTokenStore>[0], RegExp];
  it.each<OptionsRow>([
    ['no authenticator', {} as never, /authenticator must be a URL or a function/],
    ['plain http elsewhere', { authenticator: 'http://app.example/token' }, /authenticator must be https/],
    [
      'a base URL over plain http',
      { authenticator: '/api', baseUrl: 'http://mdh.example' },
      /baseUrl must be https/,
    ],
    ...[
      ['a query', 'https://mdh.example/?a=1'],
      ['an empty query', 'https://mdh.example/?'],
      ['a fragment', 'https://mdh.example/#a'],
      ['an empty fragment', 'https://mdh.example/#'],
      ['a user', 'https://ada@mdh.example/'],
      ['a password alone', 'https://:secret@mdh.example/'],
    ].map(([what, baseUrl]): OptionsRow => [
      `a base URL with ${what}`,
      { authenticator: '/api', baseUrl: baseUrl! },
      /baseUrl must not have a query, a fragment or a user/,
    ]),
    ['a base URL that is none', { authenticator: '/api', baseUrl: 'mydatahelps' }, /baseUrl is not a URL/],
    [
      'a margin of 0',
      { authenticator: '/api', safetyMarginSeconds: 0 },
      /safetyMarginSeconds must be a number/,
    ],
    [
      'a timeout as text',
      { authenticator: '/api', timeoutSeconds: '10' as never },
      /timeoutSeconds must be a number/,
    ],
    ['a fetch that is none', { authenticator: '/api', fetch: 'x' as never }, /fetch must be a function/],
    [
      'credentials that are none',
      { authenticator: '/api', credentials: 'yes' as never },
      /credentials must be/,
    ],
    [
      'headers that cannot be sent',
      { authenticator: '/api', headers: [['a', 'b', 'c']] as never },
      /headers cannot be sent/,
    ],
    ['nothing at all', undefined as never, /needs at least/],
    ['an SDK that is none', { authenticator: '/api', sdk: {} as never }, /sdk is not the MyDataHelps SDK/],
  ])('%s: refused with a message that names the option', (_name, options, message) => {
    expect(() => createTokenStore(options)).toThrow(message);
    try {
      createTokenStore(options);
    } catch (error) {
      expect(error).toBeInstanceOf(TokenError);
      expect((error as TokenError).code).toBe('invalid_option');
    }
  });
});
