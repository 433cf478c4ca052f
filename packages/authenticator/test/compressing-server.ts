// An identity server behind a proxy that compresses everything, whatever was asked for.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { onTestFinished } from 'vitest';

const encoders: Record<string, (text: string) => Buffer> = {
  gzip: gzipSync,
  deflate: deflateSync,
  br: brotliCompressSync,
};

/** The first segment of a path names the encoding. Gives the URL; ends with the test. */
export async function startCompressingServer(): Promise<string> {
  let issued = 0;
  const server = createServer((incoming, response) => {
    const encoding = incoming.url?.split('/')[1] ?? '';
    const token = { access_token: `token-${(issued += 1)}`, expires_in: 3600, token_type: 'Bearer' };
    const encode = encoders[encoding];
    if (encode === undefined) throw new Error(`no such encoding: ${encoding}`);
    incoming.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', 'content-encoding': encoding });
      response.end(encode(`\uFEFF${JSON.stringify(token)}`));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}
