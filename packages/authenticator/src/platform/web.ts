// What the exchange takes from a runtime that has Web APIs only.
import { createFetchTransport } from './fetch-transport.js';
import type { Transport } from './transport.js';

export { createWebKeyedHash as createKeyedHash } from './keyed-hash.js';

/** What makes the calls where the app names no `fetch`. */
export const createDefaultTransport: () => Transport = () => createFetchTransport();

/** For calls to others than MyDataHelps: the runtime's own, looked up at each call. */
export const createDefaultFetch = (): typeof fetch => (input, init) => fetch(input, init);
