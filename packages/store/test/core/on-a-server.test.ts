// Where there is no page: importing and creating are safe, and what cannot work says why.
import { expect, it, onTestFinished, vi } from 'vitest';
import { createTokenStore } from '../../src/index.js';

it('a relative authenticator can be created on a server, and its start says what is wrong', async () => {
  const store = createTokenStore({ authenticator: '/api/token' });
  await expect(store.start()).rejects.toMatchObject({
    code: 'invalid_option',
    message: 'authenticator is not a URL',
    hint: expect.stringContaining('https://') as string,
  });
  expect(store.state.status).toBe('failed');
});

it('a request that store.fetch is given keeps its own referrer policy', async () => {
  const sent: Request[] = [];
  vi.stubGlobal('fetch', async (request: Request) => {
    sent.push(request);
    return new Response();
  });
  onTestFinished(() => void vi.unstubAllGlobals());
  const baseUrl = 'https://mydatahelps.org/';
  const token = { access_token: 'abc', expires_in: 600, token_type: 'Bearer' } as const;
  const store = createTokenStore({ authenticator: async () => token, baseUrl });
  await store.fetch(new Request(`${baseUrl}api/v1/a`, { referrerPolicy: 'no-referrer' }));
  store.stop();
  expect(sent.map(({ referrerPolicy, redirect }) => [referrerPolicy, redirect])).toEqual([
    ['no-referrer', 'error'],
  ]);
});
