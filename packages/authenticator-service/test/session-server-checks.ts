// What an app's own server must do with the internal endpoint, in whatever language it is written.
import { request } from 'node:http';
import { createEmulator, type Emulator } from '@mdh-tokens/emulator';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { endAll } from './app-process.js';
import { startProcess, type OnEnd } from './service-process.js';

/** Starts the app with these variables, gives its URL. */
export type StartApp = (env: Record<string, string>, onEnd: OnEnd) => Promise<string>;

/** A running app with everything behind it. */
export interface SessionServer {
  url: string;
  emulator: Emulator;
  /** Ends the service that the app asks. */
  stopService(): Promise<void>;
}

export const internalSecret = 'an-internal-secret-of-32-bytes-or-more';

/** Starts emulator, service and app. */
export async function startSessionServer(startApp: StartApp, onEnd: OnEnd): Promise<SessionServer> {
  const emulator = createEmulator();
  await emulator.listen();
  onEnd(() => emulator.close());
  const { internalUrl, child, exited } = await startProcess(
    {
      MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
      MDH_PRIVATE_KEY: emulator.privateKey,
      MDH_PROJECT_ID: emulator.projectId,
      MDH_BASE_URL: emulator.url,
      INTERNAL_SECRET: internalSecret,
      INTERNAL_PORT: '0',
      MANAGEMENT_PORT: '0',
    },
    onEnd,
  );
  const url = await startApp(
    {
      INTERNAL_SECRET: internalSecret,
      INTERNAL_PORT: new URL(internalUrl).port,
      MDH_BASE_URL: emulator.url,
    },
    onEnd,
  );
  const stopService = async () => {
    child.kill('SIGTERM');
    await exited;
  };
  return { url, emulator, stopService };
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: Record<string, unknown>;
}

/** With the headers of a browser, which `fetch` would not send. */
function post(url: string, headers: Record<string, string>, text: string): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const asking = request(url, { method: 'POST', headers: { 'sec-fetch-site': 'same-origin', ...headers } });
    asking.on('error', reject);
    asking.on('response', (answer) => {
      let body = '';
      answer.setEncoding('utf8');
      answer.on('data', (chunk: string) => (body += chunk));
      answer.on('end', () => {
        const isJson = answer.headers['content-type']?.startsWith('application/json') === true;
        resolve({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          body: isJson ? (JSON.parse(body) as Record<string, unknown>) : {},
        });
      });
    });
    asking.end(text);
  });
}

/** Registers the checks: an app with the paths `/sign-in` (a form with `user`) and `/api/mydatahelps-token`. */
export function checkSessionServer(name: string, startApp: StartApp): void {
  describe(name, () => {
    const ends: Array<() => Promise<void>> = [];
    let server: SessionServer;
    beforeAll(async () => {
      server = await startSessionServer(startApp, (end) => ends.push(end));
    }, 240_000);
    afterAll(() => endAll(ends));

    const askFor = (cookie: string | null, body = '', headers: Record<string, string> = {}) =>
      post(
        `${server.url}/api/mydatahelps-token`,
        { 'content-type': 'application/json', ...(cookie === null ? {} : { cookie }), ...headers },
        body,
      );
    async function signIn(user: string): Promise<string> {
      const answer = await post(
        `${server.url}/sign-in`,
        { 'content-type': 'application/x-www-form-urlencoded' },
        `user=${user}`,
      );
      const cookies = [answer.headers['set-cookie'] ?? []].flat().map((cookie) => cookie.split(';')[0]);
      expect(answer.status).toBe(303);
      return cookies.join('; ');
    }
    const ownerOf = (token: unknown) =>
      server.emulator.issued.find(({ accessToken }) => accessToken === token)?.participantId;
    const idOf = (identifier: string) =>
      server.emulator.participants.find((person) => person.participantIdentifier === identifier)?.id;

    test('a signed-in page gets a token of its own user, who cannot be chosen by the request', async () => {
      for (const [user, identifier] of [
        ['ada', 'MDH-1001'],
        ['grace', 'MDH-1002'],
      ] as const) {
        const answer = await askFor(
          await signIn(user),
          '{"reason":"start","identifier":"MDH-1003","id":"x"}',
        );
        expect(answer.status).toBe(200);
        expect(answer.body).toMatchObject({ token_type: 'Bearer', subject: expect.any(String) as string });
        expect(ownerOf(answer.body['access_token'])).toBe(idOf(identifier));
        expect(answer.headers['cache-control']).toContain('no-store');
      }
    });

    test('a refused token is replaced by a new one', async () => {
      const cookie = await signIn('ada');
      const first = await askFor(cookie, '{"reason":"start"}');
      const second = await askFor(cookie, '{"reason":"rejected"}');
      expect(second.body['access_token']).not.toBe(first.body['access_token']);
    });

    test.each(['{', 'null', '[]', '"text"'])(
      'the body %j is no JSON object, and gives no token',
      async (body) => {
        expect((await askFor(await signIn('ada'), body)).status).toBe(400);
      },
    );

    test.each(['', '{"reason":7}', '{"reason":"nonsense"}'])('the body %j is no trouble', async (body) => {
      expect((await askFor(await signIn('ada'), body)).status).toBe(200);
    });

    test('nobody is signed in without a session, or with one of somebody’s making', async () => {
      for (const cookie of [
        null,
        'session=forged',
        'PHPSESSID=forged0000000000000000000',
        'SESSION=forged',
      ]) {
        expect(await askFor(cookie)).toMatchObject({ status: 401, body: { error: 'unauthenticated' } });
      }
    });

    test('a page of another site gets nothing with the user’s cookie', async () => {
      const cookie = await signIn('ada');
      const before = server.emulator.issued.length;
      for (const headers of [
        { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example.org' },
        { 'sec-fetch-site': 'same-site', origin: 'https://evil.study.example.org' },
        { 'sec-fetch-site': '', origin: 'https://evil.example.org' },
        { 'sec-fetch-site': '', origin: 'null' },
      ]) {
        expect(await askFor(cookie, '', headers)).toMatchObject({
          status: 403,
          body: { error: 'forbidden' },
        });
      }
      expect(server.emulator.issued).toHaveLength(before);
    });

    test('what the authenticator says is passed on: nobody takes part, and MyDataHelps is away', async () => {
      const unknown = await askFor(await signIn('nobody'));
      expect(unknown).toMatchObject({ status: 403, body: { error: 'forbidden' } });
      const { id } = server.emulator.faults.add({
        effect: 'answer',
        endpoint: 'token',
        status: 503,
        retryAfter: 7,
        calls: 3,
      });
      const away = await askFor(await signIn('grace'), '{"reason":"forced"}');
      server.emulator.faults.remove(id);
      expect(away).toMatchObject({ status: 503, body: { error: 'unavailable' } });
      expect(away.headers['retry-after']).toBe('7');
    });

    test('while the authenticator is away, the page is told to come again', async () => {
      const cookie = await signIn('ada');
      await server.stopService();
      const answer = await askFor(cookie);
      expect(answer).toMatchObject({ status: 503, body: { error: 'unavailable' } });
      expect(answer.headers['retry-after']).toBe('5');
    });
  });
}
