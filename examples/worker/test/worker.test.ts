// The Worker in workerd, bundled as Cloudflare's tool bundles it, with the emulator behind it.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { createEmulator } from '@mdh-tokens/emulator';
import { build } from 'esbuild';
import { expect, onTestFinished, test } from 'vitest';

const { resolve } = createRequire(import.meta.url);
const { Miniflare } = createRequire(resolve('wrangler/package.json'))('miniflare') as {
  Miniflare: new (options: object) => { ready: Promise<URL>; dispose(): Promise<void> };
};

test('answers a signed-in page, and nobody else', { timeout: 60_000 }, async () => {
  const emulator = createEmulator();
  await emulator.listen();
  onTestFinished(() => emulator.close());
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../src/worker.ts')],
    bundle: true,
    format: 'esm',
    write: false,
    conditions: ['workerd', 'worker', 'browser'],
    logLevel: 'silent',
  });
  const worker = new Miniflare({
    modules: [{ type: 'ESModule', path: 'worker.js', contents: outputFiles[0]?.text }],
    compatibilityDate: '2026-01-01',
    bindings: {
      MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
      MDH_PRIVATE_KEY: emulator.privateKey,
      MDH_PROJECT_ID: emulator.projectId,
      MDH_BASE_URL: emulator.url.replace('localhost', '127.0.0.1'),
    },
  });
  onTestFinished(() => worker.dispose());
  const url = await worker.ready;
  const ask = (headers: Record<string, string>, body = '{"reason":"start"}') =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
  const cookie = 'session=MDH-1001';
  const answer = await ask({ cookie, 'sec-fetch-site': 'same-origin' });
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  expect((await ask({})).status).toBe(401);
  expect((await ask({ cookie }, 'x'.repeat(100_000))).status).toBe(413);
  expect((await ask({ cookie, 'sec-fetch-site': 'cross-site' })).status).toBe(403);
});
