// A page with one script, and the files beside that script.
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';

export async function servePage(
  folder: string,
  script: string,
): Promise<{ url: string; close: () => Promise<unknown> }> {
  const html = `<!doctype html><html lang="en"><script type="module" src="/${script}"></script></html>`;
  const server = createServer(({ url = '/' }, response) => {
    const file = join(folder, url);
    if (url === '/') response.setHeader('content-type', 'text/html').end(html);
    else if (existsSync(file)) response.setHeader('content-type', 'text/javascript').end(readFileSync(file));
    else response.writeHead(404).end();
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const close = async (): Promise<void> => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  };
  return { url: `http://127.0.0.1:${port}/`, close };
}
