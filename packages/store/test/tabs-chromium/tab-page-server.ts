// The app's own server: its page, one that shows it in a sandboxed frame, and another one to go to.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { bundlePage } from '../chromium/bundle-page.js';
import { listenOn, portOf, shutDown } from '../chromium/http-server.js';
import type { PageServer } from '../chromium/page-server.js';

/** `/` is the page, `/framed` shows it in a sandboxed frame with the same query, `/other` is another one. */
export async function createTabPageServer(): Promise<PageServer> {
  const script = await bundlePage(fileURLToPath(new URL('page/tab-page.ts', import.meta.url)));
  const server = createServer((request, response) => {
    const { pathname, search } = new URL(request.url ?? '/', 'http://page/');
    if (pathname === '/tab-page.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(script);
      return;
    }
    const content = contentOf(pathname, search);
    response
      .writeHead(content === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end(
        `<!doctype html><html lang="en"><meta charset="utf-8"><title>App</title><link rel="icon" href="data:,">${content}</html>`,
      );
  });
  await listenOn(server, 0);
  return { port: portOf(server), close: () => shutDown(server) };
}

function contentOf(pathname: string, search: string): string | undefined {
  switch (pathname) {
    case '/':
      return '<h1>App</h1><script src="/tab-page.js"></script>';
    case '/framed':
      return `<iframe title="App" sandbox="allow-scripts" src="/${search.replaceAll('&', '&amp;')}"></iframe>`;
    case '/other':
      return '<h1>Other</h1>';
  }
}
