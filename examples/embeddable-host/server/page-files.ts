// Serves the page's files, with the headers that a real host of the SDK would send.
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { createServer } from 'vite';

/** Answers for the page: index.html, and everything that Vite makes of its sources. */
export interface PageFiles {
  answer(request: IncomingMessage, response: ServerResponse): void;
  close(): Promise<void>;
}

/** @param mydatahelpsUrl where the page's SDK will go */
export async function createPageFiles(mydatahelpsUrl: string): Promise<PageFiles> {
  const folder = pageFolder();
  const index = await readFile(join(folder, 'index.html'));
  const vite = await createServer({
    root: folder,
    configFile: false,
    appType: 'custom',
    logLevel: 'error',
    // Bundled once and kept; the page's own files are served one by one, as they are written.
    optimizeDeps: {
      include: ['@careevolution/mydatahelps-js', '@mdh-tokens/store > rxjs', '@mdh-tokens/store > mitt'],
    },
    // A demo that someone watches must not reload itself.
    server: { middlewareMode: true, hmr: false, ws: false, watch: null },
  });

  const headers = {
    'Content-Security-Policy': contentSecurityPolicy(new URL(mydatahelpsUrl).origin),
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
  return {
    answer(request, response) {
      // Not through Vite, which would add its reloading client.
      if (/^\/(?:index\.html)?(?:\?|$)/.test(request.url ?? '/')) {
        response.writeHead(200, { ...headers, 'Content-Type': 'text/html; charset=utf-8' }).end(index);
        return;
      }
      vite.middlewares(request, response, () => {
        response.writeHead(404, { 'Content-Type': 'text/plain' }).end('Not found');
      });
    },
    close: () => vite.close(),
  };
}

/** The SDK calls MyDataHelps (connect-src) and shows its surveys in a frame (frame-src). */
function contentSecurityPolicy(mydatahelps: string): string {
  return [
    `default-src 'self'`,
    `connect-src 'self' ${mydatahelps}`,
    `frame-src ${mydatahelps}`,
    `img-src 'self' data:`,
    `base-uri 'none'`,
    `object-src 'none'`,
    `frame-ancestors 'none'`,
  ].join('; ');
}

/** The folder of index.html: the same whether this runs compiled or from source. */
function pageFolder(): string {
  const require = createRequire(import.meta.url);
  return dirname(require.resolve('@mdh-tokens/example-embeddable-host/package.json'));
}
