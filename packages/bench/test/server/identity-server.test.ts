import { expect, onTestFinished, test } from 'vitest';
import { createIdentityServer } from '../../src/server/identity-server.js';
import { listen } from '../../src/server/processes/listen.js';

async function askOnce(): Promise<string> {
  const { server } = createIdentityServer(0);
  const port = await listen(server, 0);
  onTestFinished(() => void server.close());
  const answer = await fetch(`http://127.0.0.1:${port}/`, {
    method: 'POST',
    headers: { connection: 'close' },
  });
  return ((await answer.json()) as { access_token: string }).access_token;
}

test('an identity server that was started anew gives no token that was given before', async () => {
  const tokens = [await askOnce(), await askOnce()];
  expect(new Set(tokens).size).toBe(2);
  expect(tokens.map((token) => token.length)).toEqual([32, 32]);
});
