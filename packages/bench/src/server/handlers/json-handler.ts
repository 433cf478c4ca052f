// What the hand-written handlers have in common: they take a POST, and answer with what they were given.
import type { RequestListener, ServerResponse } from 'node:http';

/** @param obtain gives the JSON to answer with */
export function jsonHandler(obtain: () => Promise<unknown>): RequestListener {
  return (incoming, outgoing) => {
    incoming.resume();
    incoming.on('end', () => void answer(outgoing, obtain));
  };
}

async function answer(outgoing: ServerResponse, obtain: () => Promise<unknown>): Promise<void> {
  try {
    const body = JSON.stringify(await obtain());
    outgoing.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(body);
  } catch {
    outgoing.writeHead(502).end();
  }
}
