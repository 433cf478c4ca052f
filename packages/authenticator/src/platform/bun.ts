// What the exchange takes from Bun.
import { createFetchTransport } from './fetch-transport.js';
import type { Transport } from './transport.js';

export { createDefaultFetch, createKeyedHash, findTransportProblems, sharesWork } from './web.js';

/** Bun takes an open connection unless it is told not to. */
export const createDefaultTransport: () => Transport = () =>
  createFetchTransport({ newConnection: { keepalive: false } });
