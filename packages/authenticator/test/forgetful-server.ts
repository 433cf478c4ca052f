// An identity server that forgets its connections: it answers so many requests on each, and resets it at the next one.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';
import { sendJson } from './identity-server.js';

/** A request as it came. */
export interface ForgottenRequest {
  form: URLSearchParams;
  isAnswered: boolean;
}

/** Starts a server that ends with the test. */
export async function startForgetfulServer(
  answersPerConnection: number,
): Promise<{ requests: ForgottenRequest[]; url: string }> {
  const requests: ForgottenRequest[] = [];
  const used = new WeakMap<object, number>();
  const server = createServer((incoming, response) => {
    const count = (used.get(incoming.socket) ?? 0) + 1;
    used.set(incoming.socket, count);
    let body = '';
    incoming.setEncoding('utf8').on('data', (chunk: string) => (body += chunk));
    incoming.on('end', () => {
      const isAnswered = count <= answersPerConnection;
      requests.push({ form: new URLSearchParams(body), isAnswered });
      if (!isAnswered) incoming.socket.resetAndDestroy();
      else if (incoming.method === 'GET') {
        const participantIdentifier = incoming.url?.split('/').at(-1);
        sendJson(response, 200, { id: 'p-1', participantIdentifier });
      } else sendJson(response, 200, { access_token: `token-${requests.length}`, expires_in: 3600 });
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { requests, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` };
}
