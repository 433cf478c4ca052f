// Serves the page's files through Vite, with the headers a real host would send.
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { createServer, type ViteDevServer } from 'vite';

/** A Vite server without a port of its own: its `middlewares` answer for the page. */
export function createPageFiles(mydatahelpsUrl: string): Promise<ViteDevServer> {
  return createServer({
    root: pageFolder(),
    configFile: false,
    clearScreen: false,
    logLevel: 'error',
    // Bundled once and kept, so that the page loads few files; the rest of the page is served file by file.
    optimizeDeps: {
      include: ['@careevolution/mydatahelps-js', '@mdh-tokens/store > rxjs', '@mdh-tokens/store > mitt'],
    },
    server: {
      middlewareMode: true,
      // A demo that someone watches must not reload itself.
      hmr: false,
      ws: false,
      watch: null,
      headers: {
        'Content-Security-Policy': contentSecurityPolicy(new URL(mydatahelpsUrl).origin),
        'Referrer-Policy': 'no-referrer',
        'X-Content-Type-Options': 'nosniff',
      },
    },
  });
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
