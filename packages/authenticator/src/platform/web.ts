// What the exchange takes from a runtime that has Web APIs only.
import type { OptionProblem } from '../authenticator-error.js';
import { createFetchTransport } from './fetch-transport.js';
import type { Transport } from './transport.js';

export { createWebKeyedHash as createKeyedHash } from './keyed-hash.js';

/** What makes the calls where the app names no `fetch`. */
export const createDefaultTransport: () => Transport = () => createFetchTransport();

/** For calls to others than MyDataHelps: the runtime's own, looked up at each call. */
export const createDefaultFetch = (): typeof fetch => (input, init) => fetch(input, init);

/** Settings of the environment that would break a call: none are read here. */
export const findTransportProblems = (): OptionProblem[] => [];

/**
 * Whether one request may wait for what another began. Workers end that work with the request that began it; a bundler
 * may have lost their condition on the way here.
 */
export function sharesWork(): boolean {
  const { navigator } = globalThis as { navigator?: { userAgent?: string } };
  return navigator?.userAgent !== 'Cloudflare-Workers';
}
