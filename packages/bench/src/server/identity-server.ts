// A token endpoint that grants everything, and counts what it grants.
import { randomBytes } from 'node:crypto';
import { createServer, type Server } from 'node:http';

/** Calls that the token endpoint has answered, by what they asked for. */
export interface TokenCalls {
  service: number;
  participant: number;
}

export interface IdentityServer {
  readonly server: Server;
  /** Since the last call of `takeCounts`. */
  takeCounts(): TokenCalls;
}

/** @param delayMs how long it takes to answer; at once for 0 */
export function createIdentityServer(delayMs: number): IdentityServer {
  let counts: TokenCalls = { service: 0, participant: 0 };
  // After a restart, too, no token is one that somebody else has had: the authenticator would refuse it.
  const series = randomBytes(8).toString('hex');
  let issued = 0;
  const server = createServer((request, response) => {
    let form = '';
    request.setEncoding('latin1').on('data', (text: string) => (form += text));
    request.on('end', () => {
      counts[form.includes('grant_type=client_credentials') ? 'service' : 'participant'] += 1;
      issued += 1;
      const token = series + String(issued).padStart(16, '0');
      const body = `{"access_token":"${token}","expires_in":3600,"token_type":"Bearer"}`;
      const headers = { 'content-type': 'application/json', 'content-length': body.length };
      const answer = (): void => void response.writeHead(200, headers).end(body);
      if (delayMs === 0) answer();
      else setTimeout(answer, delayMs);
    });
  });
  // Longer than any run: the handlers' connections are kept.
  server.keepAliveTimeout = 120_000;
  return {
    server,
    takeCounts() {
      const taken = counts;
      counts = { service: 0, participant: 0 };
      return taken;
    },
  };
}
