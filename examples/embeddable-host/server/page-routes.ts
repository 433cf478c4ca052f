// Sends the page's files, with the headers that a real host of the SDK would send.
import { Hono } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import type { PageFiles } from './page-files.js';

/** @param mydatahelpsUrl where the page's SDK goes */
export function createPageRoutes(files: PageFiles, mydatahelpsUrl: string): Hono {
  const mydatahelps = new URL(mydatahelpsUrl).origin;
  const routes = new Hono();
  routes.use(
    secureHeaders({
      contentSecurityPolicy: {
        defaultSrc: ["'self'"],
        // The SDK calls MyDataHelps, and shows its surveys in a frame.
        connectSrc: ["'self'", mydatahelps],
        frameSrc: [mydatahelps],
        imgSrc: ["'self'", 'data:'],
        baseUri: ["'none'"],
        objectSrc: ["'none'"],
        frameAncestors: ["'none'"],
      },
      // The survey's frame is of another origin, and this is plain http on loopback.
      crossOriginResourcePolicy: false,
      strictTransportSecurity: false,
    }),
  );
  routes.get('*', (context) => {
    const file = files.get(context.req.path);
    if (file === undefined) return context.text('Not found', 404);
    return context.body(toBody(file.content), 200, {
      'Content-Type': file.contentType,
      'Cache-Control': 'no-cache',
    });
  });
  return routes;
}

function toBody(content: string | Uint8Array): string | ArrayBuffer {
  return typeof content === 'string' ? content : new Uint8Array(content).buffer;
}
