// The app's own server: its page, the bundle in it, and another page to go to.
import { createServer } from 'node:http';
import { fileURLToPath } from 'node:url';
import { bundlePage } from './bundle-page.js';
import { listenOn, portOf, shutDown } from './http-server.js';

export interface PageServer {
  readonly port: number;
  close(): Promise<void>;
}

export async function createPageServer(): Promise<PageServer> {
  const script = await bundlePage(fileURLToPath(new URL('page/host-page.ts', import.meta.url)));
  const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>App</title><link rel="icon" href="data:,">
<body><h1>App</h1><p><a href="/other" target="_blank">Other</a></p><script src="/host-page.js"></script></body></html>`;
  const other =
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Other</title><link rel="icon" href="data:,"></html>';
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://page/');
    if (pathname === '/host-page.js') {
      response.writeHead(200, { 'Content-Type': 'text/javascript; charset=utf-8' }).end(script);
      return;
    }
    const html = { '/': page, '/other': other }[pathname];
    response
      .writeHead(html === undefined ? 404 : 200, { 'Content-Type': 'text/html; charset=utf-8' })
      .end(html);
  });
  await listenOn(server, 0);
  return { port: portOf(server), close: () => shutDown(server) };
}
