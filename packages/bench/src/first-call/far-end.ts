// Everything that the pages talk to: their own server with a real authenticator, and MyDataHelps, emulated.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createAuthenticator, createTokenExchange, type Authenticator } from '@mdh-tokens/authenticator';
import { toNodeHandler } from '@mdh-tokens/authenticator/node';
import { earlyScriptTag } from '@mdh-tokens/store/early';
import { createEmulator, type Emulator } from '@mdh-tokens/emulator';

/** On a repeat visit the browser has the page's script already, and has compiled it. */
export type Visit = 'first' | 'repeat';

export interface FarEnd {
  pageUrl(name: string, visit: Visit): string;
  /** From now on the authenticator takes so long for an answer. */
  delayTokens(byMs: number): void;
  close(): Promise<void>;
}

/** @param scripts each page's script by the page's path */
export async function openFarEnd(scripts: ReadonlyMap<string, string>): Promise<FarEnd> {
  const emulator = createEmulator();
  await emulator.listen();
  const answerToken = toNodeHandler(createPageAuthenticator(emulator));
  const answerPage = createPageHandler(scripts, emulator.url);
  let delayMs = 0;
  const server = createServer((request, response) => {
    if (request.url !== '/token') answerPage(request, response);
    else if (delayMs === 0) answerToken(request, response);
    else setTimeout(() => answerToken(request, response), delayMs);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    pageUrl: (name, visit) => `http://localhost:${port}/${name}/${visit}`,
    delayTokens(byMs) {
      delayMs = byMs;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await emulator.close();
    },
  };
}

function createPageAuthenticator(emulator: Emulator): Authenticator {
  const { url: baseUrl, tokenUrl, projectId, serviceAccount, privateKey, participants } = emulator;
  const exchange = createTokenExchange({ baseUrl, tokenUrl, projectId, serviceAccount, privateKey });
  const { id } = participants[0]!;
  return createAuthenticator({ exchange, participant: () => ({ id }), rateLimit: false });
}

function createPageHandler(scripts: ReadonlyMap<string, string>, baseUrl: string) {
  let visits = 0;
  return (request: IncomingMessage, response: ServerResponse): void => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://page/');
    const [, name = '', file] = pathname.split('/');
    const script = scripts.get(name);
    if (script === undefined) {
      response.writeHead(404).end();
    } else if (file === 'page.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript', 'Cache-Control': 'max-age=3600' });
      // What a browser has compiled, it finds again by the text.
      response.end(`/* ${search} */ ${script}`);
    } else {
      response.writeHead(200, { 'Content-Type': 'text/html', 'Cache-Control': 'no-store' });
      const head = name.endsWith('-early') ? earlyScriptTag('/token') : '';
      response.end(pageWith(file === 'first' ? `page.js?${(visits += 1)}` : 'page.js', baseUrl, head));
    }
  };
}

function pageWith(scriptUrl: string, baseUrl: string, head: string): string {
  return `<!doctype html><html lang="en" data-base-url="${baseUrl}"><meta charset="utf-8"><title>App</title>
<link rel="icon" href="data:,"><script>firstCallMs = new Promise((tell) => { tellFirstCall = tell })</script>${head}<body><h1>App</h1><script type="module" src="${scriptUrl}"></script></body></html>`;
}
