// The README's pages in Chromium: a view on localhost and hosted, and a page whose users an identity provider signs in.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { issuedTo, somebody, startEmulator } from '../../authenticator/test/emulated-exchange.js';
import { launchChromium } from '../../../examples/embeddable-host/test/chromium.js';
import { runCli } from '../src/cli.js';
import { startIdentityProvider } from './identity-provider.js';
import { environmentFor, startProcess } from './service-process.js';

// A browser and real processes on a machine that others use, too.
vi.setConfig({ testTimeout: 120_000 });

let browser: Browser;
beforeAll(async () => void (browser = await launchChromium()));
afterAll(() => browser.close());

const folder = join(import.meta.dirname, 'pages');

/** Serves a page with this script on localhost. */
async function servePage(name: string, replaced: readonly [string, string]): Promise<string> {
  const contents = readFileSync(join(folder, name), 'utf8').replace(...replaced);
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: folder },
    bundle: true,
    write: false,
    format: 'esm',
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer((request, response) => {
    if (request.url === '/page.js') response.setHeader('content-type', 'text/javascript').end(script);
    else {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><body>nothing yet</body><script type="module" src="/page.js"></script>');
    }
  });
  await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

/** Runs `dev` and gives the line that it prints for the page. */
async function startDev(env: Record<string, string>, identifier: string): Promise<string> {
  const stop = new AbortController();
  let exited: Promise<number> = Promise.resolve(0);
  const line = await new Promise<string>((resolve) => {
    const out = (text: string) => {
      if (text.startsWith('const store')) resolve(text);
    };
    const terminal = { env, out, err: resolve };
    exited = runCli(['dev', '--port', '0', '--identifier', identifier], terminal, () => stop.signal);
  });
  onTestFinished(async () => {
    stop.abort();
    await exited;
  });
  return line;
}

test('one page works on localhost and, hosted by MyDataHelps, leaves the token to it', async () => {
  const emulator = await startEmulator();
  const { identifier } = somebody(emulator);
  const env = {
    RKS_SERVICE_ACCOUNT: emulator.serviceAccount,
    RKS_PRIVATE_KEY: emulator.privateKey,
    RKS_PROJECT_ID: emulator.projectId,
    MDH_BASE_URL: emulator.url,
  };
  const line = await startDev(env, identifier);
  const printed =
    "const store = createTokenStore({ authenticator: 'http://127.0.0.1:8790/', sdk: MyDataHelps });";
  const url = await servePage('starter-kit.js', [printed, line]);
  const context = await browser.newContext();
  onTestFinished(() => context.close());
  const page = await context.newPage();
  await page.goto(url);
  await page.getByText(identifier).waitFor();
  expect(await page.title()).toBe('active');

  const issued = issuedTo(emulator, 'participant').length;
  const hosted = await context.newPage();
  // What the app of MyDataHelps puts into the web view of a view.
  await hosted.addInitScript(() => {
    const handler = { postMessage: () => void Object.assign(window, { asked: true }) };
    Object.assign(window, { webkit: { messageHandlers: { GetDelegatedAccessToken: handler } } });
  });
  await hosted.goto(url);
  await hosted.waitForFunction(() => Object.hasOwn(window, 'asked'));
  expect(await hosted.title()).toBe('hosted');
  expect(issuedTo(emulator, 'participant')).toHaveLength(issued);
});

test('a page sends the provider’s JWT to the service on another origin', async () => {
  const [emulator, provider] = await Promise.all([startEmulator(), startIdentityProvider()]);
  const { id } = somebody(emulator);
  const placeholder = 'https://tokens.example.org/';
  let service: { url: string } = { url: '' };
  const address = await servePage('page-with-jwt.js', [placeholder, '/forwarded']);
  service = await startProcess({
    ...environmentFor(emulator.url, provider),
    MDH_SERVICE_ACCOUNT: emulator.serviceAccount,
    MDH_PRIVATE_KEY: emulator.privateKey,
    ALLOWED_ORIGINS: address,
  });
  const page = await browser.newPage();
  onTestFinished(() => page.close());
  await page.exposeFunction('yourJwt', () => provider.sign({ sub: id }));
  // The page is made before the service has its port: only the address in its script is put right.
  await page.route('**/page.js', async (route) => {
    const answer = await route.fetch();
    await route.fulfill({
      response: answer,
      body: (await answer.text()).replace('"/forwarded"', `"${service.url}"`),
    });
  });
  await page.goto(address);
  await page.getByText(/^[0-9a-f]{32}$/).waitFor();
  expect(issuedTo(emulator, 'participant')).toContain(await page.locator('body').textContent());
});
