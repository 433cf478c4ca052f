// The app's authenticator as a test needs it: every call that reaches it is counted, and the test may answer first.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listenOn, portOf, shutDown } from '../chromium/http-server.js';

export interface CountingAuthenticator {
  /** When each call came, on this process's wall clock. */
  readonly calls: readonly number[];
  /** The most calls that were on their way at a time. */
  readonly overlap: number;
  readonly url: string;
  /** Lets the next call wait. @returns lets it go on */
  holdNext(): () => void;
  /** Answers the next call with 429. */
  limitNext(retryAfterSeconds: number): void;
  close(): Promise<void>;
}

/** @param upstreamUrl the authenticator that gives the answers */
export async function createCountingAuthenticator(upstreamUrl: string): Promise<CountingAuthenticator> {
  const calls: number[] = [];
  let underway = 0;
  let overlap = 0;
  let gate: Promise<void> = Promise.resolve();
  let nextRetryAfter: string | null = null;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    response.setHeader('Access-Control-Allow-Origin', request.headers.origin ?? '*');
    response.setHeader('Access-Control-Allow-Headers', 'content-type');
    response.setHeader('Access-Control-Expose-Headers', 'retry-after');
    response.setHeader('Cache-Control', 'no-store');
    if (request.method !== 'POST') return void response.writeHead(204).end();
    count(response);
    const turnedBack = nextRetryAfter;
    const opened = gate;
    nextRetryAfter = null;
    gate = Promise.resolve();
    await opened;
    if (turnedBack !== null) {
      response.writeHead(429, { 'Content-Type': 'application/json', 'Retry-After': turnedBack });
      return void response.end(JSON.stringify({ error: 'rate_limited' }));
    }
    const upstream = await fetch(upstreamUrl, { method: 'POST', body: '{"reason":"forced"}' });
    response.writeHead(upstream.status, { 'Content-Type': 'application/json' }).end(await upstream.text());
  }

  function count(response: ServerResponse): void {
    calls.push(Date.now());
    overlap = Math.max(overlap, ++underway);
    response.once('close', () => underway--);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: Error) => response.destroy(error));
  });
  await listenOn(server, 0);
  return {
    calls,
    get overlap() {
      return overlap;
    },
    url: `http://localhost:${portOf(server)}/token`,
    holdNext() {
      let open: () => void = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return open;
    },
    limitNext(retryAfterSeconds) {
      nextRetryAfter = String(retryAfterSeconds);
    },
    close: () => shutDown(server),
  };
}
