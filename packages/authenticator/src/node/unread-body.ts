// What is left of a body that nobody wants.
import type { IncomingMessage } from 'node:http';

const longestMs = 500;

const mostBytes = 1024 * 1024;

/**
 * Takes the rest of a refused body off the wire: a connection that is closed on a caller who still sends loses the
 * answer. Whoever sends on for long, or much, is cut off all the same.
 */
export function discardRest(incoming: IncomingMessage): void {
  if (incoming.complete) return;
  let size = 0;
  const timer = setTimeout(() => incoming.destroy(), longestMs);
  incoming.on('data', (chunk: Buffer | string) => {
    size += chunk.length;
    if (size > mostBytes) incoming.destroy();
  });
  incoming.once('close', () => clearTimeout(timer));
}
