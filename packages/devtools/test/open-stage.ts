// A page with the panel in a real Chromium, behind it a server with an authenticator, and the emulator.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createEmulator, type Emulator } from '@mdh-tokens/emulator';
import { build } from 'esbuild';
import { chromium, type Browser, type BrowserContextOptions, type Locator, type Page } from 'playwright-core';
import type { Stage } from './page/main.js';

declare global {
  interface Window {
    stage: Stage;
    shown: ReturnType<Stage['show']>;
  }
}

export interface BrowserStage {
  readonly browser: Browser;
  readonly emulator: Emulator;
  /** `http://localhost:PORT` */
  readonly url: string;
  /** What the authenticator answers next, instead of a token. */
  refuseWith: number | null;
  /** Life of the tokens. */
  lifeSeconds: number;
  /** Opens the page in a context of its own; `path` chooses the document. */
  open(options?: BrowserContextOptions & { path?: string }): Promise<Page>;
  close(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-dev-shm-usage',
];

/** Everything but connections to MyDataHelps and its frame is the page's own, and no text becomes markup. */
const policyOf = (mydatahelps: string): string =>
  `default-src 'self'; connect-src 'self' ${mydatahelps}; frame-src 'self' ${mydatahelps}; require-trusted-types-for 'script'`;

export async function openStage(): Promise<BrowserStage> {
  const emulator = createEmulator();
  await emulator.listen();
  const [scripts, browser] = await Promise.all([
    bundlePages(),
    chromium.launch({
      executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
      args: flags,
      // Playwright switches it off.
      ignoreDefaultArgs: ['--disable-back-forward-cache'],
    }),
  ]);
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const script = scripts.get(pathname);
    if (script !== undefined) return send(response, 'text/javascript', script);
    if (pathname !== '/api/token') {
      const headers = pathname === '/lax' ? {} : { 'Content-Security-Policy': policyOf(emulator.url) };
      return send(response, 'text/html', documentOf(pathname, emulator.url), headers);
    }
    if (stage.refuseWith !== null) {
      response.writeHead(stage.refuseWith).end();
      return;
    }
    const { participantIdentifier } = emulator.participants[0] ?? { participantIdentifier: '' };
    const token = emulator.issueToken(participantIdentifier, { lifetimeSeconds: stage.lifeSeconds });
    send(response, 'application/json', JSON.stringify(token));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  const stage: BrowserStage = {
    browser,
    emulator,
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    refuseWith: null,
    lifeSeconds: 600,
    async open({ path = '/', ...options } = {}) {
      const context = await browser.newContext({ reducedMotion: 'reduce', ...options });
      context.setDefaultTimeout(30_000);
      const page = await context.newPage();
      await page.goto(stage.url + path);
      await page.waitForFunction(() => 'stage' in window);
      return page;
    },
    async close() {
      await browser.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    },
  };
  return stage;
}

/** Opens a page with a started store in an open panel, which has its first token. */
export async function openPanel(
  stage: BrowserStage,
  options: Parameters<BrowserStage['open']>[0] = {},
): Promise<Page> {
  const page = await stage.open(options);
  await page.evaluate(() => {
    window.shown = window.stage.show({ docs: (code) => `/errors#${code}` });
  });
  await page.locator('.status', { hasText: 'active' }).waitFor();
  return page;
}

/** The list of events in the panel. */
export function eventsOf(page: Page): Locator {
  return page.getByRole('region', { name: 'Events' });
}

const app =
  '<main><h1>An app</h1><button>Of the app</button></main><script type="module" src="/main.js"></script>';
const bodies: Readonly<Record<string, string>> = {
  '/sandboxed':
    '<iframe title="inside" sandbox="allow-scripts" src="/" width="900" height="700"></iframe><script type="module" src="/main.js"></script>',
  '/single': '<main><h1>A page with one script</h1></main><script src="/single.js"></script>',
  '/readme': '<main><h1>The page of the README</h1></main><script type="module" src="/readme.js"></script>',
};

function documentOf(pathname: string, baseUrl: string): string {
  return `<!doctype html><html lang="en" data-base-url="${baseUrl}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>An app</title><link rel="icon" href="data:,"></head><body>${bodies[pathname] ?? app}</body></html>`;
}

function send(
  response: import('node:http').ServerResponse,
  type: string,
  body: string,
  headers: Record<string, string> = {},
): void {
  // A frame without an origin loads its script as from another site.
  response.writeHead(200, {
    'Content-Type': `${type}; charset=utf-8`,
    'Access-Control-Allow-Origin': '*',
    ...headers,
  });
  response.end(body);
}

const bundling = {
  bundle: true,
  write: false as const,
  outdir: '/',
  conditions: ['@mdh-tokens/source'],
  define: { 'process.env.NODE_ENV': '"development"' },
};
const main = `${import.meta.dirname}/page/main.ts`;
const readme = `${import.meta.dirname}/readme/page.ts`;

/** The scripts of the pages, by path: in chunks as a bundler makes them, and one with everything in it. */
async function bundlePages(): Promise<Map<string, string>> {
  const [chunks, single] = await Promise.all([
    build({ ...bundling, entryPoints: { main, readme }, splitting: true, format: 'esm' }),
    build({ ...bundling, entryPoints: { single: main }, format: 'iife' }),
  ]);
  // Under a second path the chunks are a second copy of the package.
  const copies = chunks.outputFiles.map(({ path, text }) => ({ path: `/copy${path}`, text }));
  const files = [...chunks.outputFiles, ...single.outputFiles, ...copies];
  return new Map(files.map(({ path, text }) => [path, text]));
}
