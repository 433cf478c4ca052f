// Where there is no page: importing and creating are safe, and what cannot work says why.
import { expect, it } from 'vitest';
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
