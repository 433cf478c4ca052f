// The README's routes in a real Next.js app, built where no variable is set and started where they all are.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transform } from 'esbuild';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { somebody, startEmulator } from './emulated-exchange.js';

const examples = join(import.meta.dirname, 'examples');
const runtimes = join(import.meta.dirname, 'runtimes');
const next = join(runtimes, 'node_modules/next/dist/bin/next');
const quiet = { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NEXT_IGNORE_INCORRECT_LOCKFILE: '1' };

let app: string;

/** As JavaScript: an app in TypeScript wants a compiler of its own. */
async function copyExample(name: string, target: string): Promise<void> {
  const { code } = await transform(await readFile(join(examples, name), 'utf8'), { loader: 'ts' });
  await writeFile(join(app, target), code);
}

beforeAll(async () => {
  app = await mkdtemp(join(runtimes, 'next-app-'));
  await writeFile(join(app, 'next.config.mjs'), 'export default { cacheComponents: true };');
  const routes = {
    'next-route.ts': ['app/api/mydatahelps-token', 'route.js'],
    'next-pages.ts': ['pages/api', 'token.js'],
  };
  for (const [example, [folder = '', file]] of Object.entries(routes)) {
    await mkdir(join(app, folder), { recursive: true });
    await copyExample(example, `${folder}/${file}`);
  }
  // In `pages` every file is a route.
  for (const folder of ['app/api/mydatahelps-token', 'pages/api']) {
    await copyExample('next-authenticator.ts', `${folder}/next-authenticator.js`);
    await copyExample('session.ts', `${folder}/session.js`);
  }
  await promisify(execFile)(process.execPath, [next, 'build'], { cwd: app, env: quiet });
}, 360_000);
afterAll(() => rm(app, { recursive: true }));

/** Everything that the servers have said. */
let output = '';

async function start(env: Record<string, string>): Promise<string> {
  const server = spawn(process.execPath, [next, 'start', '--hostname=127.0.0.1', '--port=0'], {
    cwd: app,
    env: { ...quiet, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  onTestFinished(async () => {
    server.kill();
    if (server.exitCode === null) await once(server, 'exit');
  });
  return new Promise((resolve, reject) => {
    let said = '';
    server.stderr.setEncoding('utf8').on('data', (text: string) => (output += text));
    server.stdout.setEncoding('utf8').on('data', (text: string) => {
      said += text;
      output += text;
      const url = /http:\/\/127\.0\.0\.1:\d+/.exec(said);
      if (url !== null && said.includes('Ready')) resolve(url[0]);
    });
    server.once('exit', () => reject(new Error(`next start ended: ${said}`)));
  });
}

test.each(['mydatahelps-token', 'token'])(
  'the example at /api/%s answers a signed-in page of a Next.js app, and nobody else',
  { timeout: 120_000 },
  async (route) => {
    const emulator = await startEmulator();
    const { id, identifier } = somebody(emulator);
    const url = await start({
      MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
      MDH_PRIVATE_KEY: emulator.privateKey,
      MDH_PROJECT_ID: emulator.projectId,
      MDH_BASE_URL: emulator.url,
    });
    const ask = (init: RequestInit) => fetch(`${url}/api/${route}`, { method: 'POST', ...init });
    const cookie = `session=${identifier}`;
    const answer = await ask({
      headers: { cookie, 'sec-fetch-site': 'same-origin' },
      body: '{"reason":"start"}',
    });
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toMatchObject({ token_type: 'Bearer', expires_in: 3600 });
    expect(emulator.issued.at(-1)?.participantId).toBe(id);
    expect((await ask({})).status).toBe(401);
    expect((await ask({ headers: { cookie, 'sec-fetch-site': 'cross-site' } })).status).toBe(403);
    expect((await ask({ headers: { cookie }, body: 'x'.repeat(100_000) })).status).toBe(413);
    const preflight = await ask({ method: 'OPTIONS', headers: { origin: 'https://evil.test' } });
    expect(preflight.status).toBe(403);
    // As Next says where a handler of its pages router gives no promise.
    expect(output).not.toContain('without sending a response');
  },
);
