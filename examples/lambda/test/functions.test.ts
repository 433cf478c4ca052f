// Both functions, with the emulator behind them: the AWS one with events as AWS documents them.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { LambdaEvent } from '@mdh-tokens/authenticator/lambda';
import { createEmulator, type Emulator } from '@mdh-tokens/emulator';
import { beforeEach, expect, onTestFinished, test, vi } from 'vitest';

let emulator: Emulator;

/** The functions read the environment when they are loaded. */
beforeEach(async () => {
  emulator = createEmulator();
  await emulator.listen();
  onTestFinished(() => emulator.close());
  vi.stubEnv('MDH_SERVICE_ACCOUNT', emulator.serviceAccount);
  vi.stubEnv('MDH_PRIVATE_KEY', emulator.privateKey);
  vi.stubEnv('MDH_PROJECT_ID', emulator.projectId);
  vi.stubEnv('MDH_BASE_URL', emulator.url);
  vi.stubEnv('ALLOWED_ORIGINS', 'https://study.example.org');
  onTestFinished(() => void vi.unstubAllEnvs());
  vi.resetModules();
});

async function documentedEvent(name: string): Promise<LambdaEvent> {
  const text = await readFile(join(import.meta.dirname, `../events/${name}.json`), 'utf8');
  return JSON.parse(text) as LambdaEvent;
}

test('the AWS function answers whom the authorizer has signed in', async () => {
  const { handler } = await import('../src/aws.js');
  const result = await handler(await documentedEvent('http-api'));
  expect(result).toMatchObject({
    statusCode: 200,
    headers: { 'access-control-allow-origin': 'https://study.example.org', 'cache-control': 'no-store' },
  });
  expect(JSON.parse(result.body)).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  const [participant] = emulator.participants;
  expect(participant?.participantIdentifier).toBe('MDH-1001');
  expect(emulator.issued.at(-1)?.participantId).toBe(participant?.id);
});

test.each(['function-url', 'load-balancer'])('and nobody else: %s has no authorizer', async (name) => {
  const { handler } = await import('../src/aws.js');
  expect((await handler(await documentedEvent(name))).statusCode).toBe(401);
});

test('one process makes one service-token call for many invocations', async () => {
  const { handler } = await import('../src/aws.js');
  const event = await documentedEvent('http-api');
  for (let count = 0; count < 5; count += 1) expect((await handler(event)).statusCode).toBe(200);
  expect(emulator.issued.filter(({ kind }) => kind === 'service')).toHaveLength(1);
});

test('the Netlify function answers a signed-in page of its site, and nobody else', async () => {
  const { default: answer, config } = await import('../src/netlify.js');
  const ask = (headers: Record<string, string>) =>
    answer(new Request(`https://site.netlify.app${config.path}`, { method: 'POST', headers }), {
      waitUntil: () => undefined,
    });
  const cookie = 'session=MDH-1001';
  expect((await ask({ cookie, 'sec-fetch-site': 'same-origin' })).status).toBe(200);
  expect((await ask({})).status).toBe(401);
  expect((await ask({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
});
