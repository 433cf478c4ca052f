// The READMEs' examples: what stands in the text is the file that is compiled and run here.
import { createServer, type RequestListener, type Server } from 'node:http';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import MyDataHelps from '@careevolution/mydatahelps-js';
import { createEmulator } from '@mdh-tokens/emulator';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createTokenStore, tokenErrorOf } from '../../src/index.js';

const root = join(import.meta.dirname, '../../../..');

describe('the text of the READMEs', () => {
  it.each([
    ['README.md', ''],
    ['packages/store/README.md', 'packages/store/'],
  ])('%s shows the examples as they are run', async (readme, folder) => {
    const text = await readFile(join(root, readme), 'utf8');
    const examples = [...text.matchAll(/<!-- example: (\S+) -->\n```ts\n([^]*?)```/g)];
    expect(examples).not.toHaveLength(0);
    expect([...text.matchAll(/```ts/g)]).toHaveLength(examples.length);
    for (const [, path, code] of examples) {
      expect(code).toBe(await readFile(join(root, folder, path!), 'utf8'));
    }
  });
});

describe('the examples', () => {
  const closing: (() => Promise<void> | void)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
    vi.unstubAllEnvs();
    vi.unstubAllGlobals();
    vi.restoreAllMocks();
    vi.doUnmock('node:http');
    vi.doUnmock('@mdh-tokens/store');
  });

  it('page and server: the ten lines on each side greet the participant', async () => {
    const emulator = createEmulator();
    const mydatahelps = `${new URL(await emulator.listen()).origin}/`;
    closing.push(() => emulator.close());
    const participant = [...emulator.participants][0]!;
    const server = await startServerExample(mydatahelps, emulator);
    closing.push(() => void server.close());
    const app = `http://localhost:${portOf(server)}`;

    (window as unknown as { happyDOM: { setURL(url: string): void } }).happyDOM.setURL(`${app}/`);
    document.cookie = `session=${participant.participantIdentifier}`;
    const { createTokenStore: create } = await import('../../src/index.js');
    let store: ReturnType<typeof createTokenStore> | undefined;
    vi.doMock('@mdh-tokens/store', () => ({
      createTokenStore: (options: Parameters<typeof createTokenStore>[0]) =>
        (store = create({ ...options, baseUrl: mydatahelps })),
    }));
    const greeting = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    await import('../readme/page.js');
    closing.push(() => store!.stop());

    expect(greeting).toHaveBeenCalledWith(`Hello ${participant.demographics.firstName}`);
    expect(MyDataHelps.token.token_type).toBe('Bearer');
  });

  it('signing out: the token is gone before the server is told, and also if it cannot be told', async () => {
    const asked: string[] = [];
    vi.stubGlobal('fetch', async (input: string | URL, init: RequestInit) => {
      asked.push(`${init.method} ${new URL(input, 'https://app.example').pathname}`);
      if (init.method === 'DELETE') throw new TypeError('the server is down');
      return Response.json({ access_token: 'abc', expires_in: 600, token_type: 'Bearer' });
    });
    const { signOut } = await import('../readme/sign-out.js');
    const store = createTokenStore({ authenticator: 'https://app.example/token' });
    await store.start();
    const ends: string[] = [];
    store.on('signed-out', ({ error }) => ends.push(error.code));
    await signOut(store).catch(() => undefined);
    expect(asked).toEqual(['POST /token', 'DELETE /session']);
    expect(ends).toEqual(['signed_out']);
    expect([store.peek(), store.state.status]).toEqual([null, 'signed-out']);
  });

  it('hot replacement: the store of the module’s last version is stopped', async () => {
    vi.doMock('@mdh-tokens/store', () => ({ createTokenStore }));
    const { store } = await import('../readme/hot-replacement.js');
    expect(store.state.status).toBe('idle');
  });

  it.each([
    { status: 401, ends: 'signed-out', code: 'unauthenticated' },
    { status: 403, body: { error: 'forbidden' }, ends: 'denied', code: 'forbidden' },
    { status: 429, ends: 'degraded', code: 'rate_limited', retryAfterSeconds: 120 },
    { status: 503, ends: 'degraded', code: 'unavailable', retryAfterSeconds: 120 },
  ])(
    'an HTTP client of one’s own: $status means what it means to the store’s own call',
    async ({ status, ends, body = {}, ...error }) => {
      const answers = [
        Response.json({ access_token: 'abc', expires_in: 600, token_type: 'Bearer' }),
        Response.json(body, { status, headers: { 'retry-after': '120' } }),
      ];
      vi.stubGlobal('fetch', async () => answers.shift());
      vi.resetModules();
      vi.doMock('@mdh-tokens/store', () => ({ createTokenStore, tokenErrorOf }));
      const { store } = await import('../readme/authenticator-function.js');
      closing.push(() => store.stop());
      expect(await store.getToken()).toBe('abc');
      await expect(store.refresh()).rejects.toMatchObject(error);
      expect(store.state.status).toBe(ends);
    },
  );
});

/** The server example listens where it is told not to ask: its port is taken from the server that it makes. */
async function startServerExample(
  mydatahelps: string,
  emulator: ReturnType<typeof createEmulator>,
): Promise<Server> {
  vi.stubEnv('MDH_SERVICE_ACCOUNT', emulator.serviceAccount);
  vi.stubEnv('MDH_PRIVATE_KEY', emulator.privateKey);
  vi.stubEnv('MDH_PROJECT_ID', emulator.projectId);
  const actual = await import('@mdh-tokens/authenticator');
  vi.doMock('@mdh-tokens/authenticator', () => ({
    ...actual,
    createTokenExchange: (options: Parameters<typeof actual.createTokenExchange>[0]) =>
      actual.createTokenExchange({ ...options, baseUrl: mydatahelps }),
  }));
  let server: Server | undefined;
  const onFreePort = {
    createServer: (listener: RequestListener) => {
      server = createServer(listener);
      return { listen: () => server!.listen(0) };
    },
  };
  vi.doMock('node:http', () => ({ ...onFreePort, default: onFreePort }));
  await import('../readme/server.js');
  await new Promise((resolve) => server!.once('listening', resolve));
  return server!;
}

function portOf(server: Server): number {
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('not listening');
  return address.port;
}
