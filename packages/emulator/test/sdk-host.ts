// A page that hosts the unmodified SDK, on an origin of its own, in a real Chromium.
import { createReadStream } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import { join } from 'node:path';
import {
  chromium,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  type Page,
} from 'playwright-core';
import type { Emulator } from '../src/index.js';
import { sdkFolder } from './sdk-schemas.js';
import { getParticipantToken } from './token-client.js';

const page = `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Host</title>
<link rel="icon" href="data:,"><link rel="stylesheet" href="/MyDataHelps.css"><script type="module" src="/MyDataHelps.js"></script>
</head><body><h1>Host</h1></body></html>`;

/** Chromium and the host page's server. */
export interface SdkHost {
  /** Opens the page, hands the SDK a token of the participant, and returns when it is ready. */
  open(emulator: Emulator, grant?: Record<string, string>): Promise<Page>;
  readonly url: string;
  /** A context of its own in the same Chromium. */
  newContext(options: BrowserContextOptions): Promise<BrowserContext>;
  close(): Promise<void>;
}

/** Starts both. */
export async function startSdkHost(): Promise<SdkHost> {
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const type = { '/MyDataHelps.js': 'text/javascript', '/MyDataHelps.css': 'text/css' }[pathname];
    response.setHeader('content-type', type ?? 'text/html');
    if (type === undefined) response.end(page);
    else createReadStream(join(sdkFolder, pathname)).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const browser = await launchChromium();
  const url = `http://localhost:${portOf(server)}/`;
  return {
    url,
    newContext: (options) => browser.newContext(options),
    async open(emulator, grant = {}) {
      const context = await browser.newContext();
      const opened = await context.newPage();
      await opened.goto(url);
      await opened.waitForFunction(() => 'MyDataHelps' in window);
      await handOver(opened, emulator, grant);
      return opened;
    },
    async close() {
      await browser.close();
      server.close();
      server.closeAllConnections();
    },
  };
}

/** Gives the SDK of a page a new token, as a token store would. */
export async function handOver(
  opened: Page,
  emulator: Emulator,
  grant: Record<string, string> = {},
): Promise<void> {
  const token = {
    access_token: await getParticipantToken(emulator, grant),
    expires_in: emulator.tokenLifetimeSeconds,
    token_type: 'Bearer',
  };
  await opened.evaluate(
    ([accessToken, baseUrl]) => {
      const { MyDataHelps } = window as unknown as { MyDataHelps: ParticipantSdk };
      MyDataHelps.setParticipantAccessToken(accessToken, baseUrl);
    },
    [token, emulator.url] as const,
  );
}

interface ParticipantSdk {
  setParticipantAccessToken(token: object, baseUrl: string): void;
}

export function launchChromium(): Promise<Browser> {
  return chromium.launch({
    executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-dev-shm-usage'],
  });
}

function portOf(server: Server): number {
  const address = server.address();
  if (typeof address === 'object' && address !== null) return address.port;
  throw new Error('the host page does not listen');
}
