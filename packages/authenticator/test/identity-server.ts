// A token endpoint that answers whatever a test wants, hostile answers included, over real HTTP.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { onTestFinished } from 'vitest';

/** One request as it came in. */
export interface ReceivedRequest {
  method: string;
  path: string;
  headers: IncomingMessage['headers'];
  form: URLSearchParams;
  body: string;
}

/** Answers one request; `count` starts at 1. */
export type Respond = (request: ReceivedRequest, response: ServerResponse, count: number) => void;

/** The server and what it received. */
export interface IdentityServer {
  url: string;
  received: ReceivedRequest[];
  /** What the next requests get. */
  respond: Respond;
  /** How many requests had this grant type. */
  count(grant: 'client_credentials' | 'delegated_participant'): number;
}

/** Starts a server that ends with the test. */
export async function startIdentityServer(respond: Respond = grantEverything): Promise<IdentityServer> {
  const received: ReceivedRequest[] = [];
  const identity: IdentityServer = {
    url: '',
    received,
    respond,
    count: (grant) => received.filter(({ form }) => form.get('grant_type') === grant).length,
  };
  const server = createServer((incoming, response) => {
    let body = '';
    incoming.setEncoding('utf8');
    incoming.on('data', (chunk: string) => (body += chunk));
    incoming.on('end', () => {
      const request: ReceivedRequest = {
        method: incoming.method ?? '',
        path: incoming.url ?? '',
        headers: incoming.headers,
        form: new URLSearchParams(body),
        body,
      };
      received.push(request);
      identity.respond(request, response, received.length);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  identity.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
  onTestFinished(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });
  return identity;
}

/** Both grants succeed: `service-1`, `participant-2` and so on, for an hour. */
export const grantEverything: Respond = ({ form }, response, count) => {
  const kind = form.get('grant_type') === 'client_credentials' ? 'service' : 'participant';
  sendJson(response, 200, { access_token: `${kind}-${count}`, expires_in: 3600, token_type: 'Bearer' });
};

/** Service tokens are granted; participant requests get `respond`. */
export function onParticipantGrant(respond: Respond): Respond {
  return (request, response, count) => {
    if (request.form.get('grant_type') === 'client_credentials') grantEverything(request, response, count);
    else respond(request, response, count);
  };
}

/** Answers with JSON. */
export function sendJson(
  response: ServerResponse,
  status: number,
  value: unknown,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(value));
}

/** Answers a look-up with the participant that was asked for. */
export function sendParticipant(
  { path }: ReceivedRequest,
  response: ServerResponse,
  id: string,
  headers: Record<string, string> = {},
): void {
  const participantIdentifier = decodeURIComponent(path.split('/').at(-1) ?? '');
  sendJson(response, 200, { id, participantIdentifier }, headers);
}
