import { get } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startDemo, type Demo } from '../server/start-demo.js';
import { setupTimeoutMs } from './chromium.js';

/** Sends a GET with a `Host` of its own, which `fetch` would not. */
function sendAs(url: string, path: string, host: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = get(new URL(path, url), { headers: { Host: host } }, (response) => {
      let body = '';
      response.on('data', (chunk) => (body += String(chunk)));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }));
    });
    asked.on('error', reject);
  });
}

describe("the app's own server", () => {
  let demo: Demo;

  beforeAll(async () => {
    demo = await startDemo();
  }, setupTimeoutMs);

  afterAll(() => demo.close());

  const send = (
    method: string,
    path: string,
    init: { body?: unknown; cookie?: string; headers?: Record<string, string> } = {},
  ) =>
    fetch(new URL(path, demo.url), {
      method,
      headers: {
        Origin: new URL(demo.url).origin,
        ...(init.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(init.cookie === undefined ? {} : { Cookie: init.cookie }),
        ...init.headers,
      },
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
    });

  const signIn = async (): Promise<string> => {
    const [participant] = demo.emulator.participants;
    const response = await send('POST', '/session', {
      body: { participantIdentifier: participant?.participantIdentifier },
    });
    return response.headers.getSetCookie().at(-1)?.split(';')[0] ?? '';
  };

  it('signs in with a cookie that scripts cannot read and other sites cannot send', async () => {
    const [participant] = demo.emulator.participants;
    const response = await send('POST', '/session', {
      body: { participantIdentifier: participant?.participantIdentifier },
    });
    expect(response.status).toBe(200);
    const cookie = response.headers.getSetCookie().at(-1);
    expect(cookie).toMatch(/^mdh_demo_session=[\w-]{43};/);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/SameSite=Strict/);
  });

  it('refuses a sign-in that another site sends', async () => {
    const response = await send('POST', '/session', {
      headers: { Origin: 'https://evil.example', 'Content-Type': 'text/plain' },
      body: {},
    });
    expect(response.status).toBe(403);
  });

  it.each([{ participantIdentifier: 'nobody' }, {}, [], 'text'].map((body) => ({ body })))(
    'refuses to sign in $body',
    async ({ body }) => {
      const response = await send('POST', '/session', { body });
      expect(response.status).toBe(400);
      expect(response.headers.get('Set-Cookie')).toBeNull();
      expect(await response.json()).toEqual({ message: 'There is no such demo participant.' });
    },
  );

  it('gives a token of the participant who is signed in, never to be stored', async () => {
    const response = await send('POST', '/api/token', { cookie: await signIn() });
    expect(response.status).toBe(200);
    expect(response.headers.get('Cache-Control')).toContain('no-store');
    const answer = await response.json();
    const issued = demo.emulator.issued.find((token) => token.accessToken === answer.access_token);
    expect(issued?.participantId).toBe(demo.emulator.participants[0]?.id);
    expect(answer.expires_in).toBeLessThanOrEqual(60);
  });

  it('gives nobody a token without a session, with a made-up one, or after sign-out', async () => {
    const cookie = await signIn();
    await send('DELETE', '/session', { cookie });
    for (const tried of [undefined, 'mdh_demo_session=made-up', cookie]) {
      const response = await send('POST', '/api/token', tried === undefined ? {} : { cookie: tried });
      expect(response.status).toBe(401);
    }
  });

  it.each([
    { fault: 'unavailable', status: 503, error: 'unavailable' },
    { fault: 'not-found', status: 404, error: 'not_found' },
    { fault: 'no-participant', status: 403, error: 'forbidden' },
  ])('answers $status while the control panel says $fault', async ({ fault, status, error }) => {
    const cookie = await signIn();
    await send('PUT', '/demo/authenticator', { body: { fault } });
    const response = await send('POST', '/api/token', { cookie });
    expect(response.status).toBe(status);
    expect((await response.json()).error).toBe(error);
    await send('PUT', '/demo/authenticator', { body: { fault: null } });
    expect((await send('POST', '/api/token', { cookie })).status).toBe(200);
  });

  it('never answers while the control panel says so', async () => {
    const cookie = await signIn();
    await send('PUT', '/demo/authenticator', { body: { fault: 'never-answers' } });
    const asked = fetch(new URL('/api/token', demo.url), {
      method: 'POST',
      headers: { Cookie: cookie },
      signal: AbortSignal.timeout(1_000),
    });
    await expect(asked).rejects.toThrow(/timeout/);
    await send('PUT', '/demo/authenticator', { body: { fault: 'no such fault' } });
    expect((await send('POST', '/api/token', { cookie })).status).toBe(200);
  });

  it.each([
    'evil.example',
    'localhost.evil.example',
    '127.0.0.1.evil.example:80',
    'xlocalhost',
    'localhost@evil.example',
  ])('answers nothing under the name %j, to which an attacker may have pointed a page', async (host) => {
    for (const path of ['/', '/session', '/demo/settings', '/api/token']) {
      expect((await sendAs(demo.url, path, host)).status).not.toBe(200);
    }
  });

  it.each(['localhost:PORT', '127.0.0.1:PORT'])('answers under %s', async (name) => {
    const { port } = new URL(demo.url);
    const { status, body } = await sendAs(demo.url, '/demo/settings', name.replace('PORT', port));
    expect(status).toBe(200);
    const beside = name.startsWith('localhost') ? '127.0.0.1' : 'localhost';
    expect(JSON.parse(body).besideUrl).toBe(`http://${beside}:${port}/`);
  });

  it.each([0, -1, 1.5, 'soon', null])(
    'refuses a token life of %j and keeps the one it has',
    async (seconds) => {
      const response = await send('PUT', '/demo/token-lifetime', { body: { seconds } });
      expect(response.status).toBe(400);
      expect((await response.json()).message).toContain('tokenLifetimeSeconds');
      expect((await (await send('GET', '/demo/settings')).json()).tokenLifetimeSeconds).toBe(60);
    },
  );

  it('revokes the tokens of the participant who asks, and only theirs', async () => {
    const cookie = await signIn();
    const mine = await (await send('POST', '/api/token', { cookie })).json();
    const read = () =>
      fetch(new URL('api/v1/delegated/participant', demo.emulator.url), {
        headers: { Authorization: `Bearer ${mine.access_token}` },
      });
    expect((await read()).status).toBe(200);
    expect((await send('POST', '/demo/revocation')).status).toBe(401);
    expect((await send('POST', '/demo/revocation', { cookie })).status).toBe(200);
    expect((await read()).status).toBe(401);
  });

  it('sends the page with a policy that lets the SDK reach MyDataHelps and nothing else', async () => {
    const response = await send('GET', '/');
    const { origin } = new URL(demo.emulator.url);
    expect(response.headers.get('Content-Security-Policy')).toContain(`connect-src 'self' ${origin};`);
    expect(response.headers.get('Content-Security-Policy')).toContain(`frame-src ${origin};`);
    expect(await response.text()).toContain('<title>mdh-tokens');
  });

  it('answers 404 for what is not there', async () => {
    expect((await send('GET', '/no-such-page')).status).toBe(404);
  });
});
